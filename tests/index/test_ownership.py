"""One process owns a library; a second opener is told who."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index import Library, LibraryInUse
from index.ownership import LOCK_FILE, OWNER_FILE, Ownership

HOLD = """
import sys
from pathlib import Path
from index.ownership import Ownership
held = Ownership(Path(sys.argv[1]))
held.announce(sys.argv[2] or None)
print("held", flush=True)
sys.stdin.read()
"""
TRY = """
import sys
from pathlib import Path
from index import LibraryInUse
from index.ownership import Ownership
try:
    Ownership(Path(sys.argv[1]))
except LibraryInUse as refused:
    print(refused)
"""


def python(code, *arguments, **settings):
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )


@pytest.mark.parametrize("address", ["", "http://127.0.0.1:7860"])
def test_a_second_process_is_refused_with_the_owners_id_and_address(embedded, address):
    with Library(embedded) as library:
        library.announce(address or None)
        refused = python(TRY, library.folder).communicate(timeout=60)[0]
    assert f"process {os.getpid()}" in refused
    assert (address in refused) if address else ("serves" not in refused)


def test_a_library_that_another_process_holds_is_refused(embedded):
    other = python(HOLD, embedded.library, "http://127.0.0.1:7861")
    try:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(
            LibraryInUse, match=f"process {other.pid}, which serves it at http://127.0.0.1:7861"
        ):
            Library(embedded)
        other.send_signal(signal.SIGKILL)
        other.wait(timeout=30)
        Library(embedded).close()  # a lock dies with its process, whatever its note says
    finally:
        other.kill()
        other.communicate()


def test_the_same_process_is_refused_as_well_and_nothing_is_lost(embedded):
    with Library(embedded):
        with pytest.raises(LibraryInUse, match=f"process {os.getpid()}"):
            Library(embedded)
        with pytest.raises(LibraryInUse):
            Library(embedded)
    Library(embedded).close()


@pytest.mark.parametrize("note", ["", "[]", "{}", "null", '{"pid": 3}', "\xff"])
def test_an_unreadable_note_is_no_obstacle(tmp_path, note):
    owner = Ownership(tmp_path)
    (tmp_path / OWNER_FILE).write_text(note, encoding="latin-1")
    with pytest.raises(LibraryInUse, match="in use by another process"):
        Ownership(tmp_path)
    owner.release()


def test_letting_go_twice_does_not_harm_the_next_owner(tmp_path):
    first = Ownership(tmp_path)
    first.release()
    second = Ownership(tmp_path)
    first.release()
    assert json.loads((tmp_path / OWNER_FILE).read_text())["pid"] == os.getpid()
    with pytest.raises(LibraryInUse, match=str(os.getpid())):
        Ownership(tmp_path)
    second.release()
    assert (tmp_path / LOCK_FILE).exists()
    assert not (tmp_path / OWNER_FILE).exists()
