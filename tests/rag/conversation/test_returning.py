"""A question that goes back to what was spoken of before another topic, without a name."""

import pytest

from rag.conversation.returning import returning, turn_returned_to

FLIGHT, LEAK = frozenset(["flight"]), frozenset(["leak"])
TEXTS = (
    "What did Captain Lund land on? Lund landed on a motorway, an inquiry found.",
    "When was the store built? The store was built in 1988.",
)


def nothing_asked(question, documents):
    raise AssertionError(question)


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        ("once more the pilot: how old was he?", "the pilot, how old was he?"),
        ("back to the strike, who called it?", "the strike, who called it?"),
        ("coming back to the hotelier, how many beds has he?", "the hotelier, how many beds has he?"),
        ("as for the mayor, when was she elected?", "the mayor, when was she elected?"),
        ("about the inquiry again: whom did it clear?", "the inquiry, whom did it clear?"),
    ],
)
def test_words_that_say_that_a_question_goes_back(asked, question):
    found = returning(asked)
    assert found is not None
    assert found.said
    assert found.question == question


@pytest.mark.parametrize("asked", ["who called the strike?", "on the first day, it rained", "and the mayor?"])
def test_other_questions_do_not_say_so(asked):
    assert returning(asked) is None


def test_a_noun_of_an_earlier_turn_points_there_where_that_says_more():
    def scores(question, documents):
        assert documents == ["flight", "leak"]
        return {"flight": 2.0, "leak": 1.0}

    assert turn_returned_to("whom did the inquiry blame?", TEXTS, [FLIGHT, LEAK], scores) == 0
    here = turn_returned_to("whom did the inquiry blame?", TEXTS, [FLIGHT, LEAK], lambda *_: {"leak": 3.0})
    assert here is None


def test_what_the_last_turn_has_is_meant_there_without_a_search():
    assert turn_returned_to("who owns the store?", TEXTS, [FLIGHT, LEAK], nothing_asked) is None
    assert turn_returned_to("whom did the inquiry blame?", TEXTS, [LEAK, LEAK], nothing_asked) is None
    assert turn_returned_to("whom did it blame?", TEXTS, [FLIGHT, LEAK], nothing_asked) is None


def test_a_noun_of_no_turn_is_looked_for_in_what_was_cited():
    asked, documents = "once more the pilot: how old was he?", [FLIGHT, LEAK]
    assert turn_returned_to(asked, TEXTS, documents, lambda *_: {"flight": 1.0, "leak": 2.0}) == 0
    unsaid = "and the pilot, how old was he?"
    assert turn_returned_to(unsaid, TEXTS, documents, lambda *_: {"flight": 2.0, "leak": 1.0}) == 0
    assert turn_returned_to(unsaid, TEXTS, documents, lambda *_: {"flight": 1.0, "leak": 2.0}) is None
    assert turn_returned_to(asked, TEXTS, documents, lambda *_: {}) is None


def test_a_conversation_goes_back_to_an_earlier_article(assistant):
    assistant.add_text(
        "Stones of Norway", "The parliament of Norway meets today.\n\nIts hall is of grey stone."
    )
    talk = assistant.converse()
    talk.ask("What did Mayor Ann Lee deny about the wall?", abstain_below=0.0)
    talk.ask("Where does the parliament of Norway meet today?", abstain_below=0.0)
    assert [turn.answer.citations[0].title for turn in talk.turns] == [
        "Harbour wall falls in Wick",
        "Stones of Norway",
    ]
    answer = talk.ask("back to the wall: when did it fall in the harbour?", abstain_below=0.0)
    assert "back to" not in answer.understood
    assert answer.citations[0].title == "Harbour wall falls in Wick"
