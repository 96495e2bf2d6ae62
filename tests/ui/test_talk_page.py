"""Whole-article questions and small talk on the real page: replies like no answer and no refusal."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from index import EmbeddingConfig
from rag import Assistant, Config
from ui.web import Server

pytestmark = [pytest.mark.browser]

WALL = (
    "Harbour wall falls\n\n"
    "WICK (Reuters) - The old wall of the harbour fell on Monday, and nobody was hurt.\n\n"
    "Mayor Ann Lee denied that the town had saved on repairs of the wall.\n\nThe repairs cost 40 million.\n"
)
RAIN = (
    "Rain in <b>Wick</b> all day\n\n"
    "It rained in Wick all day on Monday, said Tom Reed, 40.\n\nNobody minded the rain.\n"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory, tiny_model):
    embedding = EmbeddingConfig(model=tiny_model, threads=1)
    with Assistant.open(Config(library=tmp_path_factory.mktemp("library"), embedding=embedding)) as opened:
        opened.add_text("Harbour wall falls", WALL)
        opened.add_text("Rain in <b>Wick</b> all day", RAIN)
        with Server(opened, port=0) as running:
            yield running


def ask(page, question, count):
    box = page.locator("#gw-question textarea")
    box.fill(question)
    box.press("Enter")
    answers = page.locator(".gw-answer")
    expect(answers).to_have_count(count, timeout=60_000)
    return answers.nth(count - 1)


def test_the_article_is_asked_for_chosen_and_then_in_view(browser, server):
    context = browser.new_context(viewport={"width": 1360, "height": 900}, reduced_motion="reduce")
    try:
        page = context.new_page()
        page.goto(server.address)
        page.wait_for_selector("#gw-empty .gw-short", state="attached")
        hello = ask(page, "hello", 1)
        expect(hello).to_contain_text("Hello.")
        expect(hello.locator(".gw-confidence")).to_have_count(0)
        expect(hello.locator(".gw-example")).to_have_count(2)
        which = ask(page, "what is this about?", 2)
        expect(which.locator("a.gw-which")).to_have_text(
            ["Harbour wall falls", "Rain in <b>Wick</b> all day"]
        )
        which.locator("a.gw-which").first.click()
        brief = page.locator(".gw-answer").nth(2)
        expect(brief.locator(".gw-headline")).to_have_text("In brief", timeout=60_000)
        expect(page.locator("#gw-article mark.gw-active")).to_contain_text("The old wall")
        mentioned = ask(page, "who is mentioned?", 4)
        expect(mentioned.locator(".gw-names b")).to_have_text(["Ann Lee"])
    finally:
        context.close()
