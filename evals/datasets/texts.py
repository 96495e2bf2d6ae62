"""What several formats share about documents: their fields, and texts put together from pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from evals.datasets.lines import Row
from evals.datasets.model import DatasetDocument
from evals.spans import Place

BLANK_LINE = "\n\n"


@dataclass(slots=True)
class Texts:
    """Documents without an id of their own: each distinct text is one, named after its first question."""

    by_text: dict[str, DatasetDocument] = field(default_factory=dict)
    by_id: dict[str, DatasetDocument] = field(default_factory=dict)

    def add(self, row: Row, title: str, text: str) -> DatasetDocument:
        """The document that has this text, which is added if it is new.

        Raises:
            LocatedError: the row's id already names another text.
        """
        if text not in self.by_text:
            identity = row.name("id")
            if identity in self.by_id:
                raise row.error(f"the id “{identity}” appears twice")
            self.by_text[text] = self.by_id[identity] = DatasetDocument(identity, title, text)
        return self.by_text[text]

    def documents(self) -> list[DatasetDocument]:
        """The documents so far."""
        return list(self.by_id.values())


def read_document(row: Row, identity: str = "id") -> DatasetDocument:
    """The document of a row with ``text`` and optionally ``title`` and ``date``.

    A document without text is its title, as in some collections of abstracts.
    """
    title = row.get("title", str) if "title" in row.values else ""
    text = row.get("text", str)
    if not text.strip() and not title.strip():
        raise row.error("the document has no text")
    return DatasetDocument(
        row.name(identity), title.strip(), text if text.strip() else title, published=read_date(row)
    )


def read_date(row: Row) -> str | None:
    """The ISO date under ``date``, where slashes will do as well; None where it is missing or empty."""
    told = row.values.get("date")
    if told in (None, ""):
        return None
    try:
        return date.fromisoformat(str(told).replace("/", "-")).isoformat()
    except ValueError as error:
        raise row.error("“date” is no date like 2024-05-31") from error


def joined(pieces: Sequence[str]) -> tuple[str, list[int]]:
    """The pieces with a blank line between them, and where each begins."""
    starts = []
    length = 0
    for piece in pieces:
        starts.append(length)
        length += len(piece) + len(BLANK_LINE)
    return BLANK_LINE.join(pieces), starts


def whole(document: DatasetDocument) -> Place:
    """All of a document."""
    return Place(document.id, 0, len(document.text))
