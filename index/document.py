"""What a library holds: documents, their versions, and the passages cut from them.

All offsets are code points into ``DocumentVersion.text``; an end is exclusive, so
``text[start:end]`` is always the words meant.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Literal

DocumentState = Literal["pending", "current", "removed", "purged"]
Outcome = Literal["added", "updated", "unchanged", "restored", "failed"]

METADATA_FIELDS = ("title", "byline", "agency", "place", "published", "credits")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range of code points: ``text[start:end]``."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        """Return the words the span covers in ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class MetadataField:
    """One fact about a document, and where its text says so.

    ``span`` is None where a person set the value; otherwise ``text[span]`` is what it was read from.
    ``published`` holds an ISO date (``2011-09-26``) whatever the text prints.
    """

    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document besides its text."""

    title: MetadataField | None = None
    byline: MetadataField | None = None
    agency: MetadataField | None = None
    place: MetadataField | None = None
    published: MetadataField | None = None
    credits: MetadataField | None = None

    @property
    def published_date(self) -> date | None:
        """The day of publication, where it is known."""
        return date.fromisoformat(self.published.value) if self.published else None

    def value(self, name: str) -> str | None:
        """The value of the named field, or None where nothing is known."""
        field: MetadataField | None = getattr(self, name)
        return field.value if field else None

    def overlaid(self, corrections: Metadata) -> Metadata:
        """These metadata with every field that ``corrections`` sets in its place."""
        chosen = {name: getattr(corrections, name) or getattr(self, name) for name in METADATA_FIELDS}
        return Metadata(**chosen)

    def without(self, names: Collection[str]) -> Metadata:
        """These metadata without the fields of some names."""
        kept = {name: getattr(self, name) for name in METADATA_FIELDS if name not in names}
        return Metadata(**kept)

    def to_dict(self) -> dict[str, Any]:
        """Field name to ``{"value", "span"}`` or None, ready for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Metadata:
        """The inverse of :meth:`to_dict`."""
        made = {}
        for field in fields(cls):
            entry = data.get(field.name)
            if entry:
                span = Span(**entry["span"]) if entry.get("span") else None
                made[field.name] = MetadataField(entry["value"], span)
        return cls(**made)


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """One version of a document: its exact text and what was recognised in it.

    ``furniture`` are the ranges that are not the article (menus, counters); no passage touches them.
    ``encoding`` is how the bytes were decoded; ``added`` is an ISO time in UTC.
    """

    document_id: str
    version: str
    uri: str
    text: str
    metadata: Metadata
    furniture: tuple[Span, ...]
    encoding: str
    added: str
    current: bool

    @property
    def title(self) -> str:
        """The title, or the name the document was added under."""
        return self.metadata.value("title") or uri_name(self.uri)

    def to_dict(self) -> dict[str, Any]:
        """All fields and the title, ready for JSON."""
        return {**asdict(self), "title": self.title}


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """That a version exists, without its text. ``purged`` is the ISO day it was purged, else None."""

    version: str
    added: str
    purged: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the list shows it.

    ``version`` names the current version (the last one, where the document was removed);
    ``published`` is an ISO date; ``passages`` counts what search can find now; ``changed`` is the
    ISO time of the last change. ``state`` is ``pending`` until the first version can be found. A purged
    document has no uri, title or date left.
    """

    document_id: str
    uri: str
    title: str
    published: str | None
    version: str
    versions: tuple[VersionRecord, ...]
    state: DocumentState
    passages: int
    changed: str

    @property
    def name(self) -> str:
        """The last part of the uri: a file's name, a paste's title."""
        return uri_name(self.uri)

    def to_dict(self) -> dict[str, Any]:
        """All fields and the name, ready for JSON."""
        return {**asdict(self), "name": self.name}


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of a version's text that is embedded, searched and read as one.

    ``version_text[start:end] == text``. ``score`` is the fused score of the search that returned it, higher
    is better; ``coverage`` is the weighted share of the question's words that the passage or its title
    holds (0 to 1), ``cosine`` the similarity of its embedding and the question's (-1 to 1). Outside a search
    all three are 0.
    """

    passage_id: str
    document_id: str
    version: str
    uri: str
    title: str
    published: str | None
    start: int
    end: int
    text: str
    score: float = 0.0
    coverage: float = 0.0
    cosine: float = 0.0

    @property
    def address(self) -> str:
        """The page's address of this range: ``?document=…&version=…&start=…&end=…``."""
        return range_address(self.document_id, self.version, self.start, self.end)

    def to_dict(self) -> dict[str, Any]:
        """All fields and the address, ready for JSON."""
        return {**asdict(self), "address": self.address}


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of one source.

    ``message`` is a sentence for a person; where ``outcome`` is ``failed`` it says why and what to
    do, and ``document_id`` may be None. ``same_bytes_as`` names other documents with the same bytes.
    ``encoding`` says how the bytes were decoded and whether that was assumed.
    """

    source: str
    outcome: Outcome
    message: str
    document_id: str | None = None
    version: str | None = None
    title: str | None = None
    passages: int = 0
    encoding: str | None = None
    same_bytes_as: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the source is not in the library because of this call."""
        return self.outcome == "failed"

    def to_dict(self) -> dict[str, Any]:
        """All fields, ready for JSON."""
        return asdict(self)


def document_id_of(uri: str) -> str:
    """The id of the document at ``uri``: 16 hex digits of the uri's SHA-256."""
    return hashlib.sha256(uri.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def version_of(text: str) -> str:
    """The version that names exactly this text: 16 hex digits of its SHA-256 in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def uri_name(uri: str) -> str:
    """The name in a uri: what follows ``upload:``, ``paste:`` or ``sample:``, or a path's last part."""
    for scheme in ("upload:", "paste:", "sample:"):
        if uri.startswith(scheme):
            return uri[len(scheme) :]
    return uri.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def printable(text: str) -> str:
    """The text with what is no valid Unicode (half of a surrogate pair) shown as a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def is_valid(text: str) -> bool:
    """Whether a text is valid Unicode: half of a surrogate pair can be neither stored nor embedded."""
    return printable(text) == text


def range_address(document_id: str, version: str, start: int, end: int) -> str:
    """The address under which the page opens a range of a version."""
    return f"?document={document_id}&version={version}&start={start}&end={end}"
