"""Stop, waiting, loading, reloading, and a server that goes away: no question is lost and none goes on."""

from __future__ import annotations

import threading
from contextlib import closing
from typing import cast

import pytest
from playwright.sync_api import Page, expect

from index import EmbeddingConfig, Sample
from rag import Assistant, Config
from ui.web import Server

pytestmark = [pytest.mark.browser]

QUESTION = "who denied the allegations?"
SLOW = "slowly, who denied the allegations?"


class Gated:
    """The assistant, whose slow questions wait at a gate before each event; tells how far they came."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self.gate, self.loaded = threading.Event(), threading.Event()
        self.events: list[str] = []
        self.left = threading.Event()

    def __getattr__(self, name):
        return getattr(self._assistant, name)

    def serving(self, address):
        pass

    def warm(self):
        self.loaded.wait(60)

    def steps(self, question, *scope, **settings):
        try:
            with closing(self._assistant.steps(question, *scope, **settings)) as steps:
                for event in steps:
                    if question == SLOW:
                        self.gate.wait(60)
                        self.events.append(type(event).__name__)
                    yield event
        finally:
            if question == SLOW:
                self.left.set()


@pytest.fixture(scope="module")
def served(tmp_path_factory, tiny_model):
    """A server whose models are not loaded yet, and what gates it."""
    embedding = EmbeddingConfig(model=tiny_model, threads=1)
    settings = Config(library=tmp_path_factory.mktemp("library"), embedding=embedding)
    with Assistant.open(settings) as assistant:
        assistant.add(Sample())
        gated = Gated(assistant)
        with Server(cast(Assistant, gated), port=0) as running:
            yield running, gated
            gated.loaded.set()
            gated.gate.set()


@pytest.fixture
def page(browser, served):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(served[0].address)
    page.wait_for_selector("#gw-empty .gw-short", state="attached")
    yield page
    served[1].gate.set()
    context.close()


@pytest.fixture
def gated(served):
    """The gate, closed."""
    _, gated = served
    gated.loaded.set()
    gated.gate.clear()
    gated.left.clear()
    gated.events.clear()
    return gated


def send(page: Page, question: str) -> None:
    page.locator("#gw-question textarea").fill(question)
    page.locator("#gw-question textarea").press("Enter")


def test_a_question_while_models_load_waits_and_can_be_stopped(page, served):
    _, gated = served
    assert not gated.loaded.is_set()  # the first test of this module
    send(page, QUESTION)
    send(page, "who is Salim Saifullah?")
    expect(page.locator(".gw-stage").first).to_contain_text("Loading")
    page.locator("#gw-stop").press("Enter")
    expect(page.locator("#gw-question textarea")).to_be_focused()
    expect(page.locator(".gw-stopped")).to_contain_text("Stopped.")
    gated.loaded.set()
    expect(page.locator(".gw-answer:not(.gw-stopped)")).to_have_count(1, timeout=60_000)
    expect(page.locator("#gw-stop")).to_be_hidden()
    page.locator(".gw-again").click()
    expect(page.locator(".gw-question").last).to_have_text(QUESTION)
    expect(page.locator(".gw-answer:not(.gw-stopped)")).to_have_count(2, timeout=60_000)


def test_stop_ends_the_work_and_the_next_question_has_its_turn(page, gated):
    expect(page.locator("#gw-stop")).to_be_hidden()
    send(page, SLOW)
    expect(page.locator("#gw-stop")).to_be_visible()
    send(page, QUESTION)
    expect(page.locator(".gw-stage").last).to_have_text("Waiting for the question before…")
    page.locator("#gw-stop").dblclick()  # the second time, the question after it must not be stopped
    expect(page.locator(".gw-stopped")).to_contain_text("Stopped.")
    gated.gate.set()
    assert gated.left.wait(30)
    assert gated.events == ["Searching"]  # nothing was searched, read or answered after it
    expect(page.locator(".gw-answer:not(.gw-stopped)")).to_have_count(1, timeout=60_000)
    expect(page.locator(".gw-stopped")).to_have_count(1)


def test_a_question_asked_right_after_stop_is_answered(page, gated):
    send(page, SLOW)
    page.locator("#gw-stop").click()
    send(page, QUESTION)
    gated.gate.set()
    expect(page.locator(".gw-question")).to_have_text([SLOW, QUESTION])
    expect(page.locator(".gw-answer:not(.gw-stopped)")).to_have_count(1, timeout=60_000)
    expect(page.locator(".gw-stopped")).to_have_count(1)


def test_a_reload_in_the_middle_of_an_answer_loses_nothing(page, gated):
    send(page, QUESTION)
    expect(page.locator(".gw-answer")).to_have_count(1, timeout=60_000)
    send(page, SLOW)
    expect(page.locator(".gw-stage")).to_be_visible()
    page.reload()
    expect(page.locator(".gw-stage")).to_be_visible()
    expect(page.locator("#gw-stop")).to_be_visible()
    gated.gate.set()
    expect(page.locator(".gw-answer")).to_have_count(2, timeout=60_000)
    expect(page.locator(".gw-question")).to_have_text([QUESTION, SLOW])
    expect(page.locator(".gw-answer").last.locator("a.gw-on").first).to_be_visible()  # it opens by itself


def test_a_tab_that_outlives_its_server_says_so_and_keeps_the_question(page, gated):
    away = "**/gradio_api/**"
    page.route(away, lambda route: route.abort())
    send(page, QUESTION)
    expect(page.locator("#gw-status textarea")).to_have_value(
        "The server does not answer. Is Groundwire still running? Your question is kept in the box.",
        timeout=20_000,
    )
    expect(page.locator("#gw-question textarea")).to_have_value(QUESTION)
    page.unroute(away)
    expect(page.locator("#gw-status textarea")).to_have_value("", timeout=30_000)  # Gradio reloads the page
    expect(page.locator("#gw-question textarea")).to_have_value(QUESTION)
    page.locator("#gw-ask").click()
    expect(page.locator(".gw-answer")).to_have_count(1, timeout=60_000)


def test_a_server_that_goes_in_the_middle_of_an_answer_keeps_the_question(page, gated):
    send(page, SLOW)
    expect(page.locator("#gw-stop")).to_be_visible()
    page.route("**/gradio_api/**", lambda route: route.abort())
    expect(page.locator("#gw-question textarea")).to_have_value(SLOW, timeout=20_000)
    expect(page.locator("#gw-stop")).to_be_hidden()
