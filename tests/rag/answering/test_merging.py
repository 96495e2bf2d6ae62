"""The same answer in other words is one answer; another answer that looks like it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering.merging import fuller, same_answer

SAME = [
    ("the harbour", "Harbour"),
    ("Lena Ruiz", "Lena Ruiz’s"),
    ("General Ivo Brandt", "Ivo Brandt"),
    ("Mr. Brandt", "Brandt"),
    ("Mullen", "Mike Mullen"),
    ("Mayor Ann Lee", "Ann Lee"),
    ("Per Ullmann", "A ministry spokesman, Per Ullmann"),
    ("Rhea Sand", "Rhea Sand, chair of the school board and a teacher"),
    ("on Tuesday", "Tuesday"),
    ("in Wick", "WICK"),
    ("September 13", "13 September"),
    ("Sept. 13", "September 13, 2011"),
    ("at 5.10 a.m.", "5.10 a.m."),
    ("twenty-three", "23"),
    ("23 people", "23"),
    ("about 5,000", "5,000 soldiers"),
    ("1.2 million", "1,200,000"),
    ("€6 million", "six million euros"),
    ("to calm the quarrel", "calm the quarrel"),
    ("a burst pipe in the cellar", "a burst pipe"),
    ("the hall of the Orrest grammar school", "The hall of the grammar school"),
]
OTHER = [
    ("Ann Lee", "John Lee"),
    ("Wick", "Wick Harbour Company"),
    ("Pakistan", "Pakistan’s government and army"),
    ("Castrel", "a lawyer for Castrel"),
    ("Per Ullmann", "the wife of Per Ullmann"),
    ("Per Ullmann", "Per Ullmann’s lawyer"),
    ("Ann Lee", "Ann Lee and Tom Ford"),
    ("the mayor", "the former mayor"),
    ("the old mayor", "the old mayor’s brother"),
    ("the mayor of Wick", "the deputy mayor of Wick"),
    ("the head of the old grammar school", "the head of the old grammar school and the port"),
    ("the roof of the north wing", "the roof but not the tower of the north wing"),
    ("23", "31"),
    ("23 people", "23 boats"),
    ("3 percent", "3 crowns"),
    ("more than 12", "12"),
    ("September 13", "September 14"),
    ("September 13", "13 October"),
    ("Monday", "Tuesday"),
    ("safe", "not safe"),
    ("a pipe", "a rusty water pipe that burst in the cellar"),
    ("the", "a boat"),
    ("", "a boat"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_the_same_answer_is_known_in_other_words(first, second):
    assert same_answer(first, second)
    assert same_answer(second, first)


@pytest.mark.parametrize(("first", "second"), OTHER)
def test_another_answer_stays_another(first, second):
    assert not same_answer(first, second)
    assert not same_answer(second, first)


@given(st.text(), st.text())
def test_sameness_is_mutual_and_any_answer_is_its_own(first, second):
    assert same_answer(first, first)
    assert same_answer(first, second) == same_answer(second, first)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Mullen", "Mike Mullen", "Mike Mullen"),
        ("Mike Mullen", "Mullen", "Mike Mullen"),
        ("the harbour", "Harbour", "the harbour"),
    ],
)
def test_the_fuller_of_two_is_kept(first, second, expected):
    assert fuller(first, second) == expected
