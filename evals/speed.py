"""The measurements of the benchmark, each in a process of its own.

A process of its own gives each measurement its own peak of memory, and none finds caches that another
one warmed. Seconds are wall time.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from evals.datasets import Dataset
from evals.library import fill
from evals.metrics.latency import percentile
from evals.running.asking import WARMING
from index import Encoder, LibraryError
from rag import Assistant, Config

Measurement = dict[str, Any]
# What ru_maxrss counts in: kilobytes on Linux, bytes on macOS.
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


def alone(measurement: Callable[..., Measurement], *arguments: object) -> Measurement:
    """Run one measurement in a fresh process, and add that process's peak of memory in megabytes."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(with_peak, (measurement, arguments))


def with_peak(measurement: Callable[..., Measurement], arguments: Sequence[object]) -> Measurement:
    """The measurement and the peak of resident memory of this process or of one that it started.

    Linux lets a new process begin with the peak of the one that started it, so the benchmark itself
    loads no model.
    """
    taken = measurement(*arguments)
    parties = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(party).ru_maxrss for party in parties) * PEAK_UNIT
    return {**taken, "peak_megabytes": round(peak / 1e6)}


def import_articles(library: Path, folder: Path) -> Measurement:
    """Add a folder to an empty library: passages a second, with the model loaded beforehand."""
    with Assistant.open(Config(library=library)) as assistant:
        assistant.warm()
        started = time.perf_counter()
        results = assistant.add(folder)
        seconds = time.perf_counter() - started
        passages = assistant.status().passages
    failed = [result.message for result in results if result.failed]
    if failed:
        raise LibraryError(failed[0])
    return {
        "articles": len(results),
        "passages": passages,
        "seconds": round(seconds, 2),
        "passages_per_second": round(passages / seconds, 1),
    }


def embed_bare(library: Path) -> Measurement:
    """Embed the same passages with the bare model, all at once."""
    config = Config(library=library)
    texts = library_texts(config)
    encoder = Encoder(config.embedding)
    encoder.load()
    started = time.perf_counter()
    encoder.encode(texts)
    seconds = time.perf_counter() - started
    return {
        "passages": len(texts),
        "seconds": round(seconds, 2),
        "passages_per_second": round(len(texts) / seconds, 1),
    }


def library_texts(config: Config) -> list[str]:
    """The text of every passage of the library, as it was embedded."""
    with Assistant.open(config) as assistant:
        # A search for as many passages as there are returns them all.
        found = assistant.search("the", limit=assistant.status().passages)
    return [passage.text for passage in found]


def load_reader(library: Path) -> Measurement:
    """Load what the first question waits for besides the embedding model, in an empty library.

    Adding an article has loaded that one, and nothing of the reader.
    """
    with Assistant.open(Config(library=library)) as assistant:
        assistant.add_text("An article to be embedded", WARMING)
        started = time.perf_counter()
        assistant.warm()
        return {"seconds": round(time.perf_counter() - started, 4)}


def ask_of(library: Path, dataset: Dataset, questions: Sequence[str]) -> Measurement:
    """Ask as :func:`ask_warm` does, of a set's articles; a process of its own puts them in the library."""
    alone(stock, library, dataset)
    return alone(ask_warm, library, questions)


def stock(library: Path, dataset: Dataset) -> Measurement:
    """Add a set's articles to an empty library.

    Raises:
        DatasetError: an article cannot be added.
    """
    with Assistant.open(Config(library=library)) as assistant:
        fill(assistant, dataset)
        return {"articles": assistant.status().documents}


def ask_warm(library: Path, questions: Sequence[str]) -> Measurement:
    """Ask every question once, the models loaded and one question asked before."""
    with Assistant.open(Config(library=library)) as assistant:
        assistant.warm()
        assistant.ask(WARMING)
        seconds = []
        for question in questions:
            started = time.perf_counter()
            assistant.ask(question)
            seconds.append(time.perf_counter() - started)
        articles = assistant.status().documents
    return {
        "articles": articles,
        "questions": len(questions),
        "p50_milliseconds": milliseconds(percentile(seconds, 50)),
        "p95_milliseconds": milliseconds(percentile(seconds, 95)),
    }


def milliseconds(seconds: float | None) -> float | None:
    """Seconds as milliseconds with one decimal."""
    return None if seconds is None else round(1000 * seconds, 1)


def ask_cold(library: Path, question: str, times: int = 3) -> Measurement:
    """``groundwire ask`` as a person runs it: a new process each time, from start to exit."""
    command = [sys.executable, "-c", "from ui.cli import main; main()", "ask", "--json", question]
    environment = {**os.environ, "GROUNDWIRE_LIBRARY": str(library)}
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        seconds.append(time.perf_counter() - started)
        if not is_answer(done.stdout):
            raise LibraryError(f"groundwire ask failed: {done.stderr.strip()[-300:]}")
    return {
        "seconds": [round(value, 2) for value in seconds],
        "median_seconds": round(percentile(seconds, 50) or 0.0, 2),
    }


def is_answer(output: str) -> bool:
    """Whether a program printed an answer as JSON; its exit code 1 may mean abstaining or a crash."""
    try:
        printed = json.loads(output)
    except json.JSONDecodeError:
        return False
    return isinstance(printed, dict) and "confidence" in printed
