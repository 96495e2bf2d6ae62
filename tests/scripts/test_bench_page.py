"""The benchmark of the page measures a page that works, and its result is published like the others."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from evals import pages
from evals.publish import file_name
from index import EmbeddingConfig, Sample
from rag import Assistant, Config
from scripts import bench_page
from ui.web import Server

pytestmark = [pytest.mark.browser]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory, tiny_model):
    embedding = EmbeddingConfig(model=tiny_model, threads=1)
    with Assistant.open(Config(library=tmp_path_factory.mktemp("library"), embedding=embedding)) as opened:
        opened.add(Sample())
        yield opened


def test_the_page_and_its_answers_are_measured_and_published(assistant, chromium_path):
    @contextmanager
    def serve():
        with Server(assistant, port=0) as running:
            yield running.address

    questions = ["who denied the allegations?", "who is Salim Saifullah?", "who seeks support?"]
    measured = bench_page.measure(serve, questions, tries=1)
    opened, asked = measured[bench_page.PAGE], measured[bench_page.ANSWERS]
    assert (
        0 < opened["first_paint_seconds"] <= opened["input_usable_seconds"] < opened["first_answer_seconds"]
    )
    assert opened["slowest_input_usable_seconds"] == opened["input_usable_seconds"]
    assert (asked["articles"], asked["questions"]) == (1, 3)
    assert 0 < asked["p50_milliseconds"] <= asked["p95_milliseconds"]
    assert 0 < asked["client_p50_milliseconds"] <= asked["client_p95_milliseconds"]
    written = bench_page.result(measured, {"tries": 1})
    assert file_name(written) == "bench_page.json"
    page = pages.everything([written])
    assert "## Speed of the page" in page
    assert f"| {bench_page.ANSWERS} | p50 milliseconds | {asked['p50_milliseconds']:,} | under 250 |" in page
    assert "`python -m scripts.bench_page" in page
