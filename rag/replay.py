"""Replaying citations: do the quoted words stand where the citation says?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, Protocol

from index import Document, DocumentVersion, UserError, is_valid
from rag.answer import Answer
from rag.citations import Citation, Replay, Time

FIELDS = {field.name for field in fields(Citation)}
TEXT_FIELDS = ("document_id", "version", "uri", "title", "quote")
OPTIONAL_FIELDS = ("published", "agency")


class Versions(Protocol):
    """Where versions are kept: the library, or what was read of it already."""

    def record(self, document_id: str) -> Document | None:
        """A document's entry whatever its state, or None where there never was one."""

    def document(self, name: str, version: str | None = None) -> DocumentVersion:
        """One version with its text."""


def replay(library: Versions, citation: Citation) -> Replay:
    """Compare a citation's quote with the stored version."""
    document = library.record(citation.document_id)
    known = {record.version: record for record in document.versions} if document else {}
    record = known.get(citation.version)
    if document is None or record is None:
        return Replay(citation, "unknown")
    if record.purged:
        return Replay(citation, "purged", record.purged)
    version = library.document(citation.document_id, citation.version)
    if not 0 <= citation.start < citation.end <= len(version.text):
        return Replay(citation, "does not hold")
    if version.text[citation.start : citation.end] != citation.quote:
        return Replay(citation, "does not hold")
    if document.state == "removed":
        return Replay(citation, "removed but holds", document.changed[:10])
    if document.version != citation.version:
        return Replay(citation, "holds in an older version", record.added[:10])
    return Replay(citation, "holds")


def citations_of(answer: Answer | Mapping[str, Any]) -> tuple[Citation, ...]:
    """The citations of an answer, or of what ``to_dict`` made of one or of a whole conversation.

    The nearest passage and the sentence that contradicts the question are among them.

    Raises:
        UserError: the mapping is not an answer; the message says what is missing.
    """
    if isinstance(answer, Answer):
        return (*answer.citations, *filter(None, (answer.nearest, answer.contradiction)))
    if not isinstance(answer, Mapping):
        raise UserError("This is not an answer: it is no object with a list under “citations”.")
    if "turns" in answer:
        return tuple(citation for turn in answers_in(answer) for citation in citations_of(turn))
    entries = answer.get("citations")
    if not isinstance(entries, Iterable) or isinstance(entries, str | Mapping):
        raise UserError("This is not an answer: it has no list of citations under “citations”.")
    others = filter(None, (answer.get("nearest"), answer.get("contradiction")))
    return tuple(parse(entry) for entry in (*entries, *others))


def answers_in(conversation: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """The answers in what ``SavedConversation.to_dict`` made of a conversation.

    Raises:
        UserError: the mapping is not a conversation.
    """
    turns = conversation.get("turns")
    if not isinstance(turns, list | tuple) or not all(isinstance(turn, Mapping) for turn in turns):
        raise UserError("This is not a conversation: it has no list of questions under “turns”.")
    return tuple(turn["answer"] for turn in turns if turn.get("answer") is not None)


def parse(entry: Any) -> Citation:
    """A citation from its JSON form.

    Raises:
        UserError: a field is missing or of another type.
    """
    if not isinstance(entry, Mapping):
        raise UserError("This is not an answer: one of its citations is not an object.")
    values = {name: entry.get(name) for name in FIELDS}
    for name in (*TEXT_FIELDS, *OPTIONAL_FIELDS):
        value = "" if name in OPTIONAL_FIELDS and values[name] is None else values[name]
        if not isinstance(value, str) or not is_valid(value):
            raise UserError(f"A citation has no valid text under “{name}”; was the file changed by hand?")
    for name in ("number", "start", "end"):
        if not isinstance(values[name], int) or isinstance(values[name], bool):
            raise UserError(f"A citation has no whole number under “{name}”; was the file changed by hand?")
    return Citation(**values | {"times": parse_times(entry.get("times"))})  # type: ignore[arg-type]


def parse_times(entries: Any) -> tuple[Time, ...]:
    """Times from their JSON form; none where an older answer has none.

    Raises:
        UserError: they are no list of times.
    """
    if entries is None:
        return ()
    if not isinstance(entries, Iterable) or not all(is_time(entry) for entry in entries):
        raise UserError("A citation has no valid list under “times”; was the file changed by hand?")
    return tuple(Time(**{field.name: entry[field.name] for field in fields(Time)}) for entry in entries)


def is_time(entry: Any) -> bool:
    """Whether what stands in a list of times has all fields of one, each of its type."""
    if not isinstance(entry, Mapping):
        return False
    places = [entry.get(name) for name in ("start", "end")]
    words = [entry.get(name) for name in ("words", "first", "last")]
    whole = all(isinstance(place, int) and not isinstance(place, bool) for place in places)
    return whole and all(isinstance(word, str) and is_valid(word) for word in words)
