"""Questions to start with are plain English, made of the article’s own words, and answered well."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Sample, Upload
from rag import Assistant, Config, starter_questions
from rag.starters.phrasing import drafts

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("sentence", "questions"),
    [
        ("The government rejected the allegations at once.", {"Who rejected the allegations at once?"}),
        ("Eleven otters returned to the river.", {"How many otters returned to the river?"}),
        ("The warden counted eleven otters here.", set()),
        ("The warden counted eleven otters at dawn.", {"How many otters did the warden count at dawn?"}),
        ("About 5,000 soldiers and nurses were hurt and 30,000 civilians have died since the war began.",
         {"How many civilians have died?"}),
        ("“They are here to stay,” said Jane Doe, a warden of the river.",
         {"Who is Jane Doe?", "What did Jane Doe say?"}),
        ("LONDON (Reuters) - The bridge opened its second lane in May 2019, the council said.", set()),
    ],
)  # fmt: skip
def test_a_sentence_gives_questions_in_its_own_words(sentence, questions):
    assert questions <= {draft.question for draft in drafts(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The man accused of the murder pleaded guilty in court.",
        "He denied the allegations and their consequences.",
        "They counted eleven otters in the river.",
        "At least 23 people injured in the fire were taken to hospital.",
        "The committee said that the bridge would be closed for repairs.",
        "The ship which carried forty sailors across the sea sank.",
        "Growth of 3 percent was what analysts expected.",
        "a line in small letters that is no sentence at all",
        "Subscribe",
        "",
    ],
)
def test_what_cannot_be_told_apart_gives_no_question(sentence):
    assert drafts(sentence) == []


@given(st.text(max_size=200))
def test_any_text_gives_questions_or_none(text):
    for draft in drafts(text):
        assert draft.question.endswith("?")
        assert "\n" not in draft.question
        assert draft.question[0].isupper()


def test_the_questions_are_answered_from_their_own_article(tmp_path):
    with Assistant.open(Config(library=tmp_path)) as assistant:
        otters = b"Otters return\n\nThe warden counted eleven otters in the river Lea on Monday.\n"
        assistant.add(Sample(), Upload("otters.txt", otters))
        second, sample = assistant.documents()
        questions = [*islice(starter_questions(assistant, sample.document_id), 3)]
        assert len(questions) == 3
        (question, *_) = starter_questions(assistant, second.document_id)
        answer = assistant.ask(question)
        assert not answer.abstained
        assert answer.citations[0].document_id == second.document_id
