"""Search without a question: every passage that mentions the words, marked; each opens its article there."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from index import EmbeddingConfig, Sample
from rag import Assistant, Config
from ui.web import Server
from ui.web.search import PAGE, find_mentions

OTTERS = "\n\n".join(f"Otter number {number} was seen near the old mill by a warden of the river. " * 6
                     for number in range(1, 12))  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory, tiny_model):
    embedding = EmbeddingConfig(model=tiny_model, threads=1)
    settings = Config(library=tmp_path_factory.mktemp("library"), embedding=embedding)
    with Assistant.open(settings) as opened:
        opened.add(Sample())
        opened.add_text("Otters everywhere", OTTERS, "2020-02-03")
        yield opened


@pytest.fixture(scope="module")
def server(assistant):
    with Server(assistant, port=0) as running:
        yield running


def test_the_pieces_are_the_passage_and_its_marks_are_the_words(assistant):
    reply = find_mentions(assistant, {"words": 'ISI "spy agency"'})
    assert reply["total"] == len(reply["mentions"]) > 0
    for one in reply["mentions"]:
        text = assistant.document(one["document"], one["version"]).text
        assert "".join(piece["text"] for piece in one["pieces"]) == text[one["start"] : one["end"]]
        for mark in one["marks"]:
            assert text[mark["start"] : mark["end"]] == mark["quote"]
            assert mark["quote"] in ("ISI", "spy agency")
        marked = {piece["mark"] for piece in one["pieces"]} - {None}
        assert marked == set(range(len(one["marks"])))


@pytest.mark.browser
def test_every_passage_that_mentions_the_words_is_shown_and_opens_at_its_place(browser, server, assistant):
    page = browser.new_page(viewport={"width": 1360, "height": 900}, reduced_motion="reduce")
    page.goto(server.address)
    page.get_by_role("tab", name="Search").click()
    field, found = page.get_by_label("Words to look for"), page.locator(".gw-found li")
    field.fill("OTTERS mill")
    field.press("Enter")
    total = find_mentions(assistant, {"words": "otters mill"})["total"]
    assert total > PAGE
    told = f"{total} passages mention it, the newest article first."
    expect(page.locator(".gw-told")).to_have_text(told, timeout=30_000)
    expect(found).to_have_count(PAGE)
    page.get_by_role("button", name="Show more").click()
    expect(found).to_have_count(total)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    expect(found.first).to_contain_text("Otters everywhere")
    expect(found.first).to_contain_text("3 February 2020")
    field.fill("Saifullah")
    field.press("Enter")
    expect(found.first.locator("mark").first).to_have_text("Saifullah")
    found.first.locator("a").click()
    expect(page.locator("mark.gw-active")).to_have_text("Saifullah")
    expect(page.locator("mark.gw-active")).to_be_focused()
    expect(page.locator(".gw-place")).to_contain_text("Mention 1 of")
    page.keyboard.press("Escape")
    expect(found.first).to_be_visible()
    field.fill("a zebra")
    field.press("Enter")
    expect(page.locator(".gw-told")).to_have_text("No passage mentions a zebra.")
    field.fill("?!")
    field.press("Enter")
    expect(page.locator(".gw-told")).to_contain_text("There is no word to look for")
    page.close()
