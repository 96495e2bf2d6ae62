"""The library's tab in Chromium: adding, asking what a taken name means, finding, correcting, removing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from index import Upload
from rag import Assistant, Config
from ui.web import Server

pytestmark = pytest.mark.browser

OTTERS = "Otters return to the Lea\n\nLONDON (Reuters) - The warden counted eleven otters.\n"
BRIDGE = "The bridge closed on Monday.\n"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory, tiny_model):
    folder = tmp_path_factory.mktemp("library")
    with Assistant.open(Config(library=folder, embedding={"model": tiny_model})) as opened:
        yield opened


@pytest.fixture(scope="module")
def server(assistant):
    with Server(assistant, port=0) as running:
        yield running


@pytest.fixture(autouse=True)
def begins_empty(assistant):
    for one in assistant.documents(include_removed=True):
        assistant.purge(one.document_id)


def text_file(name: str, text: str | bytes = OTTERS) -> dict[str, object]:
    data = text.encode() if isinstance(text, str) else text
    return {"name": name, "mimeType": "text/plain", "buffer": data}


def library(page: Page) -> Page:
    page.get_by_role("tab", name="Library").click()
    expect(page.locator(".gw-shelf")).to_be_visible()
    return page


def choose(page: Page, *files) -> None:
    page.set_input_files("#gw-library input[type=file]", files=list(files))


def entries(page: Page):
    return page.locator(".gw-shelf > .gw-list .gw-entry")


def test_a_hundred_files_of_which_three_are_bad(new_page, assistant):
    page = library(new_page())
    good = [text_file(f"article {number}.txt", f"Article {number}\n\n{BRIDGE}") for number in range(97)]
    bad = [text_file("empty.txt", ""), text_file("noise.txt", bytes(range(256)) * 9), text_file("page.pdf")]
    choose(page, *good[:50], *bad, *good[50:])
    expect(page.locator(".gw-summary")).to_have_text(
        "97 are in the library. 3 could not be added.", timeout=120_000
    )
    expect(page.locator(".gw-files .gw-done")).to_have_count(97)
    expect(page.locator(".gw-files .gw-failed")).to_have_count(3)
    failed = " ".join(page.locator(".gw-files .gw-failed").all_inner_texts())
    assert "“empty.txt” is empty." in failed
    assert "“page.pdf” is not a text file (.txt, .text); it was not read." in failed
    assert failed.count("noise.txt") == 1
    expect(page.locator(".gw-files .gw-failed").first).to_be_in_viewport()
    assert page.locator(".gw-files").evaluate("list => list.scrollTop") == 0
    assert len(assistant.documents()) == 97
    expect(page.locator(".gw-count")).to_have_text("97 articles")
    choose(page, *[text_file(f"{number}.txt") for number in range(201)])
    expect(page.locator(".gw-news .gw-wrong")).to_contain_text("at most 200 can be added at once")
    assert len(assistant.documents()) == 97


def test_a_dropped_file_is_added_and_an_empty_library_says_how(new_page, assistant):
    page = new_page()
    expect(page.locator("#gw-empty")).to_contain_text("Add an article.")
    page.get_by_role("button", name="Add an article").click()
    expect(page.get_by_role("button", name="Add articles")).to_be_focused()
    page.get_by_role("tab", name="Ask").click()
    drop = """([name, text]) => {
        const carried = new DataTransfer();
        carried.items.add(new File([text], name, {type: "text/plain"}));
        const target = document.querySelector("#gw-empty");
        for (const kind of ["dragover", "drop"]) target.dispatchEvent(
            new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true}));
    }"""
    page.evaluate(drop, ["dropped.txt", OTTERS])
    expect(entries(page)).to_contain_text("dropped.txt", timeout=60_000)
    expect(page.locator(".gw-veil")).to_be_hidden()
    page.get_by_role("tab", name="Ask").click()
    expect(page.locator("#gw-empty")).to_contain_text("Ask the articles.")


def test_a_taken_name_asks_what_the_file_is(new_page, assistant):
    (first,) = assistant.add(Upload("otters.txt", OTTERS.encode()))
    assistant.add(Upload("bridge.txt", BRIDGE.encode()))
    page = library(new_page())
    choose(page, text_file("otters.txt", f"{OTTERS}\nThey swim.\n"), text_file("otters.txt", OTTERS))
    asked = page.locator(".gw-files .gw-asking")
    expect(asked).to_contain_text("An article named “otters.txt” is in the library, with other words")
    expect(page.locator(".gw-files .gw-done")).to_contain_text("there already")  # the same words ask nothing
    assert [one.version for one in assistant.documents() if one.name == "otters.txt"] == [first.version]
    asked.get_by_role("button", name="It is a new version").click()
    expect(page.locator(".gw-summary")).to_be_focused()
    expect(entries(page).filter(has_text="2 versions")).to_be_visible(timeout=30_000)
    choose(page, text_file("otters.txt", "Other otters swim.\n"), text_file("bridge.txt", "It opened.\n"))
    expect(asked).to_have_count(2)
    page.get_by_role("button", name="Other articles").click()
    expect(entries(page)).to_have_count(4, timeout=30_000)
    names = {"otters.txt", "otters (2).txt", "bridge.txt", "bridge (2).txt"}
    assert {one.name for one in assistant.documents()} == names


def test_pasted_text_is_kept_until_it_is_in_the_library(new_page, assistant):
    page = library(new_page())
    page.get_by_role("button", name="Paste text").click()
    form = page.get_by_role("form", name="Paste an article")
    expect(form.get_by_label("Title")).to_be_focused()
    form.get_by_label("Title").fill("A <b>bridge</b>")
    form.get_by_role("button", name="Add this text").click()
    expect(form.locator(".gw-said")).to_have_text("There is no text to add; paste it below the title.")
    form.get_by_label("Text").fill(BRIDGE)
    form.get_by_label("Published").fill("2024-05-06")
    page.reload()
    library(page)
    expect(form.get_by_label("Text")).to_have_value(BRIDGE)
    form.get_by_role("button", name="Add this text").click()
    expect(entries(page)).to_contain_text("6 May 2024", timeout=30_000)
    expect(form).to_be_hidden()
    (one,) = assistant.documents()
    assert (one.title, one.published) == ("A <b>bridge</b>", "2024-05-06")


def test_search_sort_versions_and_correcting(new_page, assistant):
    assistant.add(
        Upload(
            "zebra.txt", "“All” zebras at large\n\nLONDON, May 3, 2021 (Reuters) - Two zebras ran.\n".encode()
        )
    )
    assistant.add(Upload("bridge.txt", BRIDGE.encode()), Upload("Café news.txt", b"It opened.\n"))
    assistant.add(Upload("bridge.txt", b"The bridge opened again.\n"))
    page = library(new_page())
    expect(entries(page)).to_have_count(3)
    expect(entries(page).first).to_contain_text("zebra.txt")  # “All” stands at its letter
    page.get_by_label("Sort by").select_option("added")
    expect(entries(page).last).to_contain_text("zebra.txt")
    page.get_by_label("Sort by").select_option("published")
    expect(entries(page).first).to_contain_text("zebra.txt")
    page.get_by_label("Search titles and names").fill("cafe NEWS")
    expect(page.locator(".gw-count")).to_have_text("1 of 3 articles")
    page.get_by_label("Search titles and names").fill("bridge")
    entries(page).get_by_role("button", name="Details").click()
    form = entries(page).locator("form")
    form.get_by_label("Title").fill("  ")
    form.get_by_role("button", name="Save").click()
    expect(form.locator(".gw-said")).to_have_text("An article needs a title; type one.")
    form.get_by_label("Title").fill("The bridge <i>opened</i>")
    form.get_by_label("Published").fill("2022-01-02")
    form.get_by_role("button", name="Save").click()
    expect(entries(page)).to_contain_text("2 January 2022")
    expect(form.get_by_role("button", name="Save")).to_be_focused()
    expect(entries(page).locator(".gw-entry-title")).to_have_text("The bridge <i>opened</i>")
    form.get_by_label("Published").fill("")
    form.get_by_role("button", name="Save").click()
    expect(entries(page)).to_contain_text("no date")
    entries(page).get_by_role("button", name="an earlier one").click()
    expect(page.locator(".gw-body")).to_contain_text("The bridge closed on Monday.")
    expect(page.locator(".gw-notes")).to_contain_text("This is an earlier version")


def test_remove_undo_restore_and_purge(new_page, assistant):
    assistant.add(Upload("otters.txt", OTTERS.encode()), Upload("bridge.txt", BRIDGE.encode()))
    page = library(new_page())
    otters = entries(page).filter(has_text="otters.txt")
    otters.get_by_role("button", name="Remove Otters").press("Enter")
    expect(otters.get_by_role("button", name="Keep it")).to_be_focused()
    page.keyboard.press("Escape")
    expect(otters.get_by_role("button", name="Remove Otters")).to_be_focused()
    for name in ("Otters", "bridge"):
        page.get_by_role("button", name=f"Remove {name}").click()
        page.get_by_role("button", name="Remove it").click()
        expect(page.get_by_role("button", name=f"Undo removing {name}")).to_be_focused()
    assert assistant.documents() == ()
    page.get_by_role("button", name="Undo removing Otters").click()
    expect(otters).to_be_visible()
    page.get_by_text("Removed articles (1)").click()
    page.locator(".gw-removed").get_by_role("button", name="Restore").click()
    undo = page.get_by_role("button", name="Undo removing bridge")
    expect(undo).to_have_count(0)  # there is nothing to undo
    entries(page).filter(has_text="bridge.txt").get_by_role("button", name="Remove bridge").click()
    (bridge,) = (one.document_id for one in assistant.documents() if one.name == "bridge.txt")
    assistant.remove(bridge)  # in another window
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator(".gw-news .gw-wrong")).to_have_text("The document “bridge.txt” is removed already.")
    expect(page.locator(".gw-news .gw-wrong")).to_be_in_viewport()
    expect(entries(page)).to_have_count(1)
    page.reload()
    library(page)
    expect(page.locator(".gw-news button")).to_have_count(0)
    page.get_by_text("Removed articles (1)").click()
    gone = page.locator(".gw-removed .gw-entry")
    gone.get_by_role("button", name="Restore").click()
    expect(entries(page)).to_have_count(2)
    entries(page).filter(has_text="bridge.txt").get_by_role("button", name="Remove bridge").click()
    page.get_by_role("button", name="Remove it").click()
    expect(gone).to_have_count(1)
    gone.get_by_role("button", name="Purge").click()
    expect(gone).to_contain_text("for good: it can’t be restored")
    gone.get_by_role("button", name="Purge it for good").click()
    expect(page.locator(".gw-removed")).to_be_hidden()
    expect(page.locator(".gw-news")).to_contain_text("its words are gone")
    assert [one.name for one in assistant.documents(include_removed=True)] == ["otters.txt"]


def test_a_question_is_asked_of_what_was_chosen(new_page, assistant):
    assistant.add(Upload("otters.txt", OTTERS.encode()), Upload("bridge.txt", BRIDGE.encode()))
    assistant.add(
        Upload("zebra.txt", b"Zebras at large\n\nLONDON, May 3, 2021 (Reuters) - Two zebras ran.\n")
    )
    page = new_page()
    opener = page.locator(".gw-scope-opener")
    expect(opener).to_have_text("Asking all 3 articles")
    opener.press("Enter")
    expect(page.get_by_role("dialog", name="What to ask").get_by_role("checkbox").first).to_be_focused()
    page.get_by_label("Otters").check()
    page.get_by_label("Zebras").check()
    expect(opener).to_have_text("Asking 2 of 3 articles")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    page.locator("#gw-question textarea").fill("How many otters did the warden count?")
    page.locator("#gw-question textarea").press("Enter")
    expect(page.locator(".gw-confidence").last).to_contain_text("searched 2 of 3 articles")
    opener.click()
    page.get_by_label("Published from").fill("2021-05-01")
    page.get_by_label("to", exact=True).fill("2021-05-31")
    expect(opener).to_have_text("Asking 1 of 3 articles, by date")
    page.reload()
    expect(opener).to_have_text("Asking 1 of 3 articles, by date")
    page.locator("#gw-question textarea").fill("How many zebras ran?")
    page.locator("#gw-question textarea").press("Enter")
    told = "searched 1 of 3 articles, published from 1 May 2021 to 31 May 2021"
    expect(page.locator(".gw-confidence").nth(1)).to_contain_text(told)
    page.get_by_role("button", name="Clear: ask all articles").click()
    expect(opener).to_have_text("Asking all 3 articles")
    library(page)
    entries(page).filter(has_text="bridge.txt").get_by_role("button", name="Details").click()
    page.get_by_role("button", name="Ask only this article").click()
    expect(opener).to_have_text("Asking 1 of 3 articles")
    (bridge,) = [one for one in assistant.documents() if one.name == "bridge.txt"]
    assistant.remove(bridge.document_id)  # elsewhere, by another program
    page.locator("#gw-question textarea").fill("What closed?")
    page.locator("#gw-question textarea").press("Enter")
    expect(page.locator(".gw-why").last).to_contain_text("cannot be asked any more; choose again")
    page.evaluate("window.dispatchEvent(new Event('focus'))")  # the library is read anew
    expect(opener).to_have_text("What was chosen was removed. Asking all 2 articles")
    opener.click()
    expect(opener).to_have_text("Asking all 2 articles")
