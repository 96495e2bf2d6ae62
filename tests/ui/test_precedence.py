"""What people wait for goes before what the page does on its own account."""

from __future__ import annotations

import threading
from typing import cast

import pytest

from rag import Answer, Answered, Assistant, Searching
from ui.web import precedence as precedence_module
from ui.web.precedence import Precedence
from ui.web.readiness import Readiness
from ui.web.starters import GivingWay

GIVEN = Answer("who?", "Nobody.", None, (), (), 0.5, abstained=False)


class Stepping:
    """An assistant whose answer takes one step, and which counts how often it was asked and loaded."""

    def __init__(self) -> None:
        self.searching, self.answered, self.warmed = threading.Event(), threading.Event(), threading.Event()

    def document(self, document):
        return document

    def steps(self, question):
        self.searching.set()
        yield Searching(1)
        self.answered.set()
        yield Answered(GIVEN)

    def warm(self):
        self.warmed.set()


def in_thread(work):
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_a_question_of_ours_pauses_while_somebody_is_answered():
    assistant, precedence = Stepping(), Precedence()
    ours = GivingWay(cast(Assistant, assistant), precedence)
    with precedence.question():
        thread = in_thread(lambda: ours.ask("who?"))
        assert not assistant.searching.wait(0.3)
    thread.join(30)
    assert assistant.answered.is_set()
    assert ours.ask("who?") == GIVEN


def test_a_question_of_ours_ends_with_the_page():
    assistant, precedence = Stepping(), Precedence()
    with precedence.question():
        thread = in_thread(lambda: GivingWay(cast(Assistant, assistant), precedence).ask("who?"))
        precedence.closing.set()
        thread.join(30)
    assert not thread.is_alive()


@pytest.mark.parametrize("paths", [[], ["/", "/gradio_api/component_server"], ["/"]])
def test_models_are_loaded_whoever_opens_the_page(paths, monkeypatch):
    monkeypatch.setattr(precedence_module, "LONGEST_VISIT", 2.0)
    assistant, precedence = Stepping(), Precedence()
    readiness = Readiness(precedence)
    for path in paths:
        precedence.requested(path)
    readiness.start(cast(Assistant, assistant))
    assert readiness.loading
    assert readiness.wait(30)
    assert assistant.warmed.is_set()


@pytest.mark.parametrize("opened", [True, False])
def test_loading_waits_for_a_page_that_is_opened_and_not_when_something_is_asked(opened):
    assistant, precedence = Stepping(), Precedence()
    readiness = Readiness(precedence)
    precedence.requested("/")
    readiness.start(cast(Assistant, assistant))
    precedence.requested("/gradio_api/info")
    assert not assistant.warmed.wait(1.5)  # longer than an idle server waits
    if opened:
        precedence.requested("/gradio_api/component_server/")
        assert assistant.warmed.wait(5)
    else:
        with precedence.question():
            assert assistant.warmed.wait(5)


def test_a_page_that_closes_loads_nothing():
    assistant, precedence = Stepping(), Precedence()
    readiness = Readiness(precedence)
    readiness.start(cast(Assistant, assistant))
    precedence.closing.set()
    assert readiness.wait(30)
    assert not assistant.warmed.is_set()
