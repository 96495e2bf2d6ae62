"""Conversations in the browser: kept over reloads and restarts, opened, renamed, exported, deleted."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from index import EmbeddingConfig, Sample
from rag import Assistant, Config
from tests.ui.complaints import watch
from ui.web import Server

pytestmark = [pytest.mark.browser]

FIRST, SECOND = "who denied the allegations?", "who is the chairman of the committee?"
HOSTILE = "<img src=x onerror=alert(1)> ![](https://example.com/x.png) who denied?"


@pytest.fixture(scope="module")
def config(tmp_path_factory, tiny_model):
    """Settings of a library that answers whatever it is asked."""
    embedding = EmbeddingConfig(model=tiny_model, threads=1)
    return Config(library=tmp_path_factory.mktemp("library"), embedding=embedding, abstain_below=0.0)


class House:
    """An assistant and its server, which can be started anew at the same address."""

    def __init__(self, config: Config) -> None:
        self.config, self.port = config, 0
        self.open()

    def open(self) -> None:
        self.assistant = Assistant.open(self.config)
        if not self.assistant.documents():
            self.assistant.add(Sample())
        self.server = Server(self.assistant, port=self.port)
        self.address = self.server.address
        self.port = int(self.address.rsplit(":", 1)[1])

    def close(self) -> None:
        self.server.close()
        self.assistant.close()


@pytest.fixture(scope="module")
def house(config):
    house = House(config)
    yield house
    house.close()


@pytest.fixture
def new_page(browser, house):
    contexts = []
    problems: list[str] = []

    def open_page() -> Page:
        context = browser.new_context(viewport={"width": 1360, "height": 900}, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        watch(page, problems, console=False)  # which tells of the server that is started anew
        page.goto(house.address)
        page.wait_for_selector("#gw-empty .gw-short", state="attached")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


def ask(page: Page, question: str) -> None:
    answers = page.locator(".gw-answer")
    before = answers.count()
    page.locator("#gw-question textarea").fill(question)
    page.locator("#gw-question textarea").press("Enter")
    expect(answers).to_have_count(before + 1, timeout=60_000)


def questions(page: Page):
    return page.locator("#gw-chat .gw-question")


def history(page: Page, name: str):
    """The row of that name, in the tab."""
    page.get_by_role("tab", name="History").click()
    return page.locator("#gw-history .gw-entry", has_text=name)


def test_the_story_of_a_conversation(new_page, house, tmp_path):
    page = new_page()
    ask(page, FIRST)
    ask(page, SECOND)
    page.reload()
    expect(questions(page)).to_have_text([FIRST, SECOND])

    (record,) = house.assistant.history.conversations()
    house.assistant.history.ask(record.conversation_id, "and the army?")  # the process ends before its answer
    house.close()
    house.open()
    page.goto(house.address)
    expect(questions(page)).to_have_text([FIRST, SECOND, "and the army?"])
    expect(page.locator(".gw-answer").last).to_contain_text("Stopped.")
    page.locator(".gw-again").click()
    expect(page.locator(".gw-answer")).to_have_count(4, timeout=60_000)

    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#gw-empty .gw-short")).to_be_visible()
    assert questions(page).count() == 0
    ask(page, HOSTILE)
    row = history(page, FIRST)
    expect(row).to_contain_text("4 questions")
    expect(page.locator("#gw-history .gw-entry-title").first).to_have_text(HOSTILE)
    row.get_by_role("button", name=FIRST, exact=True).click()
    expect(questions(page)).to_have_text([FIRST, SECOND, "and the army?", "and the army?"])
    expect(page.locator("#gw-question textarea")).to_be_focused()
    ask(page, "who is Mullen?")  # goes on in the conversation that was opened

    row = history(page, FIRST)
    row.get_by_role("button", name="Rename").click()
    page.locator(".gw-rename").fill("Denials")
    page.locator(".gw-rename").press("Enter")
    expect(page.get_by_role("button", name="Denials", exact=True)).to_be_focused()
    expect(page.get_by_role("tab", name="History")).to_have_attribute("aria-selected", "true")
    row = history(page, "Denials")
    expect(row).to_contain_text("5 questions")
    exported = {kind: saved(page, row, kind, tmp_path) for kind in ("JSON", "Markdown")}
    check_exports(house, exported)

    document = house.assistant.documents()[0].document_id
    house.assistant.remove(document)
    row.get_by_role("button", name="Denials", exact=True).click()
    expect(page.locator("a.gw-cite.gw-changed").first).to_be_visible()
    expect(page.locator(".gw-changes").first).to_contain_text(re.compile(r"was removed .* on \d+ \w+ 2\d{3}"))
    expect(page.locator(".gw-changes").first.get_by_role("button", name="Ask again")).to_be_visible()
    page.locator("a.gw-cite.gw-changed").first.click()
    expect(page.locator("mark.gw-active")).to_be_visible()  # it is kept, so it opens
    quoted = page.locator(".gw-quotes p").first.inner_text()
    house.assistant.purge(document)
    page.reload()
    expect(page.locator(".gw-quotes p").first).to_contain_text("no quotation is kept")
    expect(page.locator(".gw-changes").first).to_contain_text("was purged on")
    assert quoted[:30] not in page.locator("#gw-chat").inner_text()

    row = history(page, "Denials")
    row.get_by_role("button", name="Delete").click()
    row.get_by_role("button", name="Keep it").click()
    row.get_by_role("button", name="Delete").click()
    page.keyboard.press("Escape")
    expect(row.get_by_role("button", name="Delete")).to_be_focused()
    row.get_by_role("button", name="Delete").click()
    row.get_by_role("button", name="Delete it").press("Enter")
    expect(page.locator("#gw-history .gw-news p")).to_have_text("“Denials” was deleted.")
    expect(page.locator("#gw-history .gw-news p")).to_be_focused()
    expect(page.locator("#gw-history .gw-entry")).to_have_count(1)
    assert page.locator("#gw-history img").count() == 0


def saved(page: Page, row, kind: str, folder: Path) -> str:
    with page.expect_download() as download:
        row.get_by_role("button", name=kind).click()
    assert download.value.suggested_filename.startswith("Denials.")
    download.value.save_as(folder / kind)
    return (folder / kind).read_text("utf-8")


def check_exports(house, exported):
    data = json.loads(exported["JSON"])
    assert [turn["question"] for turn in data["turns"]][:2] == [FIRST, SECOND]
    replays = house.assistant.verify(data)
    assert len(replays) >= 3
    assert all(replay.holds for replay in replays)
    text = exported["Markdown"]
    assert text.startswith("# Denials\n")
    assert re.search(r"\n## 1\. who denied the allegations?", text)
    assert f"<{house.address}/?document=" in text
    assert "Stopped." in text


def test_two_browsers_share_the_history_and_not_the_conversation(new_page, house):
    if not house.assistant.documents():
        house.assistant.add(Sample())
    page, other = new_page(), new_page()
    ask(page, "who seeks support?")
    other.reload()
    assert questions(other).count() == 0
    row = history(other, "who seeks support?")
    expect(row).to_be_visible()
    row.get_by_role("button", name="Delete").click()
    row.get_by_role("button", name="Delete it").click()
    expect(row).to_have_count(0)
    ask(page, "who rejected that?")  # its conversation was deleted from elsewhere
    expect(page.locator("#gw-status textarea")).to_have_value(re.compile("was deleted from the history"))
    expect(questions(page)).to_have_text(["who seeks support?", "who rejected that?"])
    expect(history(other, "who rejected that?")).to_be_visible()


def listed_again(page: Page) -> None:
    """Come back to the window, and wait for the list that is asked for then."""
    with page.expect_response(lambda response: "component_server" in response.url):
        page.evaluate("window.dispatchEvent(new Event('focus'))")


def test_a_list_that_comes_late_takes_no_question_back_and_no_focus(new_page, house):
    if not house.assistant.documents():
        house.assistant.add(Sample())
    page = new_page()
    ask(page, "who seeks support?")
    row = history(page, "who seeks support?").first
    row.get_by_role("button", name="JSON").focus()
    listed_again(page)
    expect(row.get_by_role("button", name="JSON")).to_be_focused()
    row.get_by_role("button", name="Rename").click()
    listed_again(page)
    page.locator(".gw-rename").fill("Support, as it is sought by officials in Islamabad")
    page.locator(".gw-rename").press("Enter")
    row = history(page, "Support, as")
    row.get_by_role("button", name="Delete").click()
    listed_again(page)
    expect(row.get_by_role("button", name="Keep it")).to_be_focused()
    assert row.bounding_box()["height"] < 220  # what is asked stands below the title, on a line
    row.get_by_role("button", name="Delete it").click()
    expect(row).to_have_count(0)


def test_another_conversation_begins_with_nothing_open(new_page, house):
    if not house.assistant.documents():
        house.assistant.add(Sample())
    page = new_page()
    ask(page, "who seeks support?")
    page.locator("a.gw-cite").first.click()
    expect(page.locator("mark.gw-active")).to_be_visible()
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#gw-right")).to_contain_text("The article opens here")
    expect(page.locator("mark")).to_have_count(0)
    expect(page.locator("#gw-question textarea")).to_be_focused()
    assert page.url.rstrip("/") == house.address


def test_what_was_deleted_elsewhere_is_told_by_its_name(new_page, house):
    if not house.assistant.documents():
        house.assistant.add(Sample())
    page = new_page()
    ask(page, "who sells cars?")
    row = history(page, "who sells cars?")
    row.get_by_role("button", name="Delete").click()
    for record in house.assistant.history.conversations():
        house.assistant.history.delete(record.conversation_id)
    row.get_by_role("button", name="Delete it").click()
    expect(page.locator("#gw-history .gw-news")).to_contain_text("no conversation “who sells cars?”")
    expect(row).to_have_count(0)
