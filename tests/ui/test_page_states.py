"""The page's states: what changed since an answer, addresses, the card, confidence, the sheet on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from index import EmbeddingConfig, Sample, Upload
from rag import Assistant, Config
from ui.quotations import IS_NEAREST
from ui.web import Server

pytestmark = [pytest.mark.browser]

QUESTION = "How many otters did the warden count?"
SENTENCE = "The warden counted eleven otters."
OTTERS = f"Otters return to the Lea\n\nLONDON (Reuters) - Otters are back. 🦦\n\n{SENTENCE}\n"
NAME = "otters.txt"


@pytest.fixture(scope="module")
def settings(tmp_path_factory, tiny_model):
    embedding = EmbeddingConfig(model=tiny_model, threads=1)
    return Config(library=tmp_path_factory.mktemp("library"), embedding=embedding, abstain_below=0.0)


@pytest.fixture(scope="module")
def assistant(settings):
    with Assistant.open(settings) as opened:
        opened.add(Sample(), Upload(NAME, OTTERS.encode()))
        yield opened


@pytest.fixture(scope="module")
def server(assistant):
    with Server(assistant, port=0) as running:
        yield running


def ask(page: Page, question: str = QUESTION):
    answers = page.locator(".gw-answer")
    before = answers.count()
    page.locator("#gw-question textarea").fill(question)
    page.locator("#gw-question textarea").press("Enter")
    expect(answers).to_have_count(before + 1, timeout=60_000)
    return answers.nth(before)


def test_confidence_is_told_to_keyboard_and_touch(new_page):
    page = new_page()
    sure = ask(page).locator(".gw-sure")
    sure.click()
    expect(page.locator("#gw-card")).to_have_text(re.compile(r"^Confidence \d+%: "))
    page.keyboard.press("Escape")
    expect(page.locator("#gw-card")).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(sure).to_be_focused()
    expect(page.locator("#gw-card")).to_be_visible()


def test_words_that_do_not_stand_there_are_not_marked(new_page, assistant):
    page = new_page()
    document = next(one for one in assistant.documents() if one.name == NAME)
    start = assistant.document(NAME).text.index(SENTENCE)
    target = {"document": document.document_id, "version": document.version, "start": start}
    wrong = {
        **target,
        "end": start + len(SENTENCE),
        "quote": "The warden counted twelve otters.",
        "number": 1,
    }
    page.evaluate("target => window.groundwire.article.open(target)", wrong)
    expect(page.locator(".gw-notes")).to_contain_text("nothing is marked")
    assert page.locator("mark").count() == 0
    told = page.evaluate("target => window.groundwire.article.surroundings(target)", wrong)
    assert "do not stand" in told["problem"]
    right = page.evaluate(
        "target => window.groundwire.article.surroundings(target)", {**wrong, "quote": SENTENCE}
    )
    assert right["quote"] == SENTENCE


def test_ten_thousand_words_are_pasted_as_a_question_and_as_an_article(new_page, assistant):
    page = new_page()
    words = " ".join(f"{word} number{number}" for number, word in enumerate(["heron", "river"] * 2_500))
    answer = ask(page, f"{words}. {QUESTION}")
    expect(answer.locator(".gw-notice, .gw-why")).to_contain_text(re.compile(r"long|read|words"))
    expect(page.locator("#gw-question textarea")).to_have_value("")
    asked = page.locator(".gw-question").inner_text()
    assert len(asked) < 2_100
    assert page.evaluate("document.documentElement.scrollWidth") == 1360
    page.locator("#gw-question textarea").fill(words)  # six lines of it are seen
    composer = page.locator("#gw-composer").bounding_box()
    assert composer is not None
    assert composer["height"] < 200
    page.locator("#gw-question textarea").fill("")

    page.get_by_role("tab", name="Library").click()
    page.get_by_role("button", name="Paste text").click()
    form = page.get_by_role("form", name="Paste an article")
    form.get_by_label("Title").fill("Herons")
    form.get_by_label("Text").fill(f"{words}.\n\nThe ranger counted seven herons.\n")
    form.get_by_role("button", name="Add this text").click()
    entry = page.locator(".gw-shelf > .gw-list .gw-entry", has_text="Herons")
    expect(entry).to_be_visible(timeout=120_000)
    page.get_by_role("tab", name="Ask").click()
    answer = ask(page, "How many herons did the ranger count?")
    expect(answer).to_contain_text("The ranger counted seven herons.")
    assistant.remove("Herons")


def test_back_closes_the_sheet_and_returns_to_the_chip(new_page):
    page = new_page(width=390, height=844)
    chip = ask(page).locator(".gw-quotes a.gw-cite").first
    for back in (page.go_back, lambda: page.get_by_role("button", name="Close").click()):
        chip.click()
        expect(page.locator("mark.gw-active")).to_be_focused()
        assert "document=" in page.url
        back()
        expect(page.locator("#gw-right")).to_be_hidden()
        expect(chip).to_be_focused()
    page.go_forward()
    expect(page.locator("mark.gw-active")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#gw-right")).to_be_hidden()
    assert "document=" not in page.url


def test_the_article_counts_citations_by_their_numbers(new_page):
    page = new_page()
    ask(page)
    answer = ask(page, "what is this about?")
    answer.locator("a.gw-cite").nth(1).evaluate("chip => chip.closest('.gw-answer').prepend(chip)")
    answer.locator("a.gw-cite").first.click()  # as that of a short answer which rests on the second
    expect(page.locator(".gw-place")).to_have_text(re.compile("Citation 2 of"))
    expect(page.locator("mark.gw-active")).to_have_attribute("data-n", "2")


def reload(page):
    """Reload a page that shows its conversation, and wait until it does so again."""
    expect(page.locator(".gw-answer").last).to_be_visible()
    page.reload()
    expect(page.locator(".gw-answer").last).to_be_visible()


def test_a_reload_keeps_what_was_open(new_page, assistant):
    page = new_page()
    ask(page)
    chips = ask(page, "what is this about?").locator("a.gw-cite")
    chips.nth(1).click()
    expect(page.locator(".gw-place")).to_have_text(re.compile("Citation 2 of"))
    reload(page)
    expect(page.locator(".gw-place")).to_have_text(re.compile("Citation 2 of"))
    expect(chips.nth(1)).to_have_class(re.compile("gw-on"))
    expect(page.locator("mark.gw-active")).to_have_attribute("data-n", "2")
    nearest = assistant.ask(QUESTION, documents=[NAME], abstain_below=1.0).nearest
    page.goto(page.url.split("?")[0] + nearest.address + IS_NEAREST)
    for _ in range(2):
        expect(page.locator("mark.gw-active")).to_have_class(re.compile("gw-nearest"))
        expect(page.locator(".gw-place")).to_have_text("Nearest passage")
        reload(page)


def test_what_is_purged_is_gone_from_the_page_that_shows_it(new_page, assistant):
    assistant.add(Upload("herons.txt", OTTERS.replace("otters", "herons").encode()))
    page = new_page()
    ask(page, "How many herons did the warden count?")
    answer = ask(page, "what is this about?")
    expect(answer).to_contain_text("herons")
    expect(page.get_by_role("button", name="Next citation")).to_be_visible()
    assistant.remove("herons.txt")
    page.evaluate("window.groundwire.library.refresh()")
    page.get_by_role("tab", name="Library").click()
    page.locator(".gw-removed summary").click()
    purge = page.get_by_role("button", name="Purge Otters return")
    purge.click()
    page.get_by_role("button", name="Purge it for good").click()
    expect(purge).to_have_count(0)
    page.get_by_role("tab", name="Ask").click()
    expect(page.locator(".gw-stale").last).to_contain_text(re.compile(r"was purged on \d+ \w+ 2\d{3}"))
    expect(page.locator("#gw-chat .gw-answer").last).not_to_contain_text("herons")
    expect(page.locator(".gw-notes")).to_contain_text("purged")
    expect(page.get_by_role("button", name="Next citation")).to_be_hidden()


def test_a_newer_version_is_told_where_the_older_one_was_cited(new_page, assistant):
    page = new_page()
    answer = ask(page)
    chip = answer.locator(".gw-quotes a.gw-cite").first
    expect(answer.locator(".gw-stale")).to_have_count(0)
    assistant.add(Upload(NAME, OTTERS.replace("eleven", "twelve").encode()))
    page.evaluate("window.groundwire.library.refresh()")
    expect(answer.locator(".gw-stale")).to_contain_text("This article was replaced on")
    expect(answer.locator(".gw-stale")).to_contain_text("shows the earlier version")
    expect(chip).to_have_class(re.compile("gw-changed"))
    chip.click()
    expect(page.locator("mark.gw-active")).to_have_text(SENTENCE)
    expect(page.locator(".gw-notes")).to_contain_text("The library holds a newer")
    answer.locator(".gw-stale .gw-again").click()
    expect(page.locator(".gw-answer").nth(1)).to_contain_text("twelve", timeout=60_000)
    expect(page.locator(".gw-answer").nth(1).locator(".gw-stale")).to_have_count(0)
    assistant.remove(NAME)
    page.evaluate("window.groundwire.library.refresh()")
    expect(page.locator(".gw-answer").nth(1).locator(".gw-stale")).to_contain_text("was removed on")
    assistant.restore(NAME)
    page.evaluate("window.groundwire.library.refresh()")
    expect(page.locator(".gw-answer").nth(1).locator(".gw-stale")).to_have_count(0)
    assistant.add(Upload(NAME, OTTERS.encode()))


def test_an_address_opens_its_version_after_a_restart(browser, assistant):
    citation = assistant.ask(QUESTION, documents=[NAME]).citations[0]
    assistant.add(Upload(NAME, OTTERS.replace("eleven", "thirteen").encode()))
    with Server(assistant, port=0) as again:
        page = browser.new_page(reduced_motion="reduce")
        page.goto(f"{again.address}/{citation.address}")
        expect(page.locator("mark.gw-active")).to_have_text(citation.quote)
        expect(page.locator(".gw-notes")).to_contain_text("The library holds a newer")
        page.close()
