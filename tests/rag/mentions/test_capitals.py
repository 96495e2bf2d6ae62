"""Names typed in small letters get the capitals that the articles give them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.mentions.capitals import with_capitals

TEXT = (
    "Rain fell on Wick. Minister Ann Lee met Nils Holm of the Red Cross on Monday; the holm oaks stood. "
    "She said that the minister of Hallby had left Red Bay."
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("did ann lee meet nils in wick?", "did Ann Lee meet Nils in Wick?"),
        ("who is holm?", "who is holm?"),  # a tree has that name, too
        ("what did the red cross say?", "what did the Red Cross say?"),
        ("what did the minister say?", "what did the minister say?"),  # a title is no name
        ("is there rain?", "is there rain?"),  # it only begins a sentence
        ("Did lee meet Holm?", "Did lee meet Holm?"),  # who writes capitals has put them
        ("Did lee leave?", "Did Lee leave?"),
        ("hallby's wick?", "Hallby's Wick?"),
        ("", ""),
    ],
)
def test_what_is_only_written_with_a_capital_gets_one(typed, meant):
    assert with_capitals(typed, [TEXT]) == meant


@given(st.text(max_size=80), st.text(max_size=200))
def test_nothing_but_the_size_of_letters_changes(question, text):
    made = with_capitals(question, [text, TEXT])
    assert made.casefold() == question.casefold()
    assert with_capitals(made, [text, TEXT]) == made
