"""Answers made again from what is kept of them; the quotations are cut from the stored versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from index import CitedRange, TurnRecord
from rag.answer import Answer, Difference, SingleAnswer
from rag.citations import Citation, Time
from rag.history.pieces import joined, words_of
from rag.history.sources import Sources

CLASSES: dict[str, type[Any]] = {one.__name__: one for one in (Answer, SingleAnswer, Difference)}


def restored(turn: TurnRecord, sources: Sources) -> Answer | None:
    """The answer of a turn, or None where none is kept.

    A citation whose version is gone has an empty quotation and title; of other texts, words that are gone
    are an ellipsis. A short answer that is gone is None.
    """
    if turn.outcome != "answered" or turn.record.get("is") != "Answer":
        return None
    answer: Answer = Restoring(turn.ranges, sources).part(turn.record)
    return answer


class Restoring:
    """Turns what JSON held back into the parts of one answer."""

    def __init__(self, ranges: tuple[CitedRange, ...], sources: Sources) -> None:
        self._ranges = ranges
        self._sources = sources

    def part(self, kept: Mapping[str, Any]) -> Any:
        """A dataclass from its fields; those that it has no longer are left out."""
        made = CLASSES[kept["is"]]
        names = {one.name for one in fields(made)}
        values = {name: self._value(kept[name]) for name in names & set(kept)}
        if values.get("short") and not words_of(values["short"]):
            values["short"] = None
        return made(**values)

    def _value(self, kept: Any) -> Any:
        if isinstance(kept, list):
            return tuple(self._value(one) for one in kept)
        if not isinstance(kept, Mapping):
            return kept
        if "cited" in kept:
            return self._citation(self._ranges[kept["cited"]], kept["times"])
        return joined(kept["words"], self._words_at) if "words" in kept else self.part(kept)

    def _citation(self, cited: CitedRange, times: list[list[Any]]) -> Citation:
        version = self._sources.version(cited.document_id, cited.version)
        quote = self._cut(cited)
        place = (cited.document_id, cited.version)
        if version is None or quote is None:
            return Citation(cited.number, *place, "", "", None, None, cited.start, cited.end, "")
        return Citation(
            number=cited.number,
            document_id=cited.document_id,
            version=cited.version,
            uri=version.uri,
            title=version.title,
            published=version.metadata.value("published"),
            agency=version.metadata.value("agency"),
            start=cited.start,
            end=cited.end,
            quote=quote,
            times=tuple(
                Time(start, end, version.text[start:end], first, last) for start, end, first, last in times
            ),
        )

    def _words_at(self, place: int) -> str | None:
        one = self._ranges[place]
        if one.role != "title":
            return self._cut(one)
        version = self._sources.version(one.document_id, one.version)
        return version.title if version else None

    def _cut(self, one: CitedRange) -> str | None:
        version = self._sources.version(one.document_id, one.version)
        if version is None or not 0 <= one.start < one.end <= len(version.text):
            return None
        return version.text[one.start : one.end]
