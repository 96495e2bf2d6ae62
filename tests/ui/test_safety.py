"""What the page is sent is text and nothing else, through each door; and it talks to nobody else."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import network_guard
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from index import EmbeddingConfig, Sample, Upload
from rag import Answer, Assistant, Citation, Config, SingleAnswer
from tests.ui.complaints import watch
from tests.ui.payloads import PAYLOADS, SURROGATE, UNPRINTABLE
from ui import render
from ui.web import Server
from ui.web.handlers import Handlers
from ui.web.readiness import Readiness
from ui.web.serving import sent
from ui.web.tabs import TABS

EVERYTHING = " ".join(PAYLOADS.values())
SENTENCE = "The warden counted eleven otters."
FUNCTIONS = tuple(function for tab in TABS for function in tab.serves)
FORBIDDEN = (
    "#gw-app :is(img, iframe, script, svg[onload], .katex, [href^='javascript:' i], [onerror], [onload])"
)
JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20),
        st.sampled_from([*PAYLOADS.values(), *UNPRINTABLE.values(), SURROGATE, "0" * 16, 2**70, -1]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["document", "version", "start", "end", "words", "offset"]), inner, max_size=5
        ),
    ),
    max_leaves=8,
)  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory, tiny_model):
    embedding = EmbeddingConfig(model=tiny_model, threads=1)
    library = tmp_path_factory.mktemp("library")
    with Assistant.open(Config(library=library, embedding=embedding, abstain_below=0.0)) as opened:
        opened.add(Sample())
        for name, payload in PAYLOADS.items():
            title = f"Otters {name} {payload}"
            opened.add_text(title, f"{title}\n\nLONDON (Reuters) - {payload}\n\n{SENTENCE} {payload}\n")
        opened.add(Upload(f"<img src=x onerror=alert(1)> {'../' * 3}passwd.txt", SENTENCE.encode()))
        yield opened


@pytest.fixture(scope="module")
def server(assistant):
    with Server(assistant, port=0) as running:
        yield running


@pytest.fixture(scope="module")
def page(browser, server):
    """A page that may not complain, open a dialog, or ask another host, until the last test is done."""
    problems: list[str] = []
    context = browser.new_context(viewport={"width": 1360, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    watch(page, problems)
    ours = (server.address, "data:", "blob:")
    page.on("request", lambda sent: None if sent.url.startswith(ours) else problems.append(sent.url))
    page.goto(server.address)
    page.wait_for_selector("#gw-empty .gw-short", state="attached")
    yield page
    context.close()
    assert problems == []


def as_shown(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.browser
@pytest.mark.parametrize("name", [*PAYLOADS, *UNPRINTABLE])
def test_a_question_is_text(page: Page, name: str):
    payload = (PAYLOADS | UNPRINTABLE)[name]
    asked = page.locator(".gw-question")
    before = asked.count()
    page.locator("#gw-question textarea").fill(f"How many otters? {payload}")
    page.locator("#gw-ask").click()
    expect(asked).to_have_count(before + 1)
    if name in PAYLOADS:
        expect(asked.last).to_have_text(as_shown(f"How many otters? {payload}"))
    expect(page.locator(".gw-answer")).to_have_count(before + 1, timeout=60_000)
    assert page.locator(FORBIDDEN).count() == 0


@pytest.mark.browser
def test_a_document_is_text_in_the_article_its_list_and_the_search(page: Page, assistant):
    page.get_by_role("tab", name="Search").click()
    page.locator("#gw-words").fill("otters eleven")
    page.locator("#gw-words").press("Enter")
    found = page.locator(".gw-found li")
    expect(found).to_have_count(len(PAYLOADS) + 1, timeout=30_000)
    shown = as_shown(page.locator(".gw-found").inner_text())
    assert all(as_shown(payload) in shown for payload in PAYLOADS.values())
    for place in range(len(PAYLOADS)):
        found.nth(place).locator("a").click()
        expect(page.locator("mark.gw-active")).to_be_visible()
        assert page.locator(FORBIDDEN).count() == 0
        page.get_by_role("tab", name="Search").click()
    page.get_by_role("tab", name="Library").click()
    expect(page.locator("#gw-library")).to_contain_text("passwd.txt")
    expect(page.locator("#gw-library")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator(FORBIDDEN).count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("name", [*PAYLOADS, *UNPRINTABLE])
def test_words_looked_for_are_text(page: Page, name: str):
    page.get_by_role("tab", name="Search").click()
    page.locator("#gw-words").fill(f"zebra {(PAYLOADS | UNPRINTABLE)[name]}")
    page.locator("#gw-words").press("Enter")
    expect(page.locator(".gw-told")).to_contain_text("No passage mentions zebra")
    assert page.locator(FORBIDDEN).count() == 0


@pytest.mark.browser
def test_an_address_is_text(browser, server):
    page = browser.new_page()
    problems: list[str] = []
    watch(page, problems)
    parameters = {
        "document": EVERYTHING,
        "version": EVERYTHING,
        "start": EVERYTHING,
        "end": "1",
        "__theme": "x",
    }
    page.goto(str(httpx.URL(server.address, params=parameters)))
    expect(page.locator(".gw-notes p")).to_have_text(re.compile(r"names no article of this library.*\.$"))
    assert page.locator(FORBIDDEN).count() == 0
    assert problems == []
    page.close()


@pytest.mark.parametrize("name", [*PAYLOADS, *UNPRINTABLE])
def test_every_part_of_an_answer_is_escaped(name: str):
    payload = (PAYLOADS | UNPRINTABLE)[name]
    citation = Citation(1, "0" * 16, "1" * 16, "upload:x", payload, None, payload, 0, len(payload), payload)
    single = SingleAnswer(payload, payload, (citation,), 0.9)
    given = Answer(payload, payload, payload, (single,), (citation,), 0.9, abstained=False, notice=payload)
    refused = Answer(payload, payload, None, (), (), 0.1, abstained=True, nearest=citation, reason=payload)
    for html in (
        render.answer(given),
        render.answer(refused),
        render.question(payload),
        render.failure(payload),
    ):
        assert not re.search(r"<(?!/?(?:div|p|b|a|cite|span|blockquote|button|h2|section)\b)", html)
        assert "\n" not in html
        assert not re.search(r"<[^>]*\son\w+=[^>]*>", re.sub(r'"[^"]*"', '""', html))


def test_half_a_surrogate_pair_does_not_end_a_conversation(assistant):
    handlers = Handlers(assistant, Readiness())
    try:
        messages, _ = handlers.ask(SURROGATE, "a-key-of-this-test")
        assert "\ufffd" in messages[0]["content"]
        messages[0]["content"].encode("utf-8")
    finally:
        handlers.close()


@given(JSON, JSON)
@settings(max_examples=150)
def test_whatever_is_asked_of_the_page_it_gets_a_reply(assistant, request_, key):
    before = assistant.documents()
    for function in FUNCTIONS:
        reply: Any = function(assistant, request_)
        assert isinstance(reply, dict)
        if "error" in reply:
            assert reply["error"].endswith(".")
            reply["error"].encode("utf-8")
    handlers = Handlers(assistant, Readiness())
    try:
        handlers.stop(request_, key)
        if not isinstance(request_, str):
            assert handlers.ask(request_, key) == ([], "Type a question first.")
    finally:
        handlers.close()
    assert assistant.documents() == before


@given(st.one_of(JSON, JSON.map(json.dumps), st.just("[" * 100_000)))
def test_whatever_a_script_sends_is_read_as_fields(told):
    fields = sent(told)
    assert isinstance(fields, dict)
    assert not fields or fields == json.loads(told)


@pytest.mark.browser
def test_any_json_over_http_gets_a_sentence_and_files_are_not_served(page: Page, server):
    parts = httpx.get(f"{server.address}/config", timeout=60).json()
    (component,) = [one["id"] for one in parts["components"] if one["props"].get("elem_id") == "gw-article"]
    call = f"{server.address}/gradio_api/component_server"
    sent: list[Any] = [None, [], "x", {"document": "../../etc/passwd"}, {"document": "0" * 16, "start": -1}]
    for data in sent:
        body = {"session_hash": "s", "component_id": component, "fn_name": "read_article", "data": data}
        reply = httpx.post(call, json=body, timeout=60).json()
        assert reply["error"].endswith(".")
    for path in ("/etc/passwd", "../../../../etc/passwd", __file__):
        assert httpx.get(f"{server.address}/gradio_api/file={path}", timeout=60).status_code in (403, 404)
    assert network_guard.attempts == []  # all the while the server looked up and reached no other host


@pytest.mark.browser
def test_two_browsers_do_not_see_each_others_conversation(browser, page: Page, server):
    other = browser.new_page()
    other.goto(server.address)
    expect(other.locator("#gw-empty .gw-short")).to_be_visible()
    assert other.locator(".gw-question").count() == 0
    other.close()
