"""Numbers are read alike in digits and in words, with what they count and how exact they are."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering.quantities import quantities


def only(text):
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("twelve", 12),
        ("Twenty-three people", 23),
        ("two hundred and fifty houses", 250),
        ("three thousand four hundred", 3_400),
        ("10,000 fans", 10_000),
        ("1.2 million", 1_200_000),
        ("€6.5m", 6_500_000),
        ("£3bn", 3_000_000_000),
        ("a dozen", 12),
        ("two dozen boats", 24),
        ("half a million", 500_000),
        ("a hundred", 100),
        ("10 to 20 boats", 15),
        ("2-3 million", 2_500_000),
        ("between 10 and 20 boats", 15),
    ],
)
def test_a_number_has_its_value(text, value):
    assert only(text).value == value


@given(st.integers(1, 999_999))
def test_digits_with_and_without_commas_are_one_number(number):
    assert only(f"{number:,}").value == only(f"{number}").value == number


@pytest.mark.parametrize("text", ["", "no number", "someone at the tenth gate", "often", "R2D2", "a boat"])
def test_where_no_number_stands_none_is_found(text):
    assert quantities(text) == []


def test_two_numbers_joined_by_and_are_two():
    assert [found.value for found in quantities("12 men and 3 boats")] == [12, 3]
    assert [found.value for found in quantities("between them 5 boats and 6 men")] == [5, 6]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("at least 12", "12"),
        ("at least 12", "15"),
        ("up to 40", "31"),
        ("nearly 5,000", "4,920"),
        ("5,000", "4,920"),
        ("600", "612"),
        ("10 to 15", "12"),
        ("12 or more", "20"),
    ],
)
def test_numbers_that_may_be_one_agree(first, second):
    assert only(first).agrees(only(second))
    assert only(second).agrees(only(first))


@pytest.mark.parametrize(
    ("first", "second"),
    [("at least 60", "41"), ("more than 12", "12"), ("fewer than 12", "12"), ("40", "42"), ("850", "600")],
)
def test_numbers_that_cannot_be_one_disagree(first, second):
    assert not only(first).agrees(only(second))
    assert not only(second).agrees(only(first))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("340 homes in Orrest", "210 flooded homes", True),
        ("12 firefighters", "40 residents", False),
        ("3 percent", "17 per cent", True),
        ("3 percent", "3 crowns", False),
        ("€6.5 million", "4.2 million euros", True),
        ("$6", "€6", False),
        ("12", "40 residents", True),
        ("12 of the men", "40 boats", True),
    ],
)
def test_what_is_counted_is_compared(first, second, same):
    assert only(first).comparable(only(second)) is same


@given(st.text())
def test_any_text_can_be_read(text):
    for found in quantities(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.low <= found.value <= found.high or found.bound
        assert not math.isnan(found.value)
