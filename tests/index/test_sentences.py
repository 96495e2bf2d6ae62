"""Paragraphs and sentences with exact offsets, and what must stay together."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.document import Span
from index.paragraphs import paragraphs
from index.sentences import groups, sentences


def cut(text, spans):
    return [span.cut(text) for span in spans]


def split(text):
    return cut(text, sentences(text, Span(0, len(text))))


def grouped(text):
    return cut(text, groups(text, sentences(text, Span(0, len(text)))))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\n\n", "\r\n\r\n", "\n \t\n", "\u2028", "\u2029"])
def test_each_unwrapped_line_is_a_paragraph(ending):
    lines = [
        "Harbour wall",
        "The wall fell on Monday. It was old.",
        "“We waited,” said Ann Lee, who mends boats.",
    ]
    text = ending.join(lines)
    assert cut(text, paragraphs(text)) == lines


WRAPPED = """\
Harbour wall to be rebuilt

The wall of the old harbour will be rebuilt next spring, the council
said on Monday, after nine years in which nobody could agree on who is
to pay for it.

“We waited so long that my boat is too old for the sea now,” said Ann
Lee, who mends boats there and has written to the council every year
since the storm.
"""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_lines_wrapped_by_hand_are_joined(ending):
    text = WRAPPED.replace("\n", ending)
    found = cut(text, paragraphs(text))
    assert [words.split()[0] for words in found] == ["Harbour", "The", "“We"]
    assert found[1].endswith("pay for it.")


def test_indents_part_wrapped_paragraphs():
    text = WRAPPED.replace("\n\n", "\n").replace("“We", "   “We").replace("The wall", "   The wall")
    assert [words.split()[0] for words in cut(text, paragraphs(text))] == ["Harbour", "The", "“We"]


def test_furniture_is_in_no_paragraph():
    text = "March 3 / 9 years ago\nThe wall fell."
    assert cut(text, paragraphs(text, [Span(8, 21)])) == ["March 3", "The wall fell."]


@pytest.mark.parametrize(
    "expected",
    [
        ["“Are we to blame for all of this?” asked Ann Lee, 40, who mends boats.", "“It was a mistake.”"],
        ["“Are we to blame?” Ann Lee asked.", "Nobody answered."],
        ["‘Stop!’ cried the cook.", "He ran."],
        ['"It is over."', "He left."],
        ["“It is over.”", "He left."],
        ["Gen. Lee of the U.S. Army met Sen. Roe at 5 p.m. Monday.", "They agreed."],
        ["It happened in the U.S.", "The army was there."],
        ["See No. 5 on the list by Dr. Ann B. Lee Jr. of Wick.", "It is long."],
        ["He waited ... and then left.", "She stayed."],
        ["J. K. Lee wrote to St. Mary's on Sept. 11 about it.", "Nobody read it."],
        ["Sales of the iPhone rose.", "iPhone owners were glad."],
        ["(It was late.)", "They slept."],
        ["新闻报道。", "他说了。"],
        ["Prices rose 3.5 percent.", "Wages did not."],
        ["He said “no.”", "Then he left."],
    ],
)
def test_sentences_end_where_they_should(expected):
    joiner = "" if expected[0].endswith("。") else " "
    assert split(joiner.join(expected)) == expected


def test_repeated_sentences_have_their_own_places():
    text = "He said no. He said no. He said no."
    assert [span.start for span in sentences(text, Span(0, len(text)))] == [0, 12, 24]


def test_a_quotation_stays_with_its_speaker():
    asked = "“Are we to blame for all of this?” asked Ann Lee, 40, who mends boats."
    assert grouped(f"{asked} “It was a mistake.” The wall fell.") == [
        f"{asked} “It was a mistake.”",
        "The wall fell.",
    ]
    assert grouped("It rained. Ann Lee disagreed. “It was a mistake. They knew.” The wall fell.") == [
        "It rained.",
        "Ann Lee disagreed. “It was a mistake. They knew.”",
        "The wall fell.",
    ]
    assert grouped("“It was a mistake.” Ann Lee said so. The wall fell.") == [
        "“It was a mistake.” Ann Lee said so.",
        "The wall fell.",
    ]


def test_prose_is_not_grouped():
    assert len(grouped("The wall fell. It was old. Nobody was hurt.")) == 3


PIECES = st.sampled_from(
    [
        "He said no.",
        "“Why?”",
        "asked Ann.",
        "U.S.",
        " ",
        "\n",
        "\r\n",
        "“",
        "”",
        '"',
        "‘",
        "…",
        "。",
        "😀",
        "\u200b",
        "\x00",
        "a",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join))


def letters(text):
    return re.sub(r"\s", "", text)


@given(TEXTS)
def test_no_character_is_lost_or_doubled(text):
    found = paragraphs(text)
    inner = [span for paragraph in found for span in sentences(text, paragraph)]
    outer = [span for paragraph in found for span in groups(text, sentences(text, paragraph))]
    for spans in (found, inner, outer):
        assert letters("".join(cut(text, spans))) == letters(text)
        assert all(words and words == words.strip() for words in cut(text, spans))
        assert all(one.end <= two.start for one, two in zip(spans, spans[1:], strict=False))


def test_a_long_line_is_split_like_a_short_one():
    sentence = "The wall of the old harbour fell on Monday. "
    assert set(split(sentence * 2_000)) == {sentence.strip()}
