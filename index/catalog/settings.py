"""What a library remembers about itself: its name, model and splitter."""

from __future__ import annotations

import sqlite3


def read(connection: sqlite3.Connection) -> dict[str, str]:
    """All settings by name."""
    return {row["name"]: row["value"] for row in connection.execute("SELECT name, value FROM settings")}


def write(connection: sqlite3.Connection, **values: str) -> None:
    """Set the named values."""
    connection.executemany(
        "INSERT INTO settings (name, value) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        values.items(),
    )


def erase(connection: sqlite3.Connection, name: str) -> None:
    """Forget a value."""
    connection.execute("DELETE FROM settings WHERE name = ?", (name,))
