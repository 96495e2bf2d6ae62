"""Conversations in the catalog. Every function takes the connection it works on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from index.catalog.documents import now
from index.conversation import CitedRange, ConversationRecord, TurnOutcome, TurnRecord

LISTED = (
    "SELECT conversation_id, name, created, changed, "
    "(SELECT count(*) FROM turns WHERE turns.conversation_id = conversations.conversation_id) AS questions "
    "FROM conversations"
)


def listing(connection: sqlite3.Connection) -> tuple[ConversationRecord, ...]:
    """All conversations, the one changed last first."""
    rows = connection.execute(f"{LISTED} ORDER BY changed DESC, rowid DESC")
    return tuple(ConversationRecord(**row) for row in rows)


def by_id(connection: sqlite3.Connection, conversation_id: str) -> ConversationRecord | None:
    """The conversation's entry, or None where there is none."""
    row = connection.execute(f"{LISTED} WHERE conversation_id = ?", (conversation_id,)).fetchone()
    return ConversationRecord(**row) if row else None


def begin(connection: sqlite3.Connection, conversation_id: str, name: str) -> None:
    """Make a conversation; where there is one, it stays as it is."""
    moment = now()
    connection.execute(
        "INSERT OR IGNORE INTO conversations VALUES (?, ?, ?, ?)", (conversation_id, name, moment, moment)
    )


def rename(connection: sqlite3.Connection, conversation_id: str, name: str) -> None:
    """Give a conversation another name; its place in the list stays."""
    connection.execute("UPDATE conversations SET name = ? WHERE conversation_id = ?", (name, conversation_id))


def delete(connection: sqlite3.Connection, conversation_id: str) -> None:
    """Take a conversation out with all its turns."""
    for table in ("cited_ranges", "turns", "conversations"):
        connection.execute(f"DELETE FROM {table} WHERE conversation_id = ?", (conversation_id,))


def append(connection: sqlite3.Connection, conversation_id: str, question: str) -> TurnRecord:
    """Put down a question as asked, behind the others."""
    row = connection.execute(
        "SELECT coalesce(max(number), 0) + 1 FROM turns WHERE conversation_id = ?", (conversation_id,)
    ).fetchone()
    turn = TurnRecord(row[0], question, now(), "asked")
    connection.execute(
        "INSERT INTO turns VALUES (?, ?, ?, ?, 'asked', '{}')",
        (conversation_id, turn.number, question, turn.asked),
    )
    touch(connection, conversation_id)
    return turn


def settle(
    connection: sqlite3.Connection,
    conversation_id: str,
    number: int,
    outcome: TurnOutcome,
    record: dict[str, Any],
    ranges: Sequence[CitedRange],
) -> bool:
    """Write what became of a question in place of what was kept before; whether there is that turn."""
    key = (conversation_id, number)
    found = connection.execute(
        "UPDATE turns SET outcome = ?, record = ? WHERE conversation_id = ? AND number = ?",
        (outcome, json.dumps(record, ensure_ascii=False), *key),
    )
    if not found.rowcount:
        return False
    connection.execute("DELETE FROM cited_ranges WHERE conversation_id = ? AND turn = ?", key)
    connection.executemany(
        "INSERT INTO cited_ranges VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (*key, place, one.document_id, one.version, one.start, one.end, one.role, one.number)
            for place, one in enumerate(ranges)
        ),
    )
    touch(connection, conversation_id)
    return True


def turns(connection: sqlite3.Connection, conversation_id: str) -> tuple[TurnRecord, ...]:
    """A conversation's turns in order."""
    ranges = cited(connection, conversation_id)
    rows = connection.execute(
        "SELECT * FROM turns WHERE conversation_id = ? ORDER BY number", (conversation_id,)
    )
    return tuple(
        TurnRecord(
            row["number"],
            row["question"],
            row["asked"],
            row["outcome"],
            json.loads(row["record"]),
            tuple(ranges.get(row["number"], ())),
        )
        for row in rows
    )


def cited(connection: sqlite3.Connection, conversation_id: str) -> dict[int, list[CitedRange]]:
    """The ranges of each turn in their places, by the turn's number."""
    found: dict[int, list[CitedRange]] = {}
    rows = connection.execute(
        'SELECT turn, document_id, version, start, "end", role, number FROM cited_ranges '
        "WHERE conversation_id = ? ORDER BY turn, place",
        (conversation_id,),
    )
    for turn, *values in rows:
        found.setdefault(turn, []).append(CitedRange(*values))
    return found


def questions(connection: sqlite3.Connection, conversation_id: str) -> tuple[str, ...]:
    """What was asked in a conversation, in order."""
    rows = connection.execute(
        "SELECT question FROM turns WHERE conversation_id = ? ORDER BY number", (conversation_id,)
    )
    return tuple(row[0] for row in rows)


def versions(connection: sqlite3.Connection, conversation_id: str) -> tuple[tuple[str, str], ...]:
    """The documents and versions that a conversation's turns rest on, those of the last turn first."""
    rows = connection.execute(
        "SELECT document_id, version FROM cited_ranges WHERE conversation_id = ? "
        "GROUP BY document_id, version ORDER BY max(turn) DESC, document_id",
        (conversation_id,),
    )
    return tuple((row[0], row[1]) for row in rows)


def stop_unfinished(connection: sqlite3.Connection) -> None:
    """Mark as stopped what a process that is gone was looking for."""
    connection.execute("UPDATE turns SET outcome = 'stopped' WHERE outcome = 'asked'")


def touch(connection: sqlite3.Connection, conversation_id: str) -> None:
    """Note that a conversation changed now."""
    connection.execute(
        "UPDATE conversations SET changed = ? WHERE conversation_id = ?", (now(), conversation_id)
    )
