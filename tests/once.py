"""What is made once for all processes of a test run, and left as it is."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]) -> Path:
    """What ``make`` left in an empty folder and returned: made by who comes first, the others wait for it.

    Args:
        factory: pytest's; in a worker of pytest-xdist its folder lies in one that all workers share.
        name: tells it from others.
        make: called with the folder; what it returns must lie in it.
    """
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    told = shared / f"{name}.path"
    with FileLock(shared / f"{name}.lock"):
        if not told.exists():
            folder = factory.mktemp(name)
            told.write_text(str(make(folder)), encoding="utf-8")
    return Path(told.read_text(encoding="utf-8"))
