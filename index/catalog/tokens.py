"""The vectors of passages' and titles' tokens, in a file of their own: they can be made again from the text.

What lies here is derived, like the vectors in Chroma. A file that is damaged is begun anew, and so is one
whose vectors were reduced in another way than a question's are; a passage or a title that is missing is
embedded when it is read.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from index.catalog.database import tells_damage
from index.document import version_of
from index.embedding import TokenVectors, packed, unpacked
from index.errors import LibraryError

TABLES = (
    "CREATE TABLE IF NOT EXISTS tokens "
    "(passage_id TEXT PRIMARY KEY, ranges BLOB NOT NULL, vectors BLOB NOT NULL)",
    # A title may be corrected while its article stays: its version tells which one the vectors are of.
    "CREATE TABLE IF NOT EXISTS titles (document_id TEXT PRIMARY KEY, title_version TEXT NOT NULL, "
    "ranges BLOB NOT NULL, vectors BLOB NOT NULL)",
)
# One file, which nothing is left in of what was deleted; losing the last writes costs time alone.
SETTINGS = ("PRAGMA secure_delete = ON", "PRAGMA journal_mode = TRUNCATE", "PRAGMA synchronous = NORMAL")


class TokenStore:
    """Vectors of tokens by passage id, and those of titles by document id. Thread-safe.

    Args:
        file: where they are kept.
        reduction: the identity of what reduced them (:attr:`index.embedding.Reduction.identity`).

    Raises:
        LibraryError: the file cannot be used.
    """

    def __init__(self, file: Path, reduction: int = 0) -> None:
        self._file = file
        self._lock = threading.Lock()
        with self._reported():
            self._connection = connect_anew(file)
        with self._reported():
            known = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if known != reduction:
            self.clear()
            with self._reported():
                self._connection.execute(f"PRAGMA user_version = {reduction:d}")

    def put(self, found: Mapping[str, TokenVectors]) -> None:
        """Keep the vectors of these passages' tokens, in place of any that were kept."""
        rows = [(passage, made.ranges.tobytes(), packed(made.vectors)) for passage, made in found.items()]
        with self._lock, self._reported(), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO tokens VALUES (?, ?, ?)", rows)

    def get(self, passages: Sequence[str]) -> dict[str, TokenVectors]:
        """The vectors of the tokens of those passages that are known."""
        with self._lock, self._reported():
            rows = self._connection.execute(
                "SELECT * FROM tokens WHERE passage_id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(passages)),),
            ).fetchall()
        return {passage: vectors_of(ranges, vectors) for passage, ranges, vectors in rows}

    def delete(self, passages: Sequence[str]) -> None:
        """Take vectors out; ids that are not kept are ignored."""
        with self._lock, self._reported(), self._connection:
            self._connection.executemany(
                "DELETE FROM tokens WHERE passage_id = ?", ((passage,) for passage in passages)
            )

    def put_titles(self, found: Mapping[str, tuple[str, TokenVectors]]) -> None:
        """Keep each document's title, told by its words, in place of any that was kept."""
        rows = [
            (document, version_of(title), made.ranges.tobytes(), packed(made.vectors))
            for document, (title, made) in found.items()
        ]
        with self._lock, self._reported(), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO titles VALUES (?, ?, ?, ?)", rows)

    def titles(self, wanted: Mapping[str, str]) -> dict[str, TokenVectors]:
        """The vectors of the tokens of those documents' titles that are known, by document id.

        Of a document whose title is another one by now nothing is known.
        """
        with self._lock, self._reported():
            rows = self._connection.execute(
                "SELECT * FROM titles WHERE document_id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(wanted)),),
            ).fetchall()
        return {
            document: vectors_of(ranges, vectors)
            for document, version, ranges, vectors in rows
            if version == version_of(wanted[document])
        }

    def delete_titles(self, documents: Sequence[str]) -> None:
        """Take titles' vectors out; documents without any are ignored."""
        with self._lock, self._reported(), self._connection:
            self._connection.executemany(
                "DELETE FROM titles WHERE document_id = ?", ((document,) for document in documents)
            )

    def clear(self) -> None:
        """Take all vectors out."""
        with self._lock, self._reported(), self._connection:
            self._connection.execute("DELETE FROM tokens")
            self._connection.execute("DELETE FROM titles")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise LibraryError(
                f"The vectors in {self._file} cannot be used ({error}). Check that the disk is not full and "
                "the folder can be written. The file may be deleted: what it held is made again when needed."
            ) from error


def connect_anew(file: Path) -> sqlite3.Connection:
    """The file opened; one that is damaged is deleted first."""
    try:
        return connect(file)
    except sqlite3.Error as error:
        if not tells_damage(error):
            raise
    file.unlink()
    return connect(file)


def connect(file: Path) -> sqlite3.Connection:
    """The file opened, with its tables."""
    connection = sqlite3.connect(file, timeout=30, check_same_thread=False)
    for setting in SETTINGS:
        connection.execute(setting)
    for table in TABLES:
        connection.execute(table)
    connection.commit()
    return connection


def vectors_of(ranges: bytes, vectors: bytes) -> TokenVectors:
    """A row of the table read back."""
    pairs = np.frombuffer(ranges, np.uint32).reshape(-1, 2)
    return TokenVectors(unpacked(vectors, len(pairs)), pairs)
