"""The tables of a library, as steps: a library of an older format is taken through those it lacks.

``PRAGMA user_version`` holds the format, which is the number of steps taken.
"""

from __future__ import annotations

import sqlite3

from index.errors import LibraryTooNew

# secure_delete overwrites what is deleted, so that purge holds for the bytes of the file too.
STEPS = (
    """
    CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE documents (
        document_id TEXT PRIMARY KEY,
        uri TEXT,
        state TEXT NOT NULL CHECK (state IN ('pending', 'current', 'removed', 'purged')),
        version TEXT,
        incoming TEXT,
        amended TEXT NOT NULL DEFAULT '{}',
        title TEXT,
        published TEXT,
        changed TEXT NOT NULL
    );
    CREATE TABLE versions (
        document_id TEXT NOT NULL,
        version TEXT NOT NULL,
        source_sha256 TEXT,
        encoding TEXT,
        text BLOB,
        metadata TEXT,
        furniture TEXT,
        added TEXT NOT NULL,
        purged TEXT,
        PRIMARY KEY (document_id, version)
    );
    CREATE TABLE passages (
        number INTEGER PRIMARY KEY,
        passage_id TEXT NOT NULL UNIQUE,
        document_id TEXT NOT NULL,
        version TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        searchable INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE pending (
        passage_id TEXT PRIMARY KEY,
        document_id TEXT NOT NULL,
        embedded INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE stale_vectors (passage_id TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE VIRTUAL TABLE passages_text USING fts5(
        title, body, tokenize = 'porter unicode61 remove_diacritics 2'
    );
    """,
    """
    CREATE INDEX passages_by_document ON passages (document_id, searchable);
    CREATE INDEX pending_by_document ON pending (document_id, embedded);
    CREATE INDEX versions_by_source ON versions (source_sha256);
    """,
    """
    CREATE TABLE conversations (
        conversation_id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        created TEXT NOT NULL,
        changed TEXT NOT NULL
    );
    CREATE TABLE turns (
        conversation_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        question TEXT NOT NULL,
        asked TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('asked', 'answered', 'failed', 'stopped')),
        record TEXT NOT NULL,
        PRIMARY KEY (conversation_id, number)
    ) WITHOUT ROWID;
    CREATE TABLE cited_ranges (
        conversation_id TEXT NOT NULL,
        turn INTEGER NOT NULL,
        place INTEGER NOT NULL,
        document_id TEXT NOT NULL,
        version TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('evidence', 'nearest', 'contradiction', 'words', 'title')),
        number INTEGER NOT NULL,
        PRIMARY KEY (conversation_id, turn, place)
    ) WITHOUT ROWID;
    """,
)
FORMAT_VERSION = len(STEPS)


def migrate(connection: sqlite3.Connection, steps: tuple[str, ...] = STEPS) -> None:
    """Take the steps that the library lacks, each in a transaction of its own.

    Raises:
        LibraryTooNew: the library has taken more steps than there are.
    """
    taken = format_version(connection)
    if taken > len(steps):
        raise LibraryTooNew(
            f"This library has format {taken}, and this Groundwire reads formats up to {len(steps)}. "
            "Install the newer Groundwire that wrote it."
        )
    for number in range(taken, len(steps)):
        connection.executescript(f"BEGIN; {steps[number]} PRAGMA user_version = {number + 1}; COMMIT;")


def format_version(connection: sqlite3.Connection) -> int:
    """The number of steps the library has taken."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
