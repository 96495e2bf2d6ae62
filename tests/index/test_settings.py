"""A library remembers what it was built with, and how old it is."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest

from index import (
    ConfigError,
    EmbeddingConfig,
    Library,
    LibraryError,
    LibraryMismatch,
    LibraryTooNew,
    SplittingConfig,
    VectorsConfig,
    VectorStoreError,
)
from index.catalog.schema import FORMAT_VERSION, STEPS, migrate
from tests.index.stories import check_whole, found, upload
from tests.models import save_tiny_model


@pytest.fixture(scope="module")
def other_model(tmp_path_factory):
    """A model of another width."""
    return save_tiny_model(tmp_path_factory.mktemp("other"), hidden=24, seed=8)


def shorter(config):
    return config.model_copy(update={"splitting": SplittingConfig(max_tokens=24)})


def with_model(config, model):
    return config.model_copy(update={"embedding": EmbeddingConfig(model=model, threads=1)})


def test_another_splitter_is_refused_until_the_library_is_reindexed(config):
    with Library(config) as library:
        library.add([upload("seal")])
    with pytest.raises(LibraryMismatch, match="`groundwire reindex`"):
        Library(shorter(config))
    with Library(config) as library:
        assert len(found(library, "seal")) == 21
    with Library(shorter(config), rebuild=True) as library:
        library.reindex()
        assert library.status().passages > 21
        check_whole(library)
        assert found(library, "seal")
    with pytest.raises(LibraryMismatch, match="max_tokens|splitter"):
        Library(config)
    with Library(shorter(config)) as library:
        check_whole(library)


def test_another_model_is_refused_until_the_library_is_reindexed(config, other_model):
    with Library(config) as library:
        library.add([upload("seal"), upload("heron", "other.txt")])
        library.remove("other.txt")
        ours = library.encoder.identity
    with pytest.raises(LibraryMismatch, match="`groundwire reindex`") as caught:
        Library(with_model(config, other_model))
    assert ours in str(caught.value)
    with Library(with_model(config, other_model), rebuild=True) as library:
        library.reindex()
        assert library.status().model != ours
        assert len(found(library, "seal")) == 21
        library.restore("other.txt")
        assert len(found(library, "heron")) == 21
        check_whole(library)


def test_the_same_model_in_another_folder_is_no_other_model(embedded, tiny_model, tmp_path):
    with Library(embedded) as library:
        library.add([upload("seal")])
    moved = shutil.copytree(tiny_model, tmp_path / "elsewhere")
    with Library(with_model(embedded, moved)) as library:
        assert len(found(library, "seal")) == 21


def test_an_empty_library_takes_what_the_settings_say(embedded, other_model):
    Library(embedded).close()
    with Library(with_model(shorter(embedded), other_model)) as library:
        library.add([upload("seal")])
        check_whole(library)


def test_reindexing_with_the_same_settings_changes_nothing(config):
    with Library(config) as library:
        library.add([upload("seal")])
        before = library.search("seal")
        library.reindex()
        assert len(library.search("seal")[0]) == len(before[0])
        check_whole(library)


def test_a_library_whose_vectors_are_gone_says_so_and_can_be_reindexed(embedded, chroma_server):
    with Library(embedded) as library:
        library.add([upload("seal")])
    moved = embedded.model_copy(update={"vectors": VectorsConfig(url=chroma_server)})
    with pytest.raises(LibraryMismatch, match="`groundwire reindex`"):
        Library(moved)
    with Library(moved, rebuild=True) as library:
        library.reindex()
        check_whole(library)
    with Library(moved) as library:
        assert len(found(library, "seal")) == 21


def test_an_older_format_is_migrated(config):
    with Library(config) as library:
        library.add([upload("seal")])
    catalog = library.folder / "catalog.sqlite3"
    content = dump(catalog)
    catalog.unlink()
    with closing(sqlite3.connect(catalog, isolation_level=None)) as old:
        migrate(old, STEPS[:1])
        assert old.execute("PRAGMA user_version").fetchone() == (1,)
        for table, rows in content.items():
            for row in rows:
                old.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        for number, passage in enumerate(found_texts(content)):
            old.execute(
                "INSERT INTO passages_text (rowid, title, body) VALUES (?, '', ?)", (number + 1, passage)
            )
    with Library(config) as library:
        assert library.status().format_version == FORMAT_VERSION
        assert len(found(library, "seal")) == 21
        check_whole(library)


def dump(catalog):
    tables = ("settings", "documents", "versions", "passages")
    with closing(sqlite3.connect(catalog)) as database:
        return {table: database.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def found_texts(content):
    return [f"What the seal did, {number}" for number in range(len(content["passages"]))]


def test_a_newer_format_is_refused_and_left_alone(embedded):
    with Library(embedded) as library:
        library.add([upload("seal")])
    catalog = library.folder / "catalog.sqlite3"
    with closing(sqlite3.connect(catalog)) as database:
        database.execute(f"PRAGMA user_version = {FORMAT_VERSION + 1}")
    with pytest.raises(LibraryTooNew, match="newer Groundwire"):
        Library(embedded)
    with closing(sqlite3.connect(catalog)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (FORMAT_VERSION + 1,)
        assert database.execute("SELECT count(*) FROM passages").fetchone() == (21,)


@pytest.mark.parametrize("damage", ["not a database", "torn"])
def test_a_damaged_catalog_is_a_sentence(embedded, damage):
    with Library(embedded) as library:
        library.add([upload("seal")])
    catalog = library.folder / "catalog.sqlite3"
    data = catalog.read_bytes()
    middle = data[:4096] + b"\xff" * (len(data) - 4096)
    catalog.write_bytes(b"Not a database. " * 400 if damage == "not a database" else middle)
    with pytest.raises(LibraryError, match="damaged") as caught:
        Library(embedded)
    assert str(catalog) in str(caught.value)


def test_a_damaged_chroma_folder_is_a_sentence_that_says_how_to_go_on(embedded):
    with Library(embedded) as library:
        library.add([upload("seal")])
    chroma = library.folder / "chroma"
    shutil.rmtree(chroma)
    with pytest.raises(LibraryMismatch, match="groundwire reindex"):
        Library(embedded)
    with Library(embedded, rebuild=True) as library:
        library.reindex()
        check_whole(library)
    shutil.rmtree(chroma)
    chroma.mkdir()
    (chroma / "chroma.sqlite3").write_bytes(b"Not a database. " * 400)
    with pytest.raises(VectorStoreError, match=f"delete the folder {chroma} and run `groundwire reindex`"):
        Library(embedded)


@pytest.mark.parametrize("damage", ["missing", "config.json", "tokenizer.json", "model.safetensors"])
def test_a_folder_without_a_model_is_an_error_that_names_the_setting(embedded, tiny_model, tmp_path, damage):
    model = shutil.copytree(tiny_model, tmp_path / "model")
    if damage == "missing":
        shutil.rmtree(model)
    else:
        (model / damage).write_bytes(b"{ damaged")
    with pytest.raises(ConfigError, match=str(model)), Library(with_model(embedded, model)) as library:
        library.add([upload("seal")])
    with Library(embedded) as library:
        assert library.documents() == ()


def test_an_impossible_url_is_an_error_that_names_the_setting(embedded):
    with pytest.raises(ConfigError, match="vectors.url"):
        Library(embedded.model_copy(update={"vectors": VectorsConfig(url="localhost:8000")}))


def test_a_folder_that_cannot_be_made_is_a_sentence(embedded, tmp_path):
    (tmp_path / "file").write_text("in the way")
    for folder in (tmp_path / "file", tmp_path / "file" / "library"):
        with pytest.raises(LibraryError, match="check the path"):
            Library(embedded.model_copy(update={"library": folder}))
