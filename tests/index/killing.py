"""Run cases that kill their own process, each in a fork of one process that has imported everything.

Reads a list of cases as JSON from standard input, writes the signal that ended each. A case names a folder,
a model, a Chroma URL or None, what to do, and where to die: a stage of ``index.STAGES``, or a method that is
never reached (``before``) or just done (``after``).
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import chromadb
import chromadb.api.fastapi
import chromadb.api.rust  # noqa: F401
import llama_index.vector_stores.chroma  # noqa: F401
import onnxruntime  # noqa: F401

from index import Library, VectorsConfig
from index.catalog import Database
from index.embed import Embedding
from index.embedding import llama  # noqa: F401
from index.vectors import VectorStore
from tests.index.conftest import library_config
from tests.index.stories import upload

AT_ONCE = 3
METHODS: dict[str, tuple[type, str]] = {
    "drop_stale": (Embedding, "drop_stale"),
    "scrub": (Database, "scrub"),
    "clear": (VectorStore, "clear"),
    "put": (VectorStore, "put"),
    "delete": (VectorStore, "delete"),
}


def die(*_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(when: str, name: str) -> None:
    owner, method = METHODS[name]
    work = getattr(owner, method)

    def dying(*arguments: Any, **settings: Any) -> None:
        if when == "after":
            work(*arguments, **settings)
        die()

    setattr(owner, method, dying)


def run(case: dict[str, Any]) -> None:
    settings = library_config(Path(case["folder"]), Path(case["model"]), VectorsConfig(url=case["url"]))
    library = Library(settings)
    for topic in case["before"]:
        library.add([upload(topic)])
    if case["action"] == "restore":
        library.remove("harbour.txt")
    when, _, name = case["die"].partition(" ")
    if when in ("before", "after") and name in METHODS:
        arm(when, name)
    act(library, case)


def act(library: Library, case: dict[str, Any]) -> None:
    def progress(step: Any) -> None:
        if step.stage == case["die"]:
            die()

    if case["action"] == "add":
        library.add([upload("otter")], progress=progress)
    elif case["action"] == "reindex":
        library.reindex(progress)
    else:
        getattr(library, case["action"])("harbour.txt")


def main() -> None:
    cases = json.load(sys.stdin)
    running: dict[int, int] = {}
    signals = [0] * len(cases)
    for number, case in enumerate(cases):
        if len(running) == AT_ONCE:
            wait_for_one(running, signals)
        running[start(case)] = number
    while running:
        wait_for_one(running, signals)
    print(json.dumps(signals))


def start(case: dict[str, Any]) -> int:
    child = os.fork()
    if child == 0:
        try:
            run(case)
        finally:
            sys.stderr.flush()
            os._exit(0)  # alive, which the test takes for a failure
    return child


def wait_for_one(running: dict[int, int], signals: list[int]) -> None:
    child, status = os.wait()
    signals[running.pop(child)] = os.WTERMSIG(status)


if __name__ == "__main__":
    main()
