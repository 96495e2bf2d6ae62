"""Whose words they are, where the quotation's own sentence does not name the speaker."""

import pytest

from index import Sample
from index.document import Span
from index.paragraphs import paragraphs
from index.quotations import speaker_of


def speaker(text, words):
    start = text.index(words)
    found = speaker_of(text, Span(start, start + len(words)), paragraphs(text))
    return found and found.cut(text)


LEE = "Ann Lee, who mends boats in the old harbour, said the council had known for years."


def test_three_paragraphs_up_in_the_sample():
    text = Sample().read(0).decode()
    found = speaker(text, "That is not appropriate.”")
    assert found.startswith("Salim Saifullah, chairman of")


def test_the_same_paragraph_comes_first():
    text = f"{LEE}\n\n“Who paid?” asked Bo Li, the mayor. “It was a mistake.”"
    assert speaker(text, "“It was a mistake.”") == "“Who paid?” asked Bo Li, the mayor."


def test_a_pronoun_leads_up_to_the_name():
    text = f"{LEE}\n\n“We waited,” she told the paper.\n\nShe did not say for what.\n\n“It was a mistake.”"
    assert speaker(text, "“It was a mistake.”") == LEE
    assert speaker(text, "“We waited,” she told the paper.") == LEE


def test_a_role_is_enough():
    text = "The wall fell on Monday, an official said.\n\n“It was old.”"
    assert speaker(text, "“It was old.”") == "The wall fell on Monday, an official said."


def test_the_paragraph_below_is_the_last_resort():
    text = "“It was a mistake.”\n\nSo said Ann Lee on Monday."
    assert speaker(text, "“It was a mistake.”") == "So said Ann Lee on Monday."


def test_straight_marks_count_as_well():
    text = f'{LEE}\n\n"It was a mistake."'
    assert speaker(text, '"It was a mistake."') == LEE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{LEE}\n\n“It was a mistake,” said Bo Li.", "“It was a mistake,” said Bo Li."),
        (f"{LEE}\n\nThe wall fell on Monday.", "The wall fell on Monday."),
        (
            f"{LEE}\n\nThe “special” wall of the old harbour fell on Monday.",
            "The “special” wall of the old harbour fell on Monday.",
        ),
        ("The wall fell.\n\n“It was a mistake.”", "“It was a mistake.”"),
        (f"{LEE}\n\n" + "It rained.\n\n" * 4 + "“It was a mistake.”", "“It was a mistake.”"),
    ],
)
def test_nobody_is_named_where_that_would_be_a_guess(text, words):
    assert speaker(text, words) is None


def test_words_inside_a_quotation_name_no_speaker():
    text = f"{LEE}\n\n“Bo Li said it was fine.”"
    assert speaker(text, "“Bo Li said it was fine.”") == LEE
