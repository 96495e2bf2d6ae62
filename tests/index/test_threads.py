"""One library, many threads: each question sees one state, and nobody waits for ever."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from index import DocumentNotFound, Library
from index.catalog.database import Gate
from tests.index.stories import check_whole, found, story, upload

TOPICS = ("seal", "otter")


def ask(library, stop, seen):
    while not stop.is_set():
        with library.snapshot() as snapshot:
            try:
                scope = snapshot.scope(["harbour.txt"], None)
            except DocumentNotFound:
                seen.add("removed")
                continue
            matches = snapshot.search("what did the seal and the otter do", scope, 50)
            versions = {match.passage.version for match in matches}
            assert len(versions) == 1, "old and new mixed"
            version = snapshot.version(matches[0].passage.document_id, versions.pop())
            assert len(matches) == 21
            assert all(version.text[m.passage.start : m.passage.end] == m.passage.text for m in matches)
            seen.add(version.version)


def change(library):
    for round_ in range(4):
        for topic in TOPICS:
            library.add([upload(topic)])
        library.add([upload("heron", f"{round_}.txt", paragraphs=3)])
        library.remove("harbour.txt")
        time.sleep(0.05)
        library.restore("harbour.txt")


def test_questions_beside_changes_see_one_version_each(library):
    library.add([upload("seal")])
    stop = threading.Event()
    seen: set[str] = set()
    with ThreadPoolExecutor(6) as threads:
        asking = [threads.submit(ask, library, stop, seen) for _ in range(6)]
        try:
            change(library)
        finally:
            stop.set()
        for answered in asking:
            answered.result(timeout=60)
    assert len(seen) >= 2
    check_whole(library)
    assert library.document("harbour.txt").text.encode() == story("otter")


def test_many_threads_may_add_at_once(library):
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda n: library.add([upload("seal", f"{n}.txt", paragraphs=4)]), range(8)))
    assert len(found(library, "seal")) == 40
    check_whole(library)


def test_a_purge_waits_for_no_more_than_those_who_read_already(embedded):
    """Readers who keep coming, each before the last has left, must not starve it."""
    with Library(embedded) as library:
        library.add([upload("seal"), upload("otter", "other.txt")])
        stop = threading.Event()

        def read():
            while not stop.is_set():
                with library.snapshot() as snapshot:
                    snapshot.scope(None, None)
                    time.sleep(0.01)

        with ThreadPoolExecutor(4) as threads:
            reading = [threads.submit(read) for _ in range(4)]
            try:
                threading.Event().wait(0.1)
                began = time.monotonic()
                library.purge("other.txt")
                assert time.monotonic() - began < 20
            finally:
                stop.set()
            for reader in reading:
                reader.result(timeout=30)
        check_whole(library)


def test_who_is_inside_may_come_again_while_another_waits_to_be_alone():
    gate, order = Gate(), []

    def alone():
        with gate.closed():
            order.append("alone")

    with gate.open():
        waiting = threading.Thread(target=alone)
        waiting.start()
        time.sleep(0.1)
        with gate.open():
            order.append("inside again")
    waiting.join(timeout=10)
    assert order == ["inside again", "alone"]


def test_closing_waits_for_those_who_read(embedded):
    library = Library(embedded)
    library.add([upload("seal")])
    inside, closed = threading.Event(), threading.Event()

    def read():
        with library.snapshot() as snapshot:
            inside.set()
            time.sleep(0.3)
            assert not closed.is_set()
            return len(snapshot.search("seal", snapshot.scope(None, None), 50))

    with ThreadPoolExecutor(1) as threads:
        reading = threads.submit(read)
        inside.wait(10)
        library.close()
        closed.set()
        assert reading.result(timeout=30) == 21


def test_an_error_inside_a_snapshot_leaves_the_library_usable(library):
    library.add([upload("seal")])
    for _ in range(3):
        with pytest.raises(DocumentNotFound), library.snapshot() as snapshot:
            snapshot.scope(["nothing.txt"], None)
        with pytest.raises(ZeroDivisionError), library.snapshot():
            raise ZeroDivisionError
    library.add([upload("otter")])
    assert len(found(library, "otter")) == 21


def test_an_error_of_the_callback_undoes_what_was_not_committed(library):
    library.add([upload("seal")])

    def stumble(step):
        if step.stage == "before the commit":
            raise KeyError("the caller's own mistake")

    with pytest.raises(KeyError):
        library.add([upload("otter")], progress=stumble)
    assert len(found(library, "seal")) == 21
    check_whole(library)
    library.add([upload("otter")])
    assert len(found(library, "otter")) == 21
    check_whole(library)
