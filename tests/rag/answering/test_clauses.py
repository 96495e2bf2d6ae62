"""The short answer to how, why and what somebody said: a clause that tells it, or the sentence alone."""

import pytest

from tests.rag.answering.conftest import Article, ask

pytestmark = pytest.mark.usefixtures("told_confidence")


def short(question, sentence, words):
    """The short answer, where the reader finds these words of the only sentence."""
    article = Article(f"WICK\n\n{sentence}", "town")
    return ask(question, [article.says(sentence, words)], article).short


@pytest.mark.parametrize(
    "words", ["the harbour office said on Monday", "officials said", "the mayor added late on Sunday"]
)
def test_who_said_so_is_no_reason(words):
    assert short("Why was the ferry late?", f"The ferry was late, {words}.", words) is None


def test_a_reason_that_was_said_is_one():
    words = "the crew said on Monday that a rope had snapped"
    assert short("Why was the ferry late?", f"The ferry was late: {words}.", words) == words


@pytest.mark.parametrize(
    ("sentence", "words", "told"),
    [
        (
            "Ford called the wall a ruin and accused the town of saving on it.",
            "the town of saving on it",
            "accused the town of saving on it",
        ),
        (
            "Ford called the wall a “mere ruin” of the old one, aides said.",
            "called the wall a “mere ruin",
            "called the wall a “mere ruin” of the old one",
        ),
        (
            "Late on Monday, Ford called it a “ruin” without a purpose, aides said.",
            "called it",
            "Ford called it a “ruin” without a purpose",
        ),
        ("Ford called the wall a “disgrace”.", "called the wall", "Ford called the wall a “disgrace”"),
        ("“The wall is a shame,” Ford said.", "is a shame", "The wall is a shame"),
        ("Ford said: “The wall is a shame, and will fall.”", "a shame", "The wall is a shame"),
        (
            "Ford said that the town had saved on the wall.",
            "the town had saved on the wall",
            "the town had saved on the wall",
        ),
    ],
)
def test_what_was_said_begins_with_its_verb(sentence, words, told):
    assert short("What did Ford say about the wall?", sentence, words) == told


@pytest.mark.parametrize(
    ("sentence", "words", "told"),
    [
        (
            "The envoy met with the minister on Monday to mend the quarrel, aides said.",
            "met",
            "met with the minister on Monday to mend the quarrel",
        ),
        (
            "The envoy, who came late, cancelled the talks on the dam.",
            "the talks on the dam",
            "cancelled the talks on the dam",
        ),
        ("The envoy left.", "left", None),
    ],
)
def test_what_was_done_is_told_with_whom_and_why(sentence, words, told):
    assert short("What did the envoy do on Monday?", sentence, words) == told


def test_other_short_answers_are_the_words_found():
    sentence = "The council accused Tom Ford of nothing."
    assert short("Who was accused?", sentence, "Tom Ford") == "Tom Ford"


@pytest.mark.parametrize(
    ("words", "told"), [("the “Iron Gate", "the “Iron Gate”"), ("Iron Gate” works", "“Iron Gate” works")]
)
def test_a_quotation_mark_is_not_left_alone(words, told):
    assert short("What did Ford close?", "Ford closed the “Iron Gate” works.", words) == told


@pytest.mark.parametrize(
    ("sentence", "words", "told"),
    [
        ("Wick’s council and port closed the pier.", "port", "Wick’s council and port"),
        ("Wick’s council and port closed the pier.", "Wick’s council", "Wick’s council and port"),
        ("“It is rotten,” Ford and the master of the port said.", "Ford", "Ford and the master of the port"),
        ("Papers show that Ford and Hill were warned.", "Hill", "Ford and Hill"),
        ("Ford resigned and Hill left.", "Hill", "Hill"),
        ("Ford resigned and Hill left.", "Ford", "Ford"),
        ("Ford and left-wing papers, unlike Hill, had warned of it.", "Hill", "Hill"),
        ("The council freed Ford and Hill has left.", "Hill", "Hill"),
        ("The port belongs to Ford and Hill.", "Ford", "Ford"),
    ],
)
def test_who_did_it_together_is_told_together(sentence, words, told):
    assert short("Who did it?", sentence, words) == told


def test_what_was_done_to_two_is_left_as_it_was_found():
    assert short("What was closed?", "The pier and the port were closed.", "The pier") == "The pier"


@pytest.mark.parametrize(
    ("asked", "words", "told"),
    [
        ("How many soldiers have died?", "30 civilians", "About 5,000"),
        ("How many soldiers have died?", "5,000", "5,000"),
        ("How many civilians have died?", "5,000", "30"),
        ("How many people have died?", "30", "30"),
        ("How many have died?", "30", "30"),
    ],
)
def test_the_number_is_the_one_of_what_is_counted(asked, words, told):
    assert short(asked, "About 5,000 soldiers were killed and 30 civilians have died.", words) == told
