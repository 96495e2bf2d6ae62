"""An answer as it is kept: what is ours of it, and where in which version its words stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from index import CitedRange, DocumentVersion, RangeRole
from rag.answer import DONT_SAY, Answer
from rag.answering.refusing import NO_DOCUMENTS, NOT_SURE, NOTHING_FOUND, OTHERWISE
from rag.answering.telling import NO_NUMBER, NO_TIME
from rag.citations import Citation
from rag.history.pieces import pieces, words_of
from rag.history.sources import Sources, VersionKey
from rag.languages import ENGLISH
from rag.wording import COMMON, GENERIC

# Sentences of ours, which may hold words that an article has too.
_REASONS = (NOTHING_FOUND, NO_DOCUMENTS, NOT_SURE, NO_TIME, NO_NUMBER, OTHERWISE)
_OURS = (DONT_SAY, *_REASONS, "Nothing here mentions it.")
_OUR_WORDS = ENGLISH | COMMON | GENERIC | words_of(" ".join(_OURS))
# Fields whose text is a sentence of ours with, at most, a title in it; so is a text without citations.
_SENTENCES = frozenset({"reason", "notice"})
_ROLES: dict[str, RangeRole] = {"nearest": "nearest", "contradiction": "contradiction"}


@dataclass(slots=True)
class Ranges:
    """The ranges of one turn, each once."""

    found: dict[CitedRange, int] = field(default_factory=dict)

    def place(self, one: CitedRange) -> int:
        """The place of a range, appended where it is new."""
        return self.found.setdefault(one, len(self.found))


def recorded(
    answer: Answer, asked: Iterable[str], versions: Iterable[VersionKey], sources: Sources
) -> tuple[dict[str, Any], tuple[CitedRange, ...]]:
    """What is kept of an answer: record and ranges.

    Of talk only the first line is kept: its lists are titles and names, which stay in the library.

    ``asked`` are the questions of its conversation; their words are the reader's own. ``versions`` are those
    that its other answers cite, whose words a question may have been completed with.
    """
    if answer.kind in ("talk", "which article"):
        answer = replace(answer, text=answer.lead, articles=(), examples=())
    recording = Recording(answer, sources, words_of(" ".join((answer.question, *asked))), versions)
    return recording.kept(answer), tuple(recording.ranges.found)


class Recording:
    """Turns one answer into what JSON can hold. A record names the class of each part under ``is``."""

    def __init__(
        self, answer: Answer, sources: Sources, asked: frozenset[str], versions: Iterable[VersionKey]
    ) -> None:
        self.ranges = Ranges()
        self._sources = sources
        self._asked = asked
        own = [(one.document_id, one.version) for one in citations_in(answer)]
        self._versions = versions_at(sources, (*own, *versions))
        self._sentences = _SENTENCES if answer.citations else _SENTENCES | {"text"}
        self._quotes = {one.quote: cited_range(one, role) for one, role in with_roles(answer)}

    def kept(self, part: Any) -> dict[str, Any]:
        """A dataclass by its fields."""
        made: dict[str, Any] = {"is": type(part).__name__}
        for one in fields(part):
            made[one.name] = self._value(getattr(part, one.name), one.name)
        return made

    def _value(self, value: Any, name: str) -> Any:
        if isinstance(value, Citation):
            return self._citation(value, _ROLES.get(name, "evidence"))
        if isinstance(value, str):
            return value if name in ("question", "kind", "aspect") else self._text(value, name)
        if isinstance(value, tuple | list):
            return [self._value(one, name) for one in value]
        return self.kept(value) if is_dataclass(value) else value

    def _citation(self, citation: Citation, role: RangeRole) -> dict[str, Any]:
        times = [[time.start, time.end, time.first, time.last] for time in citation.times]
        return {"cited": self.ranges.place(cited_range(citation, role)), "times": times}

    def _text(self, text: str, name: str) -> Any:
        spared = self._asked | (_OUR_WORDS if name in self._sentences else ENGLISH)
        fragments = self._quotes
        if name != "short" and words_of(text) - spared:
            fragments = self._titles() | fragments
        made = pieces(text, fragments, self._versions, spared, self.ranges.place)
        return text if made in ([], [text]) else {"words": made}

    def _titles(self) -> dict[str, CitedRange]:
        named = self._sources.titles()
        return {title: CitedRange(*key, 0, 0, "title") for title, key in named.items()}


def versions_at(sources: Sources, keys: Iterable[VersionKey]) -> list[DocumentVersion]:
    """The versions that are kept, each once."""
    found = (sources.version(*key) for key in dict.fromkeys(keys))
    return [version for version in found if version is not None]


def with_roles(answer: Answer) -> Iterator[tuple[Citation, RangeRole]]:
    """All citations of an answer with what each is for."""
    yield from ((one, "evidence") for one in answer.citations)
    for name, role in _ROLES.items():
        if (one := getattr(answer, name)) is not None:
            yield one, role


def citations_in(answer: Answer) -> Iterator[Citation]:
    """All citations of an answer."""
    return (one for one, _ in with_roles(answer))


def cited_range(citation: Citation, role: RangeRole) -> CitedRange:
    """The range of a citation."""
    return CitedRange(
        citation.document_id, citation.version, citation.start, citation.end, role, citation.number
    )
