"""Adding through the public face: order, folders, pasted text, corrections."""

from datetime import date
from pathlib import Path

import pytest

from rag import Paste, UserError
from tests.rag.conftest import NEWS


def test_results_come_in_the_order_of_the_sources(assistant):
    Path("folder/inner").mkdir(parents=True)
    Path("empty").mkdir()
    for name in ("folder/b.txt", "folder/inner/c.TXT", "folder/a.text", "folder/no.pdf", "last.txt"):
        Path(name).write_text(f"The text of {name} tells of a seal.")
    results = assistant.add("missing.txt", "folder", "empty", "last.txt", "bad\0name", Paste("p", "A text."))
    assert [(Path(result.source).name, result.outcome) for result in results] == [
        ("missing.txt", "failed"),
        ("a.text", "added"),
        ("b.txt", "added"),
        ("c.TXT", "added"),
        ("empty", "failed"),
        ("last.txt", "added"),
        ("bad\0name", "failed"),
        ("paste:p", "added"),
    ]
    assert "no text files" in results[4].message


def test_a_pasted_text_has_the_title_and_day_it_was_given(assistant):
    result = assistant.add_text("  A title\nin two lines ", "Some words of an article.", "2011-09-26")
    version = assistant.document(result.document_id)
    assert (version.uri, version.title) == ("paste:A title in two lines", "A title in two lines")
    assert version.metadata.published_date == date(2011, 9, 26)
    assert assistant.documents()[0].published == "2011-09-26"


def test_a_day_long_ago_is_a_day_that_can_be_asked_for(assistant):
    assistant.add_text("Old", "An old text about a seal.", date(79, 8, 24))
    found = assistant.search("seal", published=(date(79, 8, 24), date(79, 8, 24)))
    assert {passage.title for passage in found} == {"Old"}


@pytest.mark.parametrize(
    ("title", "published"), [("", None), (" \n", None), ("T", "26 September"), ("\ud800", None)]
)
def test_a_bad_title_or_day_is_the_users_mistake(assistant, title, published):
    before = assistant.documents()
    with pytest.raises(UserError):
        assistant.add_text(title, "Some words of an article.", published)
    assert assistant.documents() == before


def test_an_empty_text_is_a_result_that_failed(assistant):
    assert assistant.add_text("T", " \n").failed


def test_amending_sets_what_is_given_and_keeps_the_rest(assistant):
    before = assistant.document("Harbour wall falls in Wick").metadata
    amended = assistant.amend("Harbour wall falls in Wick", byline="Ann Lee", published=date(2020, 1, 2))
    assert (amended.metadata.value("byline"), amended.metadata.value("published")) == (
        "Ann Lee",
        "2020-01-02",
    )
    assert amended.metadata.place == before.place
    assert amended.text == NEWS
    with pytest.raises(UserError, match="not a day"):
        assistant.amend("Harbour wall falls in Wick", published="yesterday")
    with pytest.raises(UserError, match="byline"):
        assistant.amend("Harbour wall falls in Wick", byline="\ud800")


def test_an_owner_that_serves_is_named_with_its_address(assistant, config):
    assistant.serving("http://127.0.0.1:7860")
    with pytest.raises(Exception, match="http://127.0.0.1:7860"):
        type(assistant).open(config)
