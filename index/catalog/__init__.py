"""The catalog: one SQLite file that is the truth about documents, versions and passages."""

from sqlite3 import Connection, Row

from index.catalog import conversations, documents, passages, settings
from index.catalog.database import Database
from index.catalog.passages import PassageRow
from index.catalog.schema import FORMAT_VERSION

__all__ = [
    "FORMAT_VERSION",
    "Connection",
    "Database",
    "PassageRow",
    "Row",
    "conversations",
    "documents",
    "passages",
    "settings",
]
