"""What counts as the same place, and what is covered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.spans import Place, covers, same_place, within_budget


def at(start: int, end: int, document: str = "d") -> Place:
    return Place(document, start, end)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (at(0, 100), at(40, 44), True),  # a short gold span inside a sentence
        (at(0, 10), at(5, 25), True),  # 5 shared, half of 10
        (at(0, 10), at(6, 26), False),  # 4 shared
        (at(0, 10), at(10, 20), False),  # neighbours
        (at(0, 10), at(0, 10, "other"), False),
        (at(3, 3), at(3, 3), False),  # nothing shared, whatever half of nothing is
    ],
)
def test_same_place_is_half_of_the_shorter(one, other, same):
    assert same_place(one, other) is same
    assert same_place(other, one) is same


def test_the_union_covers():
    text = "aaaa bbbb\n\ncccc"
    assert covers([at(0, 4), at(5, 9)], at(0, 9), text)  # only the blank is missing
    assert covers([at(11, 15), at(0, 9)], at(0, 15), text)  # in any order, over a blank line
    assert not covers([at(0, 4), at(6, 9)], at(0, 9), text)  # a letter is missing
    assert not covers([at(0, 9)], at(5, 15), text)
    assert not covers([], at(0, 4), text)
    assert not covers([at(0, 15, "other")], at(0, 4), text)
    assert covers([at(0, 15), at(2, 3)], at(1, 14), text)  # one within another


def test_the_last_place_is_cut_at_the_budget():
    assert within_budget([at(0, 60), at(100, 160)], 100) == (at(0, 60), at(100, 140))
    assert within_budget([at(0, 60), at(100, 160)], 60) == (at(0, 60),)
    assert within_budget([], 60) == ()


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 30))), st.integers(0, 90), st.integers(1, 20))
def test_covering_is_holding_every_character(ranges, start, length):
    text = "ab \n" * 40
    places = [at(begin, begin + size) for begin, size in ranges]
    held = {number for place in places for number in range(place.start, place.end)}
    gold = at(start, start + length)
    wanted = {number for number in range(gold.start, gold.end) if not text[number].isspace()}
    assert covers(places, gold, text) == (wanted <= held)
