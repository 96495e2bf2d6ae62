"""Groups: passages keep their answers, and what is called wrong does not hold the answer's words."""

import re
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from rag.reader.training.example import Example
from rag.reader.training.groups import Cutter, group_of, normalised, without_answer
from rag.reader.windows import Excerpt

SENTENCES = [
    "The ferry to Oban sails at nine on weekdays.",
    "Its captain, Ilse Brandt, has done the crossing for twelve years.",
    "On Sundays nothing leaves before ten.",
    "The harbour was dredged in spring, at a cost of two million pounds.",
    "Seals lie on the outer wall and look at the passengers.",
    "Brandt says that she has counted forty of them.",
]


def word_offsets(text):
    return [match.span() for match in re.finditer(r"\S+", text)]


@st.composite
def examples(draw):
    text = " ".join(draw(st.permutations(SENTENCES)))
    words = word_offsets(text)
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, min(first + 3, len(words) - 1)))
    return Example("Who is the captain?", text, ((words[first][0], words[last][1]),), title="Oban")


@given(examples(), st.integers(8, 40))
def test_an_answer_in_a_passage_is_the_answer_in_the_text(example, size):
    said = {example.text[start:end] for start, end in example.answers}
    for entry in Cutter(word_offsets, (size,)).entries(example):
        assert entry.excerpt.text in example.text
        assert {entry.excerpt.text[start:end] for start, end in entry.answers} <= said


@given(examples(), st.integers(8, 40), st.integers(0, 4))
def test_a_group_has_the_answer_once_and_its_words_nowhere_else(example, size, negatives):
    mined = [Excerpt(sentence) for sentence in SENTENCES]
    entries = Cutter(word_offsets, (size,)).entries(example)
    group = group_of(example, entries, mined, negatives, Random(3))
    if group is None:
        assert not any(entry.answers for entry in entries)
        return
    assert group.entries[0].answers
    assert len(group.entries) <= 1 + negatives
    (start, end) = example.answers[0]
    for entry in group.entries[1:]:
        assert not entry.answers
        assert normalised(example.text[start:end]) not in normalised(entry.excerpt.text)
    assert not without_answer(group).answered


def test_a_question_without_an_answer_gets_the_passage_that_shares_most_with_it():
    example = Example("What did the dredged harbour lose?", " ".join(SENTENCES), ())
    group = group_of(example, Cutter(word_offsets, (14,)).entries(example), [], 0, Random(1))
    assert group is not None
    assert not group.answered
    assert "dredged" in group.entries[0].excerpt.text


def test_a_passage_is_read_with_its_title_and_the_sentence_before_it():
    example = Example("Who?", " ".join(SENTENCES), (), title="Ferries")
    second = Cutter(word_offsets, (10,)).entries(example)[1]
    assert second.excerpt.context == f"Ferries. {SENTENCES[0]}"


def test_passages_of_its_own_text_that_share_most_with_a_question_stand_against_its_answer():
    start = " ".join(SENTENCES).index("nine on weekdays")
    example = Example("When was the harbour dredged, in spring?", " ".join(SENTENCES), ((start, start + 4),))
    entries = Cutter(word_offsets, (14,)).entries(example)
    group = group_of(example, entries, [], 3, Random(1), own=1)
    assert group is not None
    (answering, *others) = group.entries
    assert "nine" in answering.excerpt.text
    assert len(others) == 1
    assert "dredged" in others[0].excerpt.text
