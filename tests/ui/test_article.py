"""The server's functions behind the page: any caller can post any JSON to them."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Sample, Upload
from rag import Assistant, Config
from ui.dates import long_date
from ui.web.article import read_article
from ui.web.library import list_library, remove_document, restore_document

OTTERS = """Otters return to the Lea

LONDON (Reuters) - Otters have come back to the river 🦦 Lea.

“They are here,” said Jane Doe.\r\n\r\nRepeated. Repeated.
"""
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("library")
    with Assistant.open(Config(library=folder)) as opened:
        opened.add(Sample(), Upload("otters.txt", OTTERS.encode()))
        yield opened


def today():
    return long_date(datetime.now(UTC).date().isoformat())


def named(assistant, name):
    return next(one for one in assistant.documents() if one.name == name)


@pytest.fixture
def otters(assistant):
    return named(assistant, "otters.txt")


@pytest.fixture
def sample(assistant):
    return named(assistant, Sample().name)


def test_paragraphs_keep_honest_offsets(assistant, sample, otters):
    for document in (sample, otters):
        text = assistant.document(document.document_id).text
        reply = read_article(assistant, {"document": document.document_id})
        pieces = reply["paragraphs"]
        assert all(text[one["start"] : one["end"]] == one["text"] for one in pieces)
        shown = {place for one in pieces for place in range(one["start"], one["end"])}
        assert all(text[place].isspace() for place in set(range(len(text))) - shown)
        json.dumps(reply)


def test_a_title_is_shown_once_and_a_lead_with_a_date_is_no_small_print(assistant):
    text = (
        "Otters are back\n\nLONDON, May 3, 2012 (Reuters) - Otters are back.\n\nMay 4, 2012\n\nAll 3 swim.\n"
    )
    added = assistant.add_text("Otters are back", text, "2012-05-03")
    reply = read_article(assistant, {"document": added.document_id})
    assert [one["kind"] for one in reply["paragraphs"]][:2] == ["title", "text"]
    assert reply["titled"]
    assistant.amend(added.document_id, title="Other words")
    reply = read_article(assistant, {"document": added.document_id})
    assert not reply["titled"]
    assistant.remove(added.document_id)


def test_a_range_is_marked(assistant, otters):
    text = assistant.document(otters.document_id).text
    start = text.index("“They")
    reply = read_article(
        assistant,
        {"document": otters.document_id, "version": otters.version, "start": start, "end": start + 9},
    )
    assert reply["mark"] == {"start": start, "end": start + 9}
    assert reply["problem"] is None


@pytest.mark.parametrize(
    ("start", "end"),
    [(-1, 4), (4, 4), (5, 4), (0, 10**9), ("0", "4"), (True, 4), (0, None), (None, 4), (0.0, 4.0), ([], {})],
)
def test_a_range_that_does_not_fit_is_said_so_and_not_marked(assistant, otters, start, end):
    reply = read_article(assistant, {"document": otters.document_id, "start": start, "end": end})
    assert reply["mark"] is None
    assert reply["problem"].endswith("nothing is marked.")
    assert reply["paragraphs"]


@pytest.mark.parametrize(
    "document",
    [
        None,
        7,
        "",
        "../../etc/passwd",
        "0" * 16,
        "otters.txt",
        "A" * 16,
        "' OR 1=1",
        ["a"],
        {"a": 1},
        "\0" * 16,
    ],
)
@pytest.mark.parametrize("function", [read_article, remove_document, restore_document])
def test_an_unknown_document_gets_a_sentence(assistant, function, document):
    reply = function(assistant, {"document": document})
    assert set(reply) == {"error"}
    assert reply["error"].endswith(".")
    assert len(assistant.documents()) == 2


@pytest.mark.parametrize("version", ["", "zz", 3, "0" * 16, "../x", []])
def test_an_unknown_version_gets_a_sentence(assistant, otters, version):
    reply = read_article(assistant, {"document": otters.document_id, "version": version})
    assert set(reply) == {"error"}
    assert re.search(r"the Library lists (the articles|those it holds)\.$", reply["error"], re.IGNORECASE)
    assert otters.document_id not in reply["error"]


@given(JSON)
def test_any_json_gets_a_reply(assistant, request_of_any_kind):
    for function in (read_article, remove_document, restore_document):
        assert set(function(assistant, request_of_any_kind)) == {"error"}
    assert len(assistant.documents()) == 2


def test_furniture_and_title_are_told_apart(assistant, sample):
    reply = read_article(assistant, {"document": sample.document_id})
    text = assistant.document(sample.document_id).text
    furniture = [text[one["start"] : one["end"]] for one in reply["furniture"]]
    assert any("0 : 0" in words for words in furniture)
    titles = [one["text"] for one in reply["paragraphs"] if one["kind"] == "title"]
    assert titles == [sample.title]


def test_a_removed_article_can_still_be_read_and_says_so(assistant, sample):
    try:
        assert remove_document(assistant, {"document": sample.document_id})["title"] == sample.title
        listed = list_library(assistant, {})
        assert [one["name"] for one in listed["documents"]] == ["otters.txt"]
        note = read_article(assistant, {"document": sample.document_id, "version": sample.version})["note"]
        assert note.startswith("This article was removed from the library on ")
    finally:
        assert "restored" in restore_document(assistant, {"document": sample.document_id})
    assert read_article(assistant, {"document": sample.document_id})["note"] is None


def test_an_earlier_version_says_so(assistant):
    assistant.add(Upload("bridge.txt", b"The bridge closed on Monday.\n"))
    old = named(assistant, "bridge.txt")
    assistant.add(Upload("bridge.txt", b"The bridge opened again on Friday.\n"))
    try:
        reply = read_article(assistant, {"document": old.document_id, "version": old.version})
        assert "closed" in reply["paragraphs"][0]["text"]
        assert reply["note"].startswith("This is an earlier version")
    finally:
        assistant.purge(old.document_id)
    gone = read_article(assistant, {"document": old.document_id, "version": old.version})
    assert gone == {"error": f"This article was purged on {today()}; its words are not kept."}
