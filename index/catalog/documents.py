"""Documents and their versions in the catalog. Every function takes the connection it works on."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from index.document import (
    Document,
    DocumentVersion,
    Metadata,
    Span,
    VersionRecord,
    is_valid,
    printable,
    uri_name,
)
from index.errors import AmbiguousDocument, DocumentNotFound, VersionNotFound

STATES = ("pending", "current", "removed", "purged")
KEEP_VERSION = (
    "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL) "
    "ON CONFLICT (document_id, version) DO UPDATE SET source_sha256 = excluded.source_sha256, "
    "encoding = excluded.encoding, text = excluded.text, metadata = excluded.metadata, "
    "furniture = excluded.furniture, "
    "added = CASE WHEN purged IS NULL THEN added ELSE excluded.added END, purged = NULL"
)


def now() -> str:
    """The present time in UTC, in ISO format to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def find(connection: sqlite3.Connection, name: str) -> sqlite3.Row:
    """The row of the document with that id, uri, or file name where only one has it.

    Raises:
        DocumentNotFound, AmbiguousDocument
    """
    row = by_id(connection, name)
    if row is not None:
        return row
    rows = connection.execute("SELECT * FROM documents WHERE uri IS NOT NULL").fetchall()
    matches: list[sqlite3.Row] = [row for row in rows if row["uri"] == name] or [
        row for row in rows if uri_name(row["uri"]) == name
    ]
    if not matches:
        raise DocumentNotFound(
            f"The library has no document “{printable(name)}”; the list of its articles shows what it has."
        )
    if len(matches) > 1:
        ids = ", ".join(f"{row['document_id']} ({row['uri']})" for row in matches)
        raise AmbiguousDocument(f"Several documents are named “{name}”; use an id: {ids}.")
    return matches[0]


def by_id(connection: sqlite3.Connection, document_id: str) -> sqlite3.Row | None:
    """The row of the document with that id, or None."""
    if not is_valid(document_id):
        return None
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM documents WHERE document_id = ?", (document_id,)
    ).fetchone()
    return row


def states(connection: sqlite3.Connection) -> dict[str, int]:
    """How many documents are in each state."""
    return dict(connection.execute("SELECT state, count(*) FROM documents GROUP BY state").fetchall())


def with_bytes(connection: sqlite3.Connection, source_sha256: str, besides: str) -> tuple[str, ...]:
    """Ids of other documents whose current or coming version came from the same bytes."""
    rows = connection.execute(
        "SELECT document_id FROM versions JOIN documents USING (document_id) "
        "WHERE source_sha256 = ? AND document_id <> ? AND state IN ('current', 'pending') "
        "AND versions.version = coalesce(incoming, documents.version) ORDER BY document_id",
        (source_sha256, besides),
    )
    return tuple(row[0] for row in rows)


def store_version(
    connection: sqlite3.Connection,
    version: DocumentVersion,
    source_sha256: str,
) -> None:
    """Keep a version's text and metadata; the document's row is made where it is new."""
    connection.execute(
        "INSERT INTO documents (document_id, uri, state, changed) VALUES (?, ?, 'pending', ?) "
        "ON CONFLICT (document_id) DO UPDATE SET uri = excluded.uri, changed = excluded.changed",
        (version.document_id, version.uri, version.added),
    )
    connection.execute(
        KEEP_VERSION,
        (
            version.document_id,
            version.version,
            source_sha256,
            version.encoding,
            compress(version.text),
            json.dumps(version.metadata.to_dict(), ensure_ascii=False),
            json.dumps([[span.start, span.end] for span in version.furniture]),
            version.added,
        ),
    )


def load_version(connection: sqlite3.Connection, document: sqlite3.Row, version: str) -> DocumentVersion:
    """A version with its text, the user's corrections laid over its metadata.

    Raises:
        VersionNotFound: the document has no such version, or it was purged.
    """
    version = printable(version)
    row = connection.execute(
        "SELECT * FROM versions WHERE document_id = ? AND version = ?", (document["document_id"], version)
    ).fetchone()
    if row is None:
        raise VersionNotFound(f"The document {document['document_id']} has no version {version}.")
    if row["text"] is None:
        raise VersionNotFound(
            f"Version {version} of the document {document['document_id']} was purged on {row['purged']}."
        )
    return DocumentVersion(
        document_id=document["document_id"],
        version=version,
        uri=document["uri"],
        text=decompress(row["text"]),
        metadata=load_metadata(connection, document["document_id"], version),
        furniture=tuple(Span(start, end) for start, end in json.loads(row["furniture"])),
        encoding=row["encoding"],
        added=row["added"],
        current=document["state"] == "current" and document["version"] == version,
    )


def load_metadata(connection: sqlite3.Connection, document_id: str, version: str) -> Metadata:
    """A version's metadata, the user's corrections laid over them."""
    row = connection.execute(
        "SELECT metadata, amended FROM versions JOIN documents USING (document_id) "
        "WHERE document_id = ? AND versions.version = ?",
        (document_id, version),
    ).fetchone()
    corrections = Metadata.from_dict(json.loads(row["amended"]))
    return Metadata.from_dict(json.loads(row["metadata"])).overlaid(corrections)


def load_text(connection: sqlite3.Connection, document_id: str, version: str) -> str:
    """The text of a version that is known to be kept."""
    row = connection.execute(
        "SELECT text FROM versions WHERE document_id = ? AND version = ?", (document_id, version)
    ).fetchone()
    return decompress(row["text"])


def compress(text: str) -> bytes:
    """How a version's text is stored."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def decompress(blob: bytes) -> str:
    """The inverse of :func:`compress`."""
    return zlib.decompress(blob).decode("utf-8", "surrogatepass")


def version_row(connection: sqlite3.Connection, document_id: str, version: str) -> sqlite3.Row | None:
    """What is kept about a version besides its text, or None where there is no such version."""
    row: sqlite3.Row | None = connection.execute(
        "SELECT source_sha256, added, purged FROM versions WHERE document_id = ? AND version = ?",
        (document_id, version),
    ).fetchone()
    return row


def update(connection: sqlite3.Connection, document_id: str, **values: Any) -> None:
    """Set columns of a document; ``changed`` becomes now."""
    values["changed"] = now()
    columns = ", ".join(f"{name} = ?" for name in values)
    connection.execute(
        f"UPDATE documents SET {columns} WHERE document_id = ?", (*values.values(), document_id)
    )


def amend(
    connection: sqlite3.Connection,
    document: sqlite3.Row,
    corrections: Metadata,
    taken_back: Collection[str] = (),
) -> None:
    """Lay a user's corrections over the document's metadata; they outlive new versions.

    Earlier corrections of the fields ``taken_back`` are dropped.
    """
    earlier = Metadata.from_dict(json.loads(document["amended"])).without(taken_back)
    merged = earlier.overlaid(corrections)
    update(connection, document["document_id"], amended=json.dumps(asdict(merged), ensure_ascii=False))


def erase(connection: sqlite3.Connection, document_id: str) -> None:
    """Take everything of a document but its id, the hashes of its versions, and the day."""
    day = now()[:10]
    connection.execute(
        "UPDATE versions SET source_sha256 = NULL, encoding = NULL, text = NULL, metadata = NULL, "
        "furniture = NULL, added = substr(added, 1, 10), purged = ? WHERE document_id = ? AND purged IS NULL",
        (day, document_id),
    )
    connection.execute(
        "UPDATE documents SET uri = NULL, state = 'purged', incoming = NULL, amended = '{}', "
        "title = NULL, published = NULL, version = coalesce(version, incoming), changed = ? "
        "WHERE document_id = ?",
        (day, document_id),
    )


def listing(
    connection: sqlite3.Connection, states: Iterable[str] = STATES, document_id: str | None = None
) -> tuple[Document, ...]:
    """The documents in any of the given states, by title; or that one alone."""
    rows = connection.execute(
        "SELECT * FROM documents WHERE state IN (SELECT value FROM json_each(?1)) "
        "AND document_id = coalesce(?2, document_id) ORDER BY title COLLATE NOCASE, document_id",
        (json.dumps(list(states)), document_id),
    ).fetchall()
    versions = records(connection, document_id)
    counts = dict(
        connection.execute(
            "SELECT document_id, count(*) FROM passages WHERE searchable = 1 "
            "AND document_id = coalesce(?, document_id) GROUP BY document_id",
            (document_id,),
        ).fetchall()
    )
    return tuple(
        summary(row, versions.get(row["document_id"], ()), counts.get(row["document_id"], 0)) for row in rows
    )


def records(
    connection: sqlite3.Connection, document_id: str | None = None
) -> dict[str, tuple[VersionRecord, ...]]:
    """The versions of every document, or of that one alone, oldest first."""
    found: dict[str, tuple[VersionRecord, ...]] = {}
    rows = connection.execute(
        "SELECT document_id, version, added, purged FROM versions "
        "WHERE document_id = coalesce(?, document_id) ORDER BY added, rowid",
        (document_id,),
    )
    for row in rows:
        record = VersionRecord(row["version"], row["added"], row["purged"])
        found[row["document_id"]] = (*found.get(row["document_id"], ()), record)
    return found


def summary(row: sqlite3.Row, versions: tuple[VersionRecord, ...], passages: int) -> Document:
    """A document as the list shows it."""
    return Document(
        document_id=row["document_id"],
        uri=row["uri"] or "",
        title=row["title"] or uri_name(row["uri"] or ""),
        published=row["published"],
        version=row["version"] or "",
        versions=versions,
        state=row["state"],
        passages=passages,
        changed=row["changed"],
    )
