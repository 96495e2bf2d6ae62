"""Chroma: what is stored, what is near, and what happens when the server is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Library, VectorsConfig, VectorStoreError
from index.vectors import VectorRow, VectorStore, batches
from tests.conftest import free_port, wait_for_heartbeat
from tests.index.conftest import library_config
from tests.index.stories import check_whole, found, upload


@pytest.fixture
def store(tmp_path, vectors):
    store = VectorStore(tmp_path / "chroma", vectors.url, f"groundwire-{tmp_path.name}"[:60])
    yield store
    store.clear()
    store.close()


def rows(count, document="d", width=8, seed=0):
    made = np.random.default_rng(seed).normal(size=(count, width)).astype(np.float32)
    return [VectorRow(f"{document}{n}", document, vector.tolist()) for n, vector in enumerate(made)]


def cosine(left, right):
    return float(np.dot(left, right) / np.linalg.norm(left) / np.linalg.norm(right))


def test_similarities_are_cosines_in_order(store):
    stored = rows(30)
    store.put(stored)
    query = np.asarray(rows(1, seed=5)[0].vector, dtype=np.float32)
    query /= np.linalg.norm(query)
    expected = {row.passage_id: cosine(row.vector, query) for row in stored}
    near = store.search(query, 10)
    assert list(near) == sorted(expected, key=lambda name: -expected[name])[:10]
    assert near == pytest.approx({name: expected[name] for name in near}, abs=1e-4)
    every = store.similarities(query, [*expected, "nothing"])
    assert every == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(("failures", "told"), [(2, None), (3, "Error finding id")])
def test_a_passage_that_is_deleted_meanwhile_does_not_fail_a_search(store, monkeypatch, failures, told):
    store.put(rows(5))
    query = np.asarray(rows(1)[0].vector, dtype=np.float32)
    search, left = store._collection.query, [RuntimeError("InternalError: Error finding id")] * failures

    def losing(**asked):
        if left:
            raise left.pop()
        return search(**asked)

    monkeypatch.setattr(store._collection, "query", losing)
    if told is None:
        assert next(iter(store.search(query, 3))) == "d0"
    else:
        with pytest.raises(VectorStoreError, match=told):
            store.search(query, 3)


def test_putting_again_replaces(store):
    store.put(rows(5))
    store.put(rows(5, seed=1))
    assert store.count() == 5
    query = np.asarray(rows(5, seed=1)[3].vector, dtype=np.float32)
    query /= np.linalg.norm(query)
    assert next(iter(store.search(query, 1).items())) == ("d3", pytest.approx(1, abs=1e-4))


def test_a_scope_is_kept(store):
    store.put(rows(20, "a") + rows(20, "b", seed=1) + rows(20, "c", seed=2))
    query = np.asarray(rows(1, seed=5)[0].vector, dtype=np.float32)
    assert {name[0] for name in store.search(query, 60, ["a", "c"])} == {"a", "c"}
    assert store.search(query, 60, ["unknown"]) == {}


def test_deleting_and_clearing(store):
    store.put(rows(5))
    store.delete(["d1", "never there"])
    assert store.count() == 4
    store.clear()
    assert store.count() == 0
    store.put(rows(3, width=5))  # a model of another width
    assert store.count() == 3
    assert store.similarities(np.ones(5, dtype=np.float32), []) == {}


@settings(max_examples=30)
@given(st.lists(st.integers(), max_size=30), st.integers(1, 12))
def test_batches_hold_every_item_once_in_order(items, size):
    cut = list(batches(items, size))
    assert [item for batch in cut for item in batch] == items
    assert all(0 < len(batch) <= size for batch in cut)


@pytest.fixture
def own_server(tmp_path):
    """A Chroma server that the test may stop and start."""

    class Server:
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        process: subprocess.Popen[bytes] | None = None

        def start(self):
            command = [str(Path(sys.executable).parent / "chroma"), "run", "--path", str(tmp_path / "data")]
            with (tmp_path / "log.txt").open("ab") as log:
                self.process = subprocess.Popen(
                    [*command, "--host", "127.0.0.1", "--port", str(self.port)], stdout=log, stderr=log
                )
            wait_for_heartbeat(self.process, f"{self.url}/api/v2/heartbeat", tmp_path / "log.txt")

        def stop(self):
            assert self.process is not None
            self.process.kill()
            self.process.wait()

    server = Server()
    server.start()
    yield server
    server.stop()


def test_a_server_that_stops_in_mid_work_is_a_sentence_and_the_next_open_finishes(
    own_server, tmp_path, tiny_model
):
    config = library_config(tmp_path / "library", tiny_model, VectorsConfig(url=own_server.url))

    def stop(step):
        if step.stage == "some vectors written" and own_server.process.poll() is None:
            own_server.stop()

    with Library(config) as library:
        library.add([upload("seal")])
        with pytest.raises(VectorStoreError, match="Check that the server runs"):
            library.add([upload("otter")], progress=stop)
        with pytest.raises(VectorStoreError, match=own_server.url):
            library.search("seal")
        assert library.status().pending == 21
        (document,) = library.documents()
        assert document.version == document.versions[0].version
    with pytest.raises(VectorStoreError, match="Check that the server runs"):
        Library(config)
    own_server.start()
    with Library(config) as library:
        check_whole(library)
        assert len(found(library, "otter")) == 21
        assert found(library, "seal") == []


@pytest.mark.parametrize("again", ["seal", "otter", "heron"])
def test_a_library_goes_on_after_chroma_failed(library, monkeypatch, again):
    """Whatever is added next, the same as before, the same as failed or another, is whole afterwards."""
    library.add([upload("seal")])

    def fail(self, rows):
        raise VectorStoreError("Chroma did not do its work.")

    with monkeypatch.context() as patched:
        patched.setattr(VectorStore, "put", fail)
        with pytest.raises(VectorStoreError):
            library.add([upload("otter")])
    assert len(found(library, "seal")) == 21
    (result,) = library.add([upload(again)])
    assert not result.failed
    assert len(found(library, again)) == 21
    assert library.document("harbour.txt").version == result.version
    check_whole(library)
