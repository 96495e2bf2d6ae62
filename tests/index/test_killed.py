"""A process killed anywhere: before the commit nothing is there, after it the next open finishes."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from index import STAGES, Library, VectorsConfig
from tests.index.conftest import library_config
from tests.index.stories import check_whole, found, stored_vectors, story

ADDING = [("add", (), stage) for stage in STAGES]
REPLACING = [("add", ("seal",), stage) for stage in STAGES]
OTHERS = [
    ("remove", ("seal",), "before drop_stale"),
    ("remove", ("seal",), "after delete"),
    ("purge", ("seal",), "before scrub"),
    ("purge", ("seal",), "before drop_stale"),
    ("restore", ("seal",), "before put"),
    ("restore", ("seal",), "after put"),
    ("reindex", ("seal",), "before clear"),
    ("reindex", ("seal",), "after clear"),
    ("reindex", ("seal",), "some vectors written"),
    ("reindex", ("seal",), "marked"),
]
CASES = [*ADDING, *REPLACING, *OTHERS]
COMMITTED = STAGES[STAGES.index("committed") :]


@pytest.fixture(scope="module")
def dead(tmp_path_factory, tiny_model, chroma_server):
    """For either Chroma the settings of a library for each case, its process dead."""
    folder = tmp_path_factory.mktemp("killed")
    urls = {"embedded": None, "server": chroma_server}
    settings = [
        {
            "folder": str(folder / f"{chroma}-{number}"),
            "model": str(tiny_model),
            "url": url,
            "action": action,
            "before": before,
            "die": die,
        }
        for chroma, url in urls.items()
        for number, (action, before, die) in enumerate(CASES)
    ]
    run_all(settings)
    return {
        chroma: {
            case: library_config(folder / f"{chroma}-{number}", tiny_model, VectorsConfig(url=url))
            for number, case in enumerate(CASES)
        }
        for chroma, url in urls.items()
    }


def run_all(settings):
    """Run the cases, all forks of one process, and see every one of them killed."""
    result = subprocess.run(
        [sys.executable, "-m", "tests.index.killing"],
        input=json.dumps(settings),
        capture_output=True,
        text=True,
        timeout=240,
        cwd=Path(__file__).parents[2],
    )
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout) == [signal.SIGKILL] * len(settings), result.stderr


@pytest.fixture(scope="module", params=["embedded", "server"])
def killed(request, dead):
    """The settings of a library for each case, on one Chroma."""
    return dead[request.param]


def left_behind(config):
    """Versions, incoming passages and those of them marked, and vectors, as the dead process left them."""
    with sqlite3.connect(Path(config.library) / "catalog.sqlite3") as catalog:
        (versions,) = catalog.execute("SELECT count(*) FROM versions").fetchone()
        (incoming,) = catalog.execute("SELECT count(*) FROM passages WHERE searchable = 0").fetchone()
        (marked,) = catalog.execute("SELECT count(*) FROM pending WHERE embedded = 1").fetchone()
    catalog.close()
    return versions, incoming, marked, len(stored_vectors(config))


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("before", [(), ("seal",)], ids=["adding", "replacing"])
def test_killed_while_adding(killed, before, stage):
    config = killed["add", before, stage]
    old = 21 * len(before)
    assert (
        left_behind(config)
        == {
            "reading": (len(before), 0, 0, old),
            "before the commit": (len(before), 0, 0, old),
            "committed": (len(before) + 1, 21, 0, old),
            "some vectors written": (len(before) + 1, 21, 0, old + 8),
            "all vectors written": (len(before) + 1, 21, 16, old + 21),
            "marked": (len(before) + 1, 21, 21, old + 21),
            "searchable": (len(before) + 1, 0, 0, old + 21),
            "old version dropped": (len(before) + 1, 0, 0, 21),
        }[stage]
    )
    with Library(config) as library:
        check_whole(library)
        finished = stage in COMMITTED
        assert len(found(library, "otter")) == (21 if finished else 0)
        assert len(found(library, "seal")) == (0 if finished else old)
        if finished or before:
            document = library.document("harbour.txt")
            assert document.text.encode() == story("otter" if finished else "seal")
            assert document.current
        else:
            assert library.documents() == ()
    with Library(config) as library:
        check_whole(library)


@pytest.mark.parametrize("case", OTHERS, ids=lambda case: f"{case[0]} {case[2]}")
def test_killed_while_doing_anything_else(killed, case):
    config = killed[case]
    with Library(config) as library:
        check_whole(library)
        status = library.status()
        states = (status.documents, status.removed, status.purged)
        assert states == {"remove": (0, 1, 0), "purge": (0, 0, 1)}.get(case[0], (1, 0, 0))
        assert len(found(library, "seal")) == 21 * status.documents
    if case[0] == "purge":
        assert b"seal did in Wick" not in (Path(config.library) / "catalog.sqlite3").read_bytes()
