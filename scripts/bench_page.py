"""``python -m scripts.bench_page``: how fast the page is there, and how fast it answers over HTTP.

``groundwire serve`` runs as a process of its own over a library of the packaged articles. For each try it is
started anew, and Chromium opens the page as soon as it listens, while the models are being loaded; what
is typed is asked at once. Then the endpoint ``ask`` is given differing questions by a program, no page open.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from gradio_client import Client
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright
from rich.console import Console

from evals.bench import table
from evals.datasets import packaged_dataset
from evals.development import development
from evals.files import write_json
from evals.metrics.latency import percentile
from evals.provenance import provenance
from evals.running.asking import WARMING
from evals.speed import alone, milliseconds, stock
from scripts.chromium import chromium_arguments, find_chromium
from scripts.serving import served

QUESTION = "who denied the allegations?"
LONGEST_WAIT = 300_000  # milliseconds; the machine may be busy
PAGE, ANSWERS = "page, models not loaded", "warm ask through HTTP"
# What a figure should stay under on a common laptop, by measurement and figure.
TARGETS: Mapping[str, Mapping[str, float]] = {
    PAGE: {"first_paint_seconds": 1.0, "input_usable_seconds": 2.0},
    ANSWERS: {"p50_milliseconds": 250.0},
}
# Times count from the navigation's start, by the browser's own clock.
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
LOADING = "document.querySelector('#gw-status textarea').value.startsWith('Loading')"

Measurement = dict[str, Any]
Serve = Callable[[], AbstractContextManager[str]]


def measure(serve: Serve, questions: Sequence[str], tries: int) -> dict[str, Measurement]:
    """Both measurements, one after the other; ``serve`` runs a server anew and gives its address."""
    return {PAGE: open_pages(serve, tries), ANSWERS: ask_through_http(serve, questions)}


def open_pages(serve: Serve, tries: int) -> Measurement:
    """Open the page of a server just started, so many times: the medians, and the slowest of each."""
    opened = []
    for _ in range(tries):
        with chromium() as browser, serve() as address:
            opened.append(open_page(browser.new_page(), address))
    loading = sum(one.pop("loading") for one in opened)
    medians = {name: round(statistics.median(one[name] for one in opened), 2) for name in opened[0]}
    slowest = {f"slowest_{name}": round(max(one[name] for one in opened), 2) for name in opened[0]}
    return {"tries": tries, "usable_while_loading": loading, **medians, **slowest}


def open_page(page: Page, address: str) -> Measurement:
    """Seconds until something is painted, until the question box takes what is typed, until the answer."""
    page.goto(address, wait_until="commit")
    box = page.locator("#gw-question textarea")
    box.press_sequentially(QUESTION[0], timeout=LONGEST_WAIT)
    page.wait_for_function("document.querySelector('#gw-question textarea').value", timeout=LONGEST_WAIT)
    usable = page.evaluate("performance.now()")
    loading = seen_loading(page)
    painted = page.wait_for_function(PAINTED, timeout=LONGEST_WAIT).json_value()
    box.press_sequentially(QUESTION[1:])
    page.wait_for_selector("#gw-empty .gw-short", timeout=LONGEST_WAIT)
    if box.input_value() != QUESTION:
        raise SystemExit(f"The question box lost what was typed: it holds “{box.input_value()}”.")
    box.press("Enter")
    page.locator(".gw-answer").wait_for(timeout=LONGEST_WAIT)
    times = (painted, usable, page.evaluate("performance.now()"))
    names = ("first_paint_seconds", "input_usable_seconds", "first_answer_seconds")
    return {"loading": loading, **{name: one / 1000 for name, one in zip(names, times, strict=True)}}


def seen_loading(page: Page) -> bool:
    """Whether the page tells that the models are being loaded, now or before long."""
    try:
        page.wait_for_function(LOADING, timeout=3_000)
    except TimeoutError:
        return False
    return True


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that has seen nothing yet.

    Raises:
        SystemExit: there is none.
    """
    found = find_chromium()
    if not found:
        raise SystemExit("There is no Chromium on PATH; `make browser` installs it or tells how.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=chromium_arguments())
        yield browser
        browser.close()


def ask_through_http(serve: Serve, questions: Sequence[str]) -> Measurement:
    """Ask every question once, in turn by a bare request and through Gradio's client; the models are loaded.

    One question is asked before. The client asks through the page's queue, which takes longer.
    """
    with serve() as address, httpx.Client(base_url=address, timeout=LONGEST_WAIT / 1000) as http:
        client = Client(address, verbose=False)
        client.predict(WARMING, api_name="/ask")
        bare = [seconds(partial(post, http, question)) for question in questions[::2]]
        queued = [seconds(partial(client.predict, question, api_name="/ask")) for question in questions[1::2]]
        articles = len(client.predict(api_name="/documents"))
    return {
        "articles": articles,
        "questions": len(questions),
        "p50_milliseconds": milliseconds(percentile(bare, 50)),
        "p95_milliseconds": milliseconds(percentile(bare, 95)),
        "client_p50_milliseconds": milliseconds(percentile(queued, 50)),
        "client_p95_milliseconds": milliseconds(percentile(queued, 95)),
    }


def post(http: httpx.Client, question: str) -> None:
    """Ask by one request, without Gradio's client."""
    inputs = [question, None, None, None]  # those of the endpoint, in their order
    http.post("/gradio_api/run/ask", json={"data": inputs}).raise_for_status()


def seconds(action: Callable[[], object]) -> float:
    """How long something takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--tries", type=int, default=5, help="how often the page is opened")
    parser.add_argument("--questions", type=int, default=100, help="the most questions to ask through HTTP")
    parser.add_argument("--seed", type=int, default=0, help="the seed of the questions' draw")
    parser.add_argument("--output", type=Path, default=Path("results/bench_page.json"))
    return parser.parse_args()


def result(measured: Mapping[str, Measurement], options: Mapping[str, int]) -> dict[str, Any]:
    """What is written, in the shape of the benchmark's result."""
    made = provenance("scripts.bench_page")
    content = {"format": 1, "kind": "bench_page", "options": options, "made": made}
    return content | {"measured": measured, "targets": TARGETS}


def main() -> None:
    """Measure, print the table and write the result."""
    said = arguments()
    options = {"tries": said.tries, "questions": said.questions, "seed": said.seed}
    drawn = development(packaged_dataset(), limit=said.questions, seed=said.seed)
    with tempfile.TemporaryDirectory(prefix="groundwire-bench-") as folder:
        library = Path(folder) / "library"
        alone(stock, library, drawn)
        questions = [question.question for question in drawn.questions]
        measured = measure(partial(served, library), questions, said.tries)
    Console().print(table(measured, TARGETS, "Speed of the page"))
    write_json(said.output, result(measured, options))
    print(f"The figures are in {said.output}")


if __name__ == "__main__":
    main()
