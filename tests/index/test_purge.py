"""Purge takes a document's words out of the bytes of the folder."""

from __future__ import annotations

import re
import sqlite3
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index import Library, Metadata, MetadataField, Upload, UserError, VersionNotFound
from tests.index.stories import SECRET, check_whole, found, story, upload

WORDS = (SECRET, "emerald ledger", "Moss Tarrant", "tarrant-papers.txt")


def blobs(file: Path):
    """Every value of every table of an SQLite file, as bytes; nothing where it is no such file."""
    try:
        with sqlite3.connect(file) as database:
            tables = [
                name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='table'")
            ]
            for table in tables:
                for row in database.execute(f'SELECT * FROM "{table}"'):
                    yield from (v if isinstance(v, bytes) else str(v).encode() for v in row if v is not None)
    except sqlite3.DatabaseError:
        return
    finally:
        database.close()


def inflated(data: bytes):
    """Whatever begins anywhere in the bytes and can be decompressed."""
    for match in re.finditer(b"\x78[\x01\x5e\x9c\xda]", data):
        try:
            yield zlib.decompressobj().decompress(data[match.start() :])
        except zlib.error:
            continue


def traces(folder: Path) -> set[str]:
    """The words that can be read anywhere in a folder: raw, compressed, or in a table of a database."""
    needles = {(word, word.encode(code)) for word in WORDS for code in ("utf-8", "utf-16-le", "utf-16-be")}
    seen = set()
    for file in (file for file in folder.rglob("*") if file.is_file()):
        raw = file.read_bytes()
        for data in (
            raw,
            *inflated(raw),
            *(part for blob in blobs(file) for part in (blob, *inflated(blob))),
        ):
            seen |= {word for word, needle in needles if needle in data or needle.lower() in data}
    return seen


def secret() -> Upload:
    return Upload("tarrant-papers.txt", story("walrus", 3) + f"\n\n{SECRET}\n".encode())


@pytest.mark.parametrize("first", ["current", "removed"])
def test_no_word_of_a_purged_document_is_left_in_any_file(library, first):
    library.add([upload("seal"), secret()])
    library.add([Upload("tarrant-papers.txt", story("otter", 3) + f"\n\n{SECRET} Again.\n".encode())])
    library.amend("tarrant-papers.txt", Metadata(byline=MetadataField("Moss Tarrant")))
    library.search("emerald ledger")
    assert traces(library.folder) == set(WORDS)
    document = library.document("tarrant-papers.txt")
    if first == "removed":
        library.remove("tarrant-papers.txt")
    purged = library.purge("tarrant-papers.txt")
    assert traces(library.folder) == set()
    assert len(found(library, "seal")) == 21
    assert found(library, "emerald ledger") == []
    check_whole(library)
    library.close()
    assert traces(library.folder) == set()

    today = datetime.now(UTC).date().isoformat()
    assert (purged.document_id, purged.state, purged.changed) == (document.document_id, "purged", today)
    assert len(purged.versions) == 2
    assert purged.versions[-1].version == document.version
    assert [record.purged for record in purged.versions] == [today, today]
    assert (purged.uri, purged.title, purged.published) == ("", "", None)


def test_a_purged_document_can_be_added_again_and_not_otherwise_brought_back(library):
    (first,) = library.add([secret()])
    library.purge(first.document_id)
    with pytest.raises(VersionNotFound, match="was purged on"):
        library.document(first.document_id)
    for change in (library.purge, library.restore, library.remove):
        with pytest.raises(UserError, match="purged"):
            change(first.document_id)
    with pytest.raises(UserError, match="purged"):
        library.amend(first.document_id, Metadata(title=MetadataField("New")))
    assert library.documents(include_removed=True) == ()
    (again,) = library.add([secret()])
    assert (again.outcome, again.document_id, again.version) == ("added", first.document_id, first.version)
    assert SECRET in library.document(first.document_id).text
    assert found(library, "emerald") == [SECRET]
    check_whole(library)


def test_a_search_that_is_under_way_does_not_see_half_a_purge(library):
    library.add([secret()])
    with library.snapshot() as snapshot:
        before = snapshot.search("emerald", snapshot.scope(None, None), 10)
    library.purge("tarrant-papers.txt")
    assert len(before) == 5
    assert all(match.passage.text for match in before)


def test_a_purge_survives_reopening(config):
    with Library(config) as library:
        library.add([secret(), upload("seal")])
        library.purge("tarrant-papers.txt")
    with Library(config) as library:
        assert traces(library.folder) == set()
        assert library.status().purged == 1
        check_whole(library)
