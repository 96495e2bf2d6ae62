"""The real page in Chromium: ask, read the citation, click it, see its sentence; add and remove."""

from __future__ import annotations

import itertools
import re
import threading
from typing import cast

import pytest
from playwright.sync_api import Page, expect

from index import Sample, UserError
from rag import Assistant, Config
from ui.web import Server

pytestmark = [pytest.mark.browser, pytest.mark.model]

QUESTION = "who denied the allegations?"
SENTENCE = "Pakistan’s government and army rejected the allegations."
OTTERS = (
    "Otters return to the Lea\n\n"
    "LONDON (Reuters) - Otters have come back to the river Lea after forty years.\n\n"
    "“They are here to stay,” said Jane Doe, a warden of the river. 🦦\n\nThe warden counted eleven otters.\n"
)
PAYLOADS = [
    "<img src=x onerror=alert(1)> who denied the allegations?",
    "![](https://example.com/x.png) [a](javascript:alert(1)) who denied?",
    "$x^2$ ${alert(1)} {{7*7}} <script>alert(1)</script> &amp;",
]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    with Assistant.open(Config(library=tmp_path_factory.mktemp("library"))) as opened:
        opened.add(Sample())
        yield opened


@pytest.fixture(scope="module")
def server(assistant):
    with Server(assistant, port=0) as running:
        yield running


def ask(page: Page, question: str):
    """Ask and return the answer's element."""
    answers = page.locator(".gw-answer")
    before = answers.count()
    box = page.locator("#gw-question textarea")
    box.fill(question)
    box.press("Enter")
    expect(answers).to_have_count(before + 1, timeout=60_000)
    return answers.nth(before)


def in_view(page: Page, part: str, whole: str) -> bool:
    inner, outer = page.locator(part).first.bounding_box(), page.locator(whole).bounding_box()
    assert inner is not None
    assert outer is not None
    return outer["y"] <= inner["y"] and inner["y"] + inner["height"] <= outer["y"] + outer["height"]


def scroll_away(page: Page) -> None:
    page.evaluate("document.querySelector('.gw-scroll').scrollTo({top: 1e6, behavior: 'instant'})")


def test_a_citation_is_one_click_from_its_sentence(new_page):
    page = new_page()
    # Until they are there the page asks for them.
    expect(page.locator(".gw-starter")).to_have_count(5, timeout=60_000)
    answer = ask(page, QUESTION)
    expect(answer.locator(".gw-quotes")).to_contain_text(SENTENCE)
    chip = answer.locator(".gw-quotes p", has_text="rejected the allegations").locator("a.gw-cite")
    expect(page.locator("mark.gw-mark.gw-active")).to_be_attached()  # a wide page opens the first by itself
    scroll_away(page)
    requests: list[str] = []
    page.on("request", lambda sent: requests.append(sent.url))
    chip.click()
    expect(page.locator("mark.gw-active")).to_have_text(SENTENCE)
    expect(page.locator("mark.gw-active")).to_be_focused()
    assert in_view(page, "mark.gw-active", "#gw-article .gw-scroll")
    assert requests == []
    page.keyboard.press("Escape")
    expect(chip).to_be_focused()


def test_a_starter_question_is_one_click(new_page):
    page = new_page()
    expect(page.locator(".gw-starter")).to_have_count(5, timeout=60_000)
    page.locator(".gw-starter", has_text="Who rejected the allegations?").click()
    expect(page.locator(".gw-question")).to_have_text("Who rejected the allegations?")
    expect(page.locator(".gw-answer")).to_contain_text(SENTENCE, timeout=60_000)
    expect(page.locator(".gw-starter").first).to_be_hidden()


def tab_to(page: Page, wanted, key: str = "Tab") -> None:
    """Press Tab until an element has the focus, as somebody without a mouse does."""
    for _ in range(120):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{wanted} cannot be reached with {key}")


def press(page: Page, wanted, key: str = "Tab") -> None:
    tab_to(page, wanted, key)
    page.keyboard.press("Enter")


def typed(page: Page, question: str, answers: int):
    """Type into the question box, which has the focus or is reached with Tab, and send."""
    tab_to(page, page.locator("#gw-question textarea"))
    page.keyboard.press("Control+A")
    page.keyboard.type(question)
    page.keyboard.press("Enter")
    expect(page.locator(".gw-answer")).to_have_count(answers, timeout=60_000)
    return page.locator(".gw-answer").nth(answers - 1)


def test_the_whole_story_of_a_new_user_needs_no_mouse(new_page, assistant):
    page = new_page()
    expect(page.locator(".gw-starter")).to_have_count(5, timeout=120_000)
    press(page, page.locator(".gw-starter", has_text="Who rejected the allegations?"))
    expect(page.locator(".gw-answer")).to_have_count(1, timeout=60_000)
    expect(page.locator("#gw-question textarea")).to_be_focused()
    chips = page.locator(".gw-answer .gw-quotes a.gw-cite")
    tab_to(page, chips.first, "Shift+Tab")
    expect(page.locator("#gw-card")).to_contain_text("26 September 2011")
    page.keyboard.press("Enter")
    expect(page.locator("mark.gw-active")).to_be_focused()
    expect(page.locator("#gw-card")).to_be_hidden()
    assert in_view(page, "mark.gw-active", "#gw-article .gw-scroll")
    page.keyboard.press("Escape")
    expect(chips.first).to_be_focused()

    typed(page, "What did Mike Mullen call the Haqqani network?", 2)
    typed(page, "what did he accuse Pakistan of?", 3)
    press(page, page.get_by_role("button", name="Edit the question"), "Shift+Tab")
    expect(page.locator("#gw-question textarea")).to_have_value("what did Mike Mullen accuse Pakistan of?")
    typed(page, "what did Mike Mullen accuse China of?", 4)
    expect(page.locator(".gw-understood")).to_have_count(1)

    press(page, page.get_by_role("tab", name="Library"))
    with page.expect_file_chooser() as chooser:
        press(page, page.get_by_role("button", name="Add articles"))
    chooser.value.set_files([{"name": "otters.txt", "mimeType": "text/plain", "buffer": OTTERS.encode()}])
    entry = page.locator(".gw-shelf > .gw-list .gw-entry", has_text="otters.txt")
    expect(entry).to_be_visible(timeout=60_000)
    press(page, page.get_by_role("tab", name="Ask"))
    answer = typed(page, "How many otters did the warden count?", 5)
    expect(answer).to_contain_text("The warden counted eleven otters.")

    press(page, page.get_by_role("tab", name="Library"))
    press(page, entry.get_by_role("button", name="Remove Otters"))
    press(page, entry.get_by_role("button", name="Remove it"), "Shift+Tab")
    expect(page.get_by_role("button", name="Undo removing Otters")).to_be_focused()
    assert [one.name for one in assistant.documents()] == [Sample().name]
    page.keyboard.press("Enter")
    expect(entry).to_be_visible()

    page.reload()
    expect(page.locator(".gw-question")).to_have_count(5)
    press(page, page.get_by_role("tab", name="History"))
    markdown = page.locator("#gw-history .gw-entry", has_text="Who rejected").first.get_by_role(
        "button", name="Markdown"
    )
    expect(markdown).to_be_visible()
    with page.expect_download() as download:
        press(page, markdown)
    assert SENTENCE in download.value.path().read_text("utf-8")
    assistant.remove("otters.txt")


def test_the_card_shows_the_words_around_a_citation(new_page):
    page = new_page()
    ask(page, QUESTION).locator(".gw-quotes a.gw-cite").first.hover()
    expect(page.locator("#gw-card")).to_be_visible()
    expect(page.locator("#gw-card")).to_contain_text("26 September 2011")
    page.keyboard.press("Escape")
    expect(page.locator("#gw-card")).to_be_hidden()
    page.set_viewport_size({"width": 1360, "height": 380})  # no room above the chip, nor below
    page.mouse.move(1300, 20)
    chip = page.locator(".gw-quotes a.gw-cite").first
    chip.hover()
    expect(page.locator("#gw-card")).to_be_visible()
    card, cited = page.locator("#gw-card").bounding_box(), chip.bounding_box()
    assert card is not None
    assert cited is not None
    assert card["y"] + card["height"] <= cited["y"] or cited["y"] + cited["height"] <= card["y"]
    page.set_viewport_size({"width": 1360, "height": 900})
    expect(page.locator("#gw-card")).to_be_hidden()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_stays_text(new_page, payload):
    page = new_page()
    ask(page, payload)
    expect(page.locator(".gw-question")).to_have_text(payload)
    assert page.locator("#gw-chat img, #gw-chat script, #gw-chat .katex").count() == 0


def test_two_quick_questions_are_both_answered(new_page):
    page = new_page()
    questions = [QUESTION, "who is the chairman of the Senate committee?"]
    box = page.locator("#gw-question textarea")
    for question in questions:
        box.fill(question)
        box.press("Enter")
    expect(page.locator(".gw-answer")).to_have_count(2, timeout=60_000)
    expect(page.locator(".gw-question")).to_have_text(
        [QUESTION, "who is the chairman of the Senate committee?"]
    )


def test_a_follow_up_is_understood_and_its_question_can_be_edited(new_page):
    page = new_page()
    ask(page, "What did Mike Mullen call the Haqqani network?")
    expect(page.locator(".gw-understood")).to_have_count(0)
    ask(page, "what did he accuse Pakistan of?")
    understood = page.locator(".gw-understood")
    expect(understood).to_contain_text("Understood as: what did Mike Mullen accuse Pakistan of?")
    page.get_by_role("button", name="Edit the question").click()
    box = page.locator("#gw-question textarea")
    expect(box).to_be_focused()
    expect(box).to_have_value("what did Mike Mullen accuse Pakistan of?")
    box.fill("what did he accuse China of?")
    box.press("Enter")
    expect(page.locator(".gw-answer")).to_have_count(3)
    expect(page.locator(".gw-question").last).to_have_text("what did he accuse China of?")
    expect(page.locator(".gw-understood")).to_have_count(1)  # what was edited is asked as it stands
    ask(page, "and when did he?")
    expect(page.locator(".gw-answer")).to_have_count(4)


def test_a_blank_question_gets_a_sentence(new_page):
    page = new_page()
    page.locator("#gw-question textarea").fill("   ")
    status = page.locator("#gw-status textarea")
    page.locator("#gw-ask").click()
    expect(status).to_have_value("Type a question first.")
    page.wait_for_timeout(500)  # what watches the conversation has its say, too
    expect(status).to_have_value("Type a question first.")
    assert page.locator(".gw-question").count() == 0
    ask(page, QUESTION)
    expect(status).to_have_value("")


def test_a_conversation_outlasts_a_reload_and_is_nobody_elses(new_page):
    page = new_page()
    ask(page, QUESTION)
    page.reload()
    expect(page.locator(".gw-question")).to_have_text(QUESTION)
    expect(page.locator(".gw-answer")).to_contain_text(SENTENCE)
    other = new_page()
    expect(other.locator("#gw-empty .gw-short")).to_be_visible()
    assert other.locator(".gw-question").count() == 0


def test_an_address_opens_the_article_at_its_mark(new_page, assistant):
    document = next(one for one in assistant.documents() if one.name == Sample().name)
    start = assistant.document(document.document_id).text.index(SENTENCE)
    whole = f"?document={document.document_id}&version={document.version}"
    page = new_page(f"{whole}&start={start}&end={start + len(SENTENCE)}")
    expect(page.locator("mark.gw-active")).to_have_text(SENTENCE)
    assert in_view(page, "mark.gw-active", "#gw-article .gw-scroll")
    page = new_page(f"{whole}&start=5&end=99999999")
    expect(page.locator(".gw-notes")).to_contain_text("does not fit this article, so nothing is marked")
    assert page.locator("mark").count() == 0
    page.reload()
    expect(page.locator(".gw-notes")).to_contain_text("does not fit this article, so nothing is marked")
    page = new_page(f"{whole}&start=<b>&end=4")
    expect(page.locator(".gw-notes")).to_contain_text("not made of two numbers")


@pytest.mark.parametrize("document", ["../../etc/passwd", "0000000000000000", "<script>alert(1)</script>"])
def test_an_address_of_nothing_says_so(new_page, document):
    page = new_page(f"?document={document}")
    expect(page.locator(".gw-notes p")).to_have_text(re.compile(r"\.$"))
    assert page.locator("#gw-article script").count() == 0


def test_add_ask_remove_and_undo(new_page, assistant):
    page = new_page()
    page.get_by_role("tab", name="Library").click()
    file = {"name": "otters.txt", "mimeType": "text/plain", "buffer": OTTERS.encode()}
    page.set_input_files("#gw-library input[type=file]", files=[file])
    entry = page.locator(".gw-shelf > .gw-list .gw-entry", has_text="otters.txt")
    expect(entry).to_be_visible(timeout=60_000)
    page.get_by_role("tab", name="Ask").click()
    answer = ask(page, "How many otters did the warden count?")
    expect(answer).to_contain_text("The warden counted eleven otters.")
    chip = answer.locator("a.gw-cite").first
    chip.click()
    expect(page.locator("mark.gw-active")).to_be_visible()
    page.get_by_role("tab", name="Library").click()
    entry.get_by_role("button", name="Remove Otters").click()
    entry.get_by_role("button", name="Remove it").click()
    expect(page.locator(".gw-news")).to_contain_text("was removed")
    page.get_by_role("tab", name="Ask").click()
    expect(page.locator(".gw-notes")).to_contain_text("This article was removed from the library")
    page.get_by_role("tab", name="Library").click()
    expect(page.locator(".gw-removed .gw-entry")).to_contain_text("otters.txt")
    page.get_by_role("button", name="Undo").click()
    expect(entry).to_be_visible()
    expect(entry.locator(".gw-confirm")).to_have_count(0)
    entry.get_by_role("button", name="Remove Otters").click()
    entry.get_by_role("button", name="Remove it").click()
    expect(page.locator(".gw-removed .gw-entry")).to_have_count(1)
    assert [one.name for one in assistant.documents()] == [Sample().name]


def test_an_answer_is_copied_with_its_citations(new_page, server):
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answer = ask(page, QUESTION)
    copied = copied_from(page, answer)
    assert copied.startswith(f"{QUESTION}\n\nPakistan’s government and army [1]\n\n")
    assert re.search(rf"{re.escape(SENTENCE)} \[\d\]", copied)
    assert "[1] Pakistan seeks diplomatic support in row with U.S., Reuters, 26 September 2011: " in copied
    assert f"{server.address}/?document=" in copied
    copied = copied_from(page, ask(page, "who is mentioned?"))
    assert copied.startswith("who is mentioned?\n")
    assert "\nMike Mullen [2]\n" in copied
    ask(page, "who is Mullen?")
    answer = ask(page, "what did he accuse Pakistan of?")
    assert copied_from(page, answer).startswith(answer.locator(".gw-whole").inner_text())


def test_what_sources_differ_in_is_told_once_and_copied(new_page, assistant):
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    added = []
    try:
        for agency, hurt in (("Northern Press", "Nine"), ("Coast News", "Fourteen")):
            text = (
                f"ORLAND ({agency}) – {hurt} people were hurt in a fire at the Orland paper mill on Monday."
            )
            added.append(assistant.add_text(f"Fire at the mill, {agency}", text).document_id)
        answer = ask(page, "How many people were hurt in the fire at the Orland paper mill?")
        expect(answer.locator(".gw-headline")).to_have_text("The sources differ.")
        expect(answer.locator(".gw-differ")).to_have_text("[1] and [2] give different numbers.")
        copied = copied_from(page, answer)
        assert "[2]\n\nThe sources differ.\n[1] and [2] give different numbers.\n\n[1] Fire" in copied
    finally:
        for one in added:
            assistant.purge(one)


def copied_from(page: Page, answer) -> str:
    answer.get_by_role("button", name="Copy with citations").click()
    expect(answer.get_by_role("button", name="Copied")).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_document_is_text_wherever_it_is_shown(new_page, assistant):
    page = new_page()
    page.get_by_role("tab", name="Library").click()
    title = "Storm <img src=x onerror=alert(1)> ${alert(1)} {{7*7}} hits the coast"
    sentence = "The <b>storm</b> [x](javascript:alert(1)) &amp; ${alert(1)} felled ninety oaks."
    text = f"{title}\n\nLONDON (Reuters) - {sentence}\n\n![](https://example.com/x.png)\n"
    file = {"name": "storm.txt", "mimeType": "text/plain", "buffer": text.encode()}
    page.set_input_files("#gw-library input[type=file]", files=[file])
    entry = page.locator(".gw-entry", has_text="hits the coast")
    expect(entry.locator(".gw-entry-title")).to_have_text(title, timeout=60_000)
    try:
        page.get_by_role("tab", name="Ask").click()
        answer = ask(page, "How many oaks did the storm fell?")
        expect(answer).to_contain_text(sentence)
        answer.locator("a.gw-cite").first.hover()
        expect(page.locator("#gw-card")).to_contain_text("felled ninety oaks")
        answer.locator("a.gw-cite").first.click()
        expect(page.locator("mark.gw-active")).to_be_visible()
        expect(page.locator(".gw-body")).to_contain_text("![](https://example.com/x.png)")
        assert page.locator("#gw-app img, #gw-app [href^=javascript]").count() == 0
        assert page.locator(".gw-body b").count() == 0
    finally:
        (storm,) = [one for one in assistant.documents() if one.name == "storm.txt"]
        assistant.remove(storm.document_id)


def test_a_phone_shows_the_article_as_a_sheet(new_page):
    page = new_page(width=390, height=844)
    ask(page, QUESTION)
    answer = ask(page, "What did Mullen accuse Pakistan of?")
    expect(page.locator("#gw-right")).to_be_hidden()
    chip = answer.locator(".gw-quotes a.gw-cite").first
    chip.click()
    expect(page.locator("#gw-right")).to_be_visible()
    expect(page.locator("mark.gw-active")).to_be_visible()
    expect(page.locator("mark.gw-active")).to_be_focused()
    assert in_view(page, "mark.gw-active", "#gw-article .gw-scroll")
    tapped, sheet = chip.bounding_box(), page.locator("#gw-right").bounding_box()
    assert tapped is not None
    assert sheet is not None
    assert 52 <= tapped["y"] <= tapped["y"] + tapped["height"] <= sheet["y"]
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#gw-right")).to_be_hidden()
    ask(page, "who is mentioned?").locator("a.gw-cite").last.click()
    expect(page.locator(".gw-place")).to_have_text(re.compile(r"Citation \d\d of \d\d"))
    close = page.get_by_role("button", name="Close").bounding_box()
    assert close is not None
    assert close["x"] + close["width"] <= 390 - 8


@pytest.mark.parametrize("width", [800, 390])
def test_escape_closes_what_slid_in_on_a_click(new_page, width):
    page = new_page(width=width, height=900, calm=False)
    chip = ask(page, QUESTION).locator("a.gw-cite").last
    chip.click()
    expect(page.locator("mark.gw-active")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#gw-right")).to_be_hidden()
    expect(chip).to_be_focused()


def test_the_conversation_is_scrolled_with_the_keyboard(new_page):
    page = new_page()
    ask(page, QUESTION)
    page.get_by_role("tab", name="History").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("log", name="Conversation")).to_be_focused()


def test_a_finger_need_not_hit_the_letters_of_a_button_on_a_phone(new_page):
    page = new_page(width=390, height=844)
    copy = ask(page, QUESTION).locator(".gw-copy")
    copy.scroll_into_view_if_needed()
    hit = copy.evaluate(
        """button => {
            const { left, width, top, height } = button.getBoundingClientRect();
            const half = 21, middle = top + height / 2, across = left + width / 2;
            return [middle - half, middle + half].map((y) => document.elementFromPoint(across, y) === button);
        }"""
    )
    assert hit == [True, True]


def test_light_and_dark_are_remembered(new_page):
    page = new_page()
    dark = page.evaluate("document.body.classList.contains('dark')")
    page.locator("#gw-theme").click()
    page.reload()
    page.wait_for_selector("#gw-empty .gw-short", state="attached")
    assert page.evaluate("document.body.classList.contains('dark')") is not dark


class Slow:
    """The assistant, slow to load and failing on one question."""

    def __init__(self, assistant: Assistant, gate) -> None:
        self._assistant, self._gate = assistant, gate
        self._tries = itertools.count()

    def __getattr__(self, name):
        return getattr(self._assistant, name)

    def serving(self, address):
        pass

    def warm(self):
        self._gate.wait(60)

    def steps(self, question, **scope):
        if "fail" in question and not next(self._tries):
            raise RuntimeError("the secret of a traceback")
        return self._assistant.steps(question, **scope)


@pytest.fixture
def slow(assistant, browser):
    gate = threading.Event()
    with Server(cast(Assistant, Slow(assistant, gate)), port=0) as running:
        page = browser.new_page()
        page.goto(running.address)
        yield page, gate
        gate.set()
        page.close()


def test_the_page_is_there_before_the_models_and_an_error_can_be_asked_again(slow):
    page, gate = slow
    expect(page.locator("#gw-status textarea")).to_have_value("Loading the search model…")
    expect(page.locator("#gw-empty .gw-short")).to_be_visible()
    page.locator("#gw-question textarea").fill("who denied the allegations? fail")
    page.locator("#gw-question textarea").press("Enter")
    expect(page.locator(".gw-stage")).to_have_text("Loading the search model…")
    gate.set()
    expect(page.locator(".gw-bad")).to_contain_text("That question could not be answered.", timeout=30_000)
    expect(page.locator("#gw-status textarea")).to_have_value("")
    assert "secret" not in page.locator("#gw-app").inner_text()
    page.locator(".gw-again").click()
    expect(page.locator(".gw-answer")).to_have_count(2, timeout=60_000)
    expect(page.locator(".gw-question").last).to_have_text("who denied the allegations? fail")


def test_a_busy_port_is_said_in_a_sentence(assistant, server):
    port = int(server.address.rsplit(":", 1)[1])
    with pytest.raises(UserError, match=f"127.0.0.1:{port}.*another port"):
        Server(assistant, port=port)
