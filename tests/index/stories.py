"""Articles for tests, and what a library holds of them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index import Library, LibraryConfig, Upload
from index.vectors import VectorStore

SECRET = "The mayor buried the emerald ledger under the lighthouse stairs."


def story(topic: str, paragraphs: int = 20, title: str = "Harbour wall") -> bytes:
    """A text of so many paragraphs, each a passage of its own that holds the topic."""
    body = [
        f"Paragraph {number} tells what the {topic} did in Wick that day." for number in range(paragraphs)
    ]
    return "\n\n".join([f"{title} {topic}", *body]).encode()


def upload(topic: str, name: str = "harbour.txt", paragraphs: int = 20) -> Upload:
    return Upload(name, story(topic, paragraphs))


def found(library: Library, words: str, limit: int = 100) -> list[str]:
    """The texts of the passages that hold one of the words, in the order of the catalog."""
    matches, _ = library.search(words, limit)
    return [match.passage.text for match in matches if match.bm25 > 0]


def check_whole(library: Library) -> None:
    """No passage lost or doubled, nothing left to do: catalog, full-text search and Chroma agree."""
    with sqlite3.connect(library.folder / "catalog.sqlite3") as catalog:
        searchable = catalog.execute("SELECT passage_id FROM passages WHERE searchable = 1").fetchall()
        assert catalog.execute("SELECT count(*) FROM passages WHERE searchable = 0").fetchone() == (0,)
        assert catalog.execute("SELECT count(*) FROM pending").fetchone() == (0,)
        assert catalog.execute("SELECT count(*) FROM stale_vectors").fetchone() == (0,)
        assert catalog.execute("SELECT rowid FROM passages_text ORDER BY rowid").fetchall() == (
            catalog.execute("SELECT number FROM passages ORDER BY number").fetchall()
        )
        assert catalog.execute(
            "SELECT count(*) FROM documents WHERE incoming IS NOT NULL OR state = 'pending'"
        ).fetchone() == (0,)
    catalog.close()
    assert stored_vectors(library.config) == sorted(row[0] for row in searchable)


def stored_vectors(config: LibraryConfig) -> list[str]:
    """The ids that Chroma holds for a library."""
    with sqlite3.connect(Path(config.library) / "catalog.sqlite3") as catalog:
        name = catalog.execute("SELECT value FROM settings WHERE name = 'library'").fetchone()[0]
    catalog.close()
    store = VectorStore(Path(config.library) / "chroma", config.vectors.url, f"groundwire-{name}")
    try:
        return sorted(store._collection.get(include=[])["ids"])
    finally:
        store.close()
