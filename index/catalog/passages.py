"""Passages in the catalog: incoming until their vectors are stored, then searchable, then gone.

``pending`` names the incoming ones, ``stale_vectors`` the vectors that nothing needs any more; both outlive
a process that dies, and the next open goes on from them.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from index.document import Span


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage as stored: where it is, without its text."""

    number: int
    passage_id: str
    document_id: str
    version: str
    span: Span
    uri: str
    title: str | None
    published: str | None


def passage_id(document_id: str, version: str, span: Span, built_with: str) -> str:
    """The id of a passage: the same for the same words, place, splitter and model, on any day."""
    parts = (document_id, version, str(span.start), str(span.end), built_with)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def stage(
    connection: sqlite3.Connection, document_id: str, version: str, identified: Sequence[tuple[str, Span]]
) -> None:
    """Put a version's passages down as incoming, in place of any that were."""
    drop(connection, document_id, searchable=False)
    # The same words may be searchable now under the same id, after a reindex that changed nothing.
    ids = [identity for identity, _ in identified]
    connection.execute(
        "DELETE FROM stale_vectors WHERE passage_id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
    )
    connection.executemany(
        'INSERT INTO passages (passage_id, document_id, version, start, "end") VALUES (?, ?, ?, ?, ?)',
        ((identity, document_id, version, span.start, span.end) for identity, span in identified),
    )
    connection.executemany(
        "INSERT INTO pending (passage_id, document_id) VALUES (?, ?)", ((i, document_id) for i in ids)
    )


def drop(connection: sqlite3.Connection, document_id: str, searchable: bool) -> list[int]:
    """Forget a document's searchable or its incoming passages; return their numbers.

    Their vectors become stale.
    """
    where = "document_id = ? AND searchable = ?"
    values = (document_id, int(searchable))
    connection.execute(
        f"INSERT OR IGNORE INTO stale_vectors SELECT passage_id FROM passages WHERE {where}", values
    )
    numbers = [row[0] for row in connection.execute(f"SELECT number FROM passages WHERE {where}", values)]
    connection.execute(f"DELETE FROM passages WHERE {where}", values)
    if not searchable:
        connection.execute("DELETE FROM pending WHERE document_id = ?", (document_id,))
    return numbers


def to_embed(connection: sqlite3.Connection, limit: int) -> list[PassageRow]:
    """The next incoming passages whose vectors are not stored yet, oldest first."""
    rows = connection.execute(
        f"{SELECT} JOIN pending USING (passage_id) WHERE embedded = 0 ORDER BY number LIMIT ?", (limit,)
    )
    return [passage_row(row) for row in rows]


def mark_embedded(connection: sqlite3.Connection, ids: Sequence[str]) -> None:
    """Note that the vectors of these passages are stored."""
    connection.executemany("UPDATE pending SET embedded = 1 WHERE passage_id = ?", ((i,) for i in ids))


def complete(connection: sqlite3.Connection) -> list[str]:
    """Ids of documents whose incoming passages all have their vectors stored."""
    rows = connection.execute(
        "SELECT document_id FROM documents WHERE incoming IS NOT NULL AND document_id NOT IN "
        "(SELECT document_id FROM pending WHERE embedded = 0)"
    )
    return [row[0] for row in rows]


def of_document(connection: sqlite3.Connection, document_id: str, searchable: bool) -> list[PassageRow]:
    """A document's searchable or incoming passages, in the order of the text."""
    rows = connection.execute(
        f"{SELECT} WHERE passages.document_id = ? AND searchable = ? ORDER BY start",
        (document_id, int(searchable)),
    )
    return [passage_row(row) for row in rows]


def release(connection: sqlite3.Connection, document_id: str) -> None:
    """Make a document's incoming passages searchable."""
    connection.execute("UPDATE passages SET searchable = 1 WHERE document_id = ?", (document_id,))
    connection.execute("DELETE FROM pending WHERE document_id = ?", (document_id,))


def by_number(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[PassageRow]:
    """The searchable passages with these numbers."""
    return chosen(connection, "passages.number", numbers)


def by_id(connection: sqlite3.Connection, ids: Sequence[str]) -> list[PassageRow]:
    """The searchable passages with these ids; ids that the catalog does not know are left out."""
    return chosen(connection, "passages.passage_id", ids)


def chosen(connection: sqlite3.Connection, column: str, values: Sequence[int | str]) -> list[PassageRow]:
    """The searchable passages whose column has one of the values."""
    rows = connection.execute(
        f"{SELECT} WHERE {column} IN (SELECT value FROM json_each(?)) AND searchable = 1",
        (json.dumps(list(values)),),
    )
    return [passage_row(row) for row in rows]


def stale(connection: sqlite3.Connection) -> list[str]:
    """Ids of vectors to delete."""
    return [row[0] for row in connection.execute("SELECT passage_id FROM stale_vectors")]


def forget_stale(connection: sqlite3.Connection, ids: Sequence[str]) -> None:
    """Note that these vectors are deleted."""
    connection.executemany("DELETE FROM stale_vectors WHERE passage_id = ?", ((i,) for i in ids))


def count(connection: sqlite3.Connection, searchable: bool) -> int:
    """How many passages are searchable, or incoming."""
    row = connection.execute("SELECT count(*) FROM passages WHERE searchable = ?", (int(searchable),))
    return int(row.fetchone()[0])


def count_to_embed(connection: sqlite3.Connection) -> int:
    """How many incoming passages lack their vectors."""
    return int(connection.execute("SELECT count(*) FROM pending WHERE embedded = 0").fetchone()[0])


SELECT = (
    'SELECT number, passage_id, passages.document_id, passages.version, start, "end", uri, title, published '
    "FROM passages JOIN documents ON documents.document_id = passages.document_id"
)


def passage_row(row: sqlite3.Row) -> PassageRow:
    """A row of ``SELECT`` as a :class:`PassageRow`."""
    return PassageRow(
        row["number"],
        row["passage_id"],
        row["document_id"],
        row["version"],
        Span(row["start"], row["end"]),
        row["uri"],
        row["title"],
        row["published"],
    )
