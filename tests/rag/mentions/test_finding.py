"""The names of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.mentions.finding import names_in, phrases_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Aas Shipping 73.10 -2.6%", ["Aas Shipping"]),
        ("Aas Shipping 1,240", ["Aas Shipping"]),
        ("The fire in Cold Store 3 is out.", ["Cold Store 3"]),
        ("A report by Channel 4.", ["Channel 4"]),
        ("Eleven. The Tarn stands at 5.70 metres.", ["Tarn"]),
    ],
)
def test_a_number_may_belong_to_a_name_and_a_price_does_not(text, names):
    assert [one.text for one in names_in(text)] == names


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Wick Farmers' Union offered help.", "Wick Farmers' Union", "body"),
        ("The Farmers’ Party has won.", "Farmers’ Party", "body"),
        ("Estate boss cleared of fraud", "Estate", "body"),
        ("Typhoon Saranay has passed.", "Typhoon Saranay", "thing"),
        ("A study by Dr Nils Holm of the Coral University", "Nils Holm", "person"),
    ],
)
def test_where_a_name_ends_and_whose_it_is(text, name, kind):
    (found,) = names_in(text)
    assert (found.text, found.kind) == (name, kind)


def test_people_that_begin_a_sentence_are_no_name():
    assert [one.text for one in names_in("Thieves fled. Analysts said so. Holmes left.")] == ["Holmes"]


def test_who_is_called_like_a_foreman_is_a_person():
    assert [(one.text, one.kind) for one in phrases_in("the headman and the human")] == [
        ("headman", "person"),
        ("human", "thing"),
    ]


@pytest.mark.parametrize(
    ("question", "phrase"),
    [
        ("How many passengers did the Wick ferry carry last year?", "the Wick ferry"),
        ("Where do those who fled the Tarn flood sleep?", "the Tarn flood"),
        ("What did the Wick ferry network propose?", "the Wick ferry network"),
    ],
)
def test_a_verb_is_no_part_of_a_name(question, phrase):
    (name,) = names_in(question)
    assert name.shown == phrase


@pytest.mark.parametrize(
    ("question", "phrase"),
    [
        ("what did the ferry company propose last year?", "ferry company"),
        ("did the council vote for it?", "council"),
        ("did the town council vote?", "town council"),
    ],
)
def test_a_verb_is_no_part_of_a_phrase(question, phrase):
    assert phrases_in(question)[0].text == phrase


@given(st.text(alphabet=st.sampled_from("Ann Lee of the ferry did sleep. “”,\n"), max_size=80))
def test_a_mention_stands_where_it_says(text):
    for one in (*names_in(text), *phrases_in(text)):
        assert text[one.start : one.end] == one.text
