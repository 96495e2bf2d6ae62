"""A follow-up that names nothing is answered from what the conversation speaks of, as long as that fits."""

from dataclasses import replace

import pytest

from index import DocumentNotFound
from rag.conversation.nearby import nearby

ELSEWHERE = (
    "Fire in Hallby\n\nThe repairs of the town hall in Hallby will cost 2 million pounds, a clerk said."
)


@pytest.fixture
def answers(assistant):
    """Answers of the one article and of another one, and the id of the first."""
    assistant.add_text("Fire in Hallby", ELSEWHERE)
    ids = {one.title: one.document_id for one in assistant.documents()}
    here, there = (
        assistant.ask("what will the repairs cost?", [ids[title]])
        for title in ("Harbour wall falls in Wick", "Fire in Hallby")
    )
    return here, there, ids["Harbour wall falls in Wick"]


def sure(answer, confidence):
    return replace(answer, confidence=confidence)


def never(question):
    raise AssertionError(question)


def test_what_is_spoken_of_is_given_unless_the_rest_is_far_likelier_right(answers):
    here, there, spoken_of = answers
    asked = ("and what will it cost?", "what will the wall cost?", {spoken_of})
    given, meant = nearby(sure(there, 0.8), *asked, lambda question: sure(here, 0.75))
    assert (given.citations, meant) == (here.citations, asked[1])
    assert given.documents_searched == there.documents_searched
    given, _ = nearby(sure(there, 0.97), *asked, lambda question: sure(here, 0.5))
    assert given.citations == there.citations


def test_a_doubtful_answer_gives_way_to_one_to_the_question_as_typed(answers):
    here, _, spoken_of = answers
    typed, completed = "what will it cost?", "what will Ann Lee cost?"
    told = {typed: sure(here, 0.8), completed: sure(here, 0.3)}
    given, meant = nearby(sure(here, 0.3), typed, completed, {spoken_of}, told.__getitem__)
    assert (given.confidence, meant) == (0.8, typed)
    given, meant = nearby(sure(here, 0.6), typed, completed, {spoken_of}, lambda _: sure(here, 0.6))
    assert (given.confidence, meant) == (0.6, completed)


def test_nothing_more_is_asked_where_the_answer_is_likely_and_of_what_is_spoken_of(answers):
    here, there, spoken_of = answers
    likely = sure(here, 0.9)
    assert nearby(likely, "what will it cost?", "what will the wall cost?", {spoken_of}, never)[0] == likely
    assert nearby(there, "what?", "what?", frozenset(), never)[0] == there
    talk = replace(there, kind="talk")
    assert nearby(talk, "what?", "what?", {spoken_of}, never)[0] == talk


def test_an_article_that_was_removed_since_is_not_asked(answers):
    _, there, spoken_of = answers

    def gone(question):
        raise DocumentNotFound(question)

    assert nearby(there, "what?", "what?", {spoken_of}, gone) == (there, "what?")


def test_an_answer_withheld_is_never_taken(answers, assistant):
    here, there, spoken_of = answers
    withheld = assistant.ask("what will the repairs cost?", abstain_below=1.0)
    given, _ = nearby(sure(there, 0.5), "what?", "what?", {spoken_of}, lambda question: sure(withheld, 1.0))
    assert given.citations == there.citations
    given, _ = nearby(sure(withheld, 0.4), "what?", "what?", {spoken_of}, lambda question: here)
    assert given.citations == here.citations


def test_a_follow_up_that_names_nothing_is_answered_from_what_is_spoken_of(assistant):
    assistant.add_text("Fire in Hallby", ELSEWHERE)
    for title, cost in (("Harbour wall falls in Wick", "40 million"), ("Fire in Hallby", "2 million")):
        (spoken_of,) = (one.document_id for one in assistant.documents() if one.title == title)
        talk = assistant.converse()
        talk.ask("What happened?", [spoken_of])
        assert talk.turns[0].answer.citations[0].title == title
        answer = talk.ask("what will the repairs cost?")
        assert answer.citations[0].document_id == spoken_of
        assert answer.documents_searched == 2
        assert cost in " ".join(one.quote for one in answer.citations)
