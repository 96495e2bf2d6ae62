"""What a question on the page is asked of is checked, as anybody may send anything."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from index import Upload
from rag import Assistant, Config, UserError
from tests.ui.test_library_requests import JSON
from ui.web.scope import Scope, checked


@pytest.fixture(scope="module")
def assistant(tmp_path_factory, tiny_model):
    folder = tmp_path_factory.mktemp("library")
    with Assistant.open(Config(library=folder, embedding={"model": tiny_model})) as opened:
        opened.add(Upload("one.txt", b"The first article.\n"), Upload("two.txt", b"The second.\n"))
        yield opened


def test_a_choice_of_articles_and_days(assistant):
    one, two = (document.document_id for document in assistant.documents())
    scope = checked(assistant, {"documents": [one, one], "published": ["2024-01-02", None]})
    assert scope == Scope((one,), (date(2024, 1, 2), None), 2)
    assert scope.told(1) == "searched 1 of 2 articles, published since 2 January 2024"
    up_to = checked(assistant, {"documents": None, "published": [None, "2024-01-02"]})
    assert up_to.told(0) == "searched 0 of 2 articles, published up to 2 January 2024"
    for everything in (None, {}, {"documents": None, "published": [None, ""]}):
        scope = checked(assistant, everything)
        assert (scope.documents, scope.published, scope.told(2)) == (None, None, "")


@pytest.mark.parametrize(
    "asked",
    [
        [],
        "all",
        {"documents": "0" * 16},
        {"documents": ["../../etc/passwd"]},
        {"documents": ["0" * 16]},
        {"documents": [None]},
        {"documents": ["0" * 16] * 10_001},
        {"published": "2024-01-02"},
        {"published": ["2024-01-02"]},
        {"published": ["today", None]},
        {"published": [20240102, None]},
        {"published": ["2024-02-02", "2024-01-02"]},
    ],
)
def test_a_wrong_choice_gets_a_sentence(assistant, asked):
    with pytest.raises(UserError, match=r"[.]$"):
        checked(assistant, asked)


@given(JSON)
def test_any_json_is_a_choice_or_gets_a_sentence(assistant, asked):
    try:
        assert isinstance(checked(assistant, {"documents": asked, "published": asked}), Scope)
    except UserError:
        return


def test_an_article_removed_since_is_said(assistant):
    one, two = (document.document_id for document in assistant.documents())
    assistant.remove(two)
    try:
        with pytest.raises(UserError, match="One of the articles you chose cannot be asked any more"):
            checked(assistant, {"documents": [one, two]})
    finally:
        assistant.restore(two)
