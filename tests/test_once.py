"""What the processes of a test run share: made by one of them, and once."""

from typing import cast

import pytest

from tests.once import made_once


@pytest.mark.parametrize("worker", ["gw0", None])
def test_it_is_made_once_for_all_processes(tmp_path, monkeypatch, worker):
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    if worker:
        monkeypatch.setenv("PYTEST_XDIST_WORKER", worker)
    made = []

    def make(folder):
        made.append(folder)
        (folder / "model").mkdir()
        return folder / "model"

    first = made_once(folders(tmp_path / "gw0"), "network", make)
    again = made_once(folders(tmp_path / ("gw1" if worker else "gw0")), "network", make)
    other = made_once(folders(tmp_path / "gw0"), "other", make)
    assert first == again != other
    assert first.is_dir()
    assert len(made) == 2


class Folders:
    """As much of pytest's factory as is asked for: each worker has a folder of its own."""

    def __init__(self, base):
        self.base = base
        base.mkdir(exist_ok=True)

    def getbasetemp(self):
        return self.base

    def mktemp(self, name):
        folder = self.base / name
        folder.mkdir()
        return folder


def folders(base):
    return cast(pytest.TempPathFactory, Folders(base))
