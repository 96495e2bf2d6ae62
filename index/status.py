"""The state of a library, counted."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.catalog import FORMAT_VERSION, Connection, documents, passages, settings


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a library, counted.

    ``vectors`` is the URL of the Chroma server, or ``embedded``; ``pending`` counts passages that
    cannot be found yet.
    """

    library: str
    documents: int
    removed: int
    purged: int
    passages: int
    pending: int
    model: str
    splitter: str
    format_version: int
    vectors: str

    def to_dict(self) -> dict[str, Any]:
        """All fields, ready for JSON."""
        return asdict(self)


def status(connection: Connection, folder: Path, vectors: str) -> Status:
    """Count what the catalog of the library in ``folder`` holds."""
    states = documents.states(connection)
    remembered = settings.read(connection)
    return Status(
        library=str(folder),
        documents=states.get("current", 0) + states.get("pending", 0),
        removed=states.get("removed", 0),
        purged=states.get("purged", 0),
        passages=passages.count(connection, searchable=True),
        pending=passages.count(connection, searchable=False),
        model=remembered["model"],
        splitter=remembered["splitter"],
        format_version=FORMAT_VERSION,
        vectors=vectors,
    )
