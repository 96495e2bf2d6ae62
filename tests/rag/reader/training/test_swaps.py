"""Unanswerable questions made of answerable ones: of the kind asked for, and never answerable after all."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reader.training.example import Example
from rag.reader.training.swaps import KINDS, unanswerable

HARBOUR = (
    "Mayor Ilse Brandt denied that the pier would close in 1994. The two ferries of Oban Harbour Company "
    "rose in price. In Tarbert the fishermen were calm. Dr Piet Holm measured the tide in Tarbert. "
    "Dr Piet Holm lives in Tarbert, and Mayor Ilse Brandt was born in Kilmory. Roads in Kilmory are narrow."
)
SIDES = "Who did Holm accuse of lying?"
OTHER = "Mr Lukas Vane met Mr Lukas Vane in Ardrish. Ships in Ardrish and in Ardrish are old."


def example(question, answer, text=HARBOUR, document="harbour", **more):
    start = text.index(answer)
    return Example(question, text, ((start, start + len(answer)),), document=document, source="made", **more)


def made(question, answer, kind, text=HARBOUR, others=(), seeds=range(8)):
    """Every question made of one, over some seeds."""
    given_ = [example(question, answer, text), *others, example("Where?", "Ardrish", OTHER, "other")]
    return {
        each.question
        for seed in seeds
        for each in unanswerable(given_, seed, [kind])
        if each.document == "harbour" and each.text == text
    }


def test_a_name_becomes_another_of_its_type():
    found = made("What did Piet Holm measure?", "the tide", "entity")
    assert found <= {"What did Ilse Brandt measure?", "What did Lukas Vane measure?"}
    assert len(found) == 2


def test_a_name_of_which_the_text_tells_the_same_is_not_swapped_in():
    text = HARBOUR + " Ilse Brandt measured the tide too."
    found = made("What did Piet Holm measure of the tide?", "tide", "entity", text)
    assert found == {"What did Lukas Vane measure of the tide?"}


def test_an_acronym_is_not_swapped_for_what_it_stands_for():
    text = "The MCA, the Marine Coast Authority, closed the beach. The MCA reopened it, the MCA said."
    company = "The Marine Coast Authority said so, and the Marine Coast Authority meant it."
    others = [example("Who?", "Marine Coast Authority", company, "far")]
    assert made("What did the MCA close?", "the beach", "entity", text, others) == set()


def test_a_year_becomes_one_that_the_text_does_not_hold():
    found = made("Who denied that the pier would close in 1994?", "Ilse Brandt", "number")
    assert found
    for question in found:
        (year,) = re.findall(r"\d+", question)
        assert year not in HARBOUR
        assert abs(int(year) - 1994) <= 20


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who was mayor in 1994?", "Brandt was mayor from 1990 to 1994."),
        ("Who was mayor before 1994?", "Brandt was mayor in 1994."),
        ("Who was mayor with two deputies?", "Brandt was mayor with 3 deputies."),
        ("Who was the second mayor?", "Brandt was the second mayor, after Holm."),
        ("Who kept one or two boats?", "Brandt kept one or two boats."),
    ],
)
def test_a_number_is_left_where_another_may_be_true(question, text):
    assert made(question, "Brandt", "number", text) == set()


@pytest.mark.parametrize(
    ("question", "answer", "kind", "text", "expected"),
    [
        ("Why did it close?", "rot", "negation", "It closed because of rot.", "Why didn't it close?"),
        ("Why didn't it close?", "luck", "negation", "It did not close, by luck.", "Why did it close?"),
        ("Why did it close?", "rot", "negation", "It closed for rot, not rust.", None),
        ("Which is the largest?", "Aila", "antonym", "The largest is Aila.", "Which is the smallest?"),
        ("Which is the largest?", "Aila", "antonym", "The largest is Aila, the smallest Una.", None),
        ("Who won the race?", "Una", "antonym", "Una won the race.", "Who lost the race?"),
        ("Who won the race?", "Una", "antonym", "Una won the race, Aila was beaten.", None),
        ("Who will Holm support?", "Una", "antonym", "Holm will support Una.", "Who will Holm oppose?"),
        ("Where did support fall?", "Oban", "antonym", "In Oban support fell.", None),
        ("Who said it was safe?", "Una", "speaker", "Una said it was safe.", "Who denied it was safe?"),
        ("Who said it was safe?", "Una", "speaker", "Una said it was safe. Holm rejected that.", None),
        ("Who accused Holm of lying?", "Una", "speaker", "Una accused Holm of lying.", SIDES),
        ("Who owns the alleged wreck?", "Una", "speaker", "Una says she owns the alleged wreck.", None),
        (
            "What right was denied to Holm?",
            "a vote",
            "speaker",
            "A vote? No: a vote was denied to Holm.",
            None,
        ),
    ],
)
def test_a_question_becomes_its_contrary_where_the_text_tells_nothing_of_it(
    question, answer, kind, text, expected
):
    found = made(question, answer, kind, text)
    assert found == set() if expected is None else expected in found


def test_what_one_said_is_asked_of_one_who_is_silent():
    text = f"Dr Una Grey slept, and Dr Una Grey woke. {HARBOUR} Piet Holm said the sand had moved."
    found = made("What did Piet Holm say about the sand?", "the sand had moved", "speaker", text)
    assert found == {"What did Una Grey say about the sand?"}
    spoken = text + " Una Grey said nothing was there."
    assert not made("What did Piet Holm say about the sand?", "the sand had moved", "speaker", spoken)


def test_a_relation_is_one_of_which_the_text_tells_nothing():
    found = made("When did Ilse Brandt close the pier?", "1994", "relation", seeds=range(40))
    assert any("of Ilse Brandt close" in each or "Ilse Brandt's" in each for each in found)
    married = HARBOUR + " Her husband is a lawyer, her brother a doctor."
    told = made("When did Ilse Brandt close the pier?", "1994", "relation", married, seeds=range(40))
    words = {word for each in told for word in re.findall(r"\w+", each)}
    assert told
    assert not words & {"wife", "husband", "lawyer", "brother", "sister", "doctor"}


def test_a_role_is_exchanged_for_another():
    text = "The spokesman for Oban Harbour Company was Piet Holm."
    found = made("Who was the spokesman for Oban Harbour Company?", "Piet Holm", "relation", text)
    assert "Who was the lawyer for Oban Harbour Company?" in found


def test_what_is_asked_and_answered_already_is_not_made():
    text = "Una won the race and lost it."
    known = example("Who lost the race?", "Una", text)
    assert made("Who won the race?", "Una", "antonym", text, [known]) == set()


def test_a_kind_that_is_not_there_is_named():
    with pytest.raises(ValueError, match="shape"):
        list(unanswerable([], 0, ["shape"]))


@given(st.integers(0, 50), st.sampled_from([1, 2]), st.lists(st.sampled_from(KINDS), min_size=1, unique=True))
def test_every_made_question_is_new_marked_and_the_same_for_one_seed(seed, each, kinds):
    given_ = [
        example("Who denied that the pier would close in 1994?", "Ilse Brandt"),
        example("What did Piet Holm measure?", "the tide"),
        example("Why were the fishermen calm?", "In Tarbert"),
        example("Where did Una win?", "Ardrish", OTHER, "other"),
    ]
    found = list(unanswerable(given_, seed, kinds, each))
    assert found == list(unanswerable(given_, seed, kinds, each))
    assert len({(one.question, one.text) for one in found}) == len(found) <= each * len(given_)
    asked = {one.question for one in given_}
    for one in found:
        assert one.question not in asked
        assert one.answers == ()
        assert one.kind in kinds
        assert one.source == f"made:{one.kind}"
        assert one.text in {HARBOUR, OTHER}
