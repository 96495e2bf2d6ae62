"""The vectors of passages' tokens: kept while the passage is, made again where they are missing."""

import sqlite3

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index import Library, LibraryError, Metadata, MetadataField, Reduction, TokenVectors
from index.catalog.tokens import TokenStore
from tests.index.stories import upload


def vectors(rows):
    """Rows taken to length 1, each for one character; one that is nearly nothing points ahead."""
    ahead = np.zeros_like(rows)
    ahead[:, 0] = 1
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return TokenVectors(
        np.where(lengths > 1e-3, rows / np.maximum(lengths, 1e-3), ahead).astype(np.float32),
        np.array([(at, at + 1) for at in range(len(rows))], np.uint32),
    )


def kept(library):
    """The ids of the passages whose vectors the file holds."""
    with sqlite3.connect(library.folder / "tokens.sqlite3") as database:
        return {row[0] for row in database.execute("SELECT passage_id FROM tokens")}


def passages(library, limit=100):
    """All passages that can be found."""
    matches, _ = library.search("the", limit)
    return [match.passage for match in matches]


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(
        st.text(min_size=1, max_size=4).filter(str.isprintable),
        arrays(np.float32, (3, 8), elements=st.floats(-1, 1, width=32)),
        max_size=5,
    )
)
def test_what_is_kept_comes_back_nearly_the_same(tmp_path_factory, rows):
    store = TokenStore(tmp_path_factory.mktemp("tokens") / "tokens.sqlite3")
    given_in = {passage: vectors(values) for passage, values in rows.items()}
    store.put(given_in)
    found = store.get([*given_in, "another"])
    assert found.keys() == given_in.keys()
    for passage, wanted in given_in.items():
        assert np.abs(found[passage].vectors - wanted.vectors).max() <= 0.5 / 127 + 1e-6
        assert np.array_equal(found[passage].ranges, wanted.ranges)
    store.close()


def test_passages_that_can_be_found_have_their_vectors_and_no_others(library):
    library.add([upload("walrus", "one.txt"), upload("lantern", "two.txt")])
    assert kept(library) == {passage.passage_id for passage in passages(library)}
    library.add([upload("otter", "one.txt")])
    assert kept(library) == {passage.passage_id for passage in passages(library)}
    library.remove("two.txt")
    assert kept(library) == {passage.passage_id for passage in passages(library)}
    library.restore("two.txt")
    library.purge("one.txt")
    assert kept(library) == {passage.passage_id for passage in passages(library)} != set()
    library.reindex()
    assert kept(library) == {passage.passage_id for passage in passages(library)} != set()


def titles(library):
    """The documents whose titles' vectors the file holds."""
    with sqlite3.connect(library.folder / "tokens.sqlite3") as database:
        return {row[0] for row in database.execute("SELECT document_id FROM titles")}


def versions(library):
    """The current version of each document that can be found."""
    with library.snapshot() as snapshot:
        return [
            snapshot.version(one.document_id, one.version)
            for one in library.documents()
            if one.state == "current"
        ]


def test_titles_of_documents_that_can_be_found_are_kept_and_no_others(library):
    one, two = (added.document_id for added in library.add([upload("walrus", "1.txt"), upload("lantern")]))
    assert titles(library) == {one, two}
    library.remove(two)
    assert titles(library) == {one}
    library.restore(two)
    library.purge(one)
    assert titles(library) == {two}
    library.reindex()
    assert titles(library) == {two}


def test_a_title_is_not_embedded_when_it_is_asked_for(embedded, monkeypatch):
    with Library(embedded) as library:
        library.add([upload("walrus", "one.txt"), upload("lantern", "two.txt")])
        found = versions(library)
        wanted = dict(
            zip(
                [one.title for one in found],
                library.queries.encode_tokens([one.title for one in found]),
                strict=True,
            )
        )
        monkeypatch.setattr(
            library.queries, "encode_tokens", lambda texts: pytest.fail("embedded") if texts else []
        )
        kept = library.passage_vectors.of_titles(found)
        assert kept.keys() == wanted.keys()
        for title, vectors in kept.items():
            assert np.abs(vectors.vectors - wanted[title].tokens.vectors).max() < 0.01


def test_a_library_is_opened_without_its_model(embedded):
    with Library(embedded) as library:
        library.add([upload("walrus")])
    with Library(embedded) as library:
        assert not library.encoder.loaded


def test_a_corrected_title_has_vectors_of_its_own(embedded):
    with Library(embedded) as library:
        library.add([upload("walrus", "one.txt")])
        (old,) = library.passage_vectors.of_titles(versions(library))
        library.amend("one.txt", Metadata(title=MetadataField("A lighthouse keeper retires")))
        found = library.passage_vectors.of_titles(versions(library))
        assert found.keys() == {"A lighthouse keeper retires"} != {old}
        (alone,) = library.passage_vectors.of_texts(["A lighthouse keeper retires"])
        assert np.allclose(found["A lighthouse keeper retires"].vectors, alone.vectors)


def test_vectors_that_were_reduced_in_another_way_are_not_used(tmp_path):
    file = tmp_path / "tokens.sqlite3"
    kept = {"a passage": vectors(np.eye(3, 8, dtype=np.float32))}
    for reduction, found in ((5, set()), (5, {"a passage"}), (6, set())):
        store = TokenStore(file, reduction)
        assert store.get(["a passage"]).keys() == found
        store.put(kept)
        store.close()


def test_what_is_missing_is_made_from_the_text(embedded):
    with Library(embedded) as library:
        library.add([upload("walrus")])
        wanted = passages(library)
        before = library.passage_vectors.of_passages(wanted)
        with sqlite3.connect(library.folder / "tokens.sqlite3") as database:
            database.execute("DELETE FROM tokens")
        after = library.passage_vectors.of_passages(wanted)
    for one, other in zip(before, after, strict=True):
        assert np.array_equal(one.ranges, other.ranges)
        assert np.abs(one.vectors - other.vectors).max() < 0.005


def test_a_damaged_file_is_begun_anew(tmp_path):
    file = tmp_path / "tokens.sqlite3"
    file.write_bytes(b"no database at all " * 400)
    store = TokenStore(file)
    assert store.get(["p"]) == {}
    store.put({"p": vectors(np.ones((1, 4)))})
    assert store.get(["p"]).keys() == {"p"}
    store.close()


def test_a_file_that_cannot_be_written_is_told_of(tmp_path):
    (tmp_path / "tokens.sqlite3").mkdir()
    with pytest.raises(LibraryError, match="made again"):
        TokenStore(tmp_path / "tokens.sqlite3")


@given(arrays(np.float32, (4, 6), elements=st.floats(-1, 1, width=32)))
def test_reduced_vectors_have_length_one_and_a_whole_basis_changes_no_product(rows):
    unit = vectors(rows).vectors
    basis = np.linalg.qr(np.random.default_rng(7).normal(size=(6, 6)))[0].astype(np.float32)
    reduced = Reduction(basis).reduce(unit)
    assert np.allclose(reduced @ reduced.T, unit @ unit.T, atol=1e-4)
    assert Reduction(basis[:, :2]).reduce(unit).shape == (4, 2)
