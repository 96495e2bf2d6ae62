"""How alike words are: other words for the same thing count, what the article is about tells little."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import EmbeddingConfig, Encoder, TokenVectors
from rag.reader.likeness import asked_words, rarity_in, weighed

ENCODER = Encoder(EmbeddingConfig())


def likeness(question, *sentences):
    """The mean likeness of the question's words with each sentence, all words weighing the same."""
    asked, *tokens = ENCODER.encode_tokens([question, *sentences])
    words = asked_words(question, asked.tokens)
    return weighed(words.best([each.tokens.vectors for each in tokens]), [1.0] * len(words.stems)).tolist()


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        (
            "Who is the head of the army?",
            "Army chief Anna Berg met her commanders on Sunday.",
            "The army has 4,000 tents in the north.",
        ),
        (
            "Which officer put off a journey abroad?",
            "The general’s trip to London was postponed.",
            "The officer has a dog, a boat and a house.",
        ),
        (
            "How many workers were killed?",
            "Two labourers died when the wall fell.",
            "The wall was painted twice.",
        ),
    ],
)
def test_other_words_for_the_same_thing_count(question, said, other):
    near, far = likeness(question, said, other)
    assert near > far


def test_a_sentence_that_holds_the_words_is_likest():
    same, other = likeness(
        "Who closed the harbour gate?", "Berg closed the harbour gate.", "It snowed a lot."
    )
    assert same > 0.75 > 0.5 > other


def test_stop_words_are_not_compared_and_an_acronym_is_one_word():
    question = "Who did the U.S. blame for this?"
    asked = asked_words(question, ENCODER.encode_tokens([question])[0].tokens)
    assert asked.stems == ("u", "blame")


def test_a_question_of_stop_words_is_like_nothing():
    assert likeness("Who is it?", "Anna Berg.") == [0.0]


def test_what_every_sentence_holds_tells_nothing_and_what_none_holds_tells_most():
    rarity = rarity_in("The gas escaped. The gas was green. A valve let the gas out.")
    assert rarity("ga") < rarity("valv") < rarity("absent")


@given(
    st.lists(st.lists(st.integers(-9, 9), min_size=3, max_size=3), min_size=1, max_size=4),
    st.lists(
        st.lists(st.lists(st.integers(-9, 9), min_size=3, max_size=3), min_size=1, max_size=4),
        min_size=1,
        max_size=4,
    ),
)
def test_the_likest_token_counts(words, texts):
    question = " ".join("abcd"[: len(words)].replace("a", "x"))
    vectors = np.array(words, np.float32)
    ranges = np.array([(2 * at, 2 * at + 1) for at in range(len(words))], np.uint32)
    asked = asked_words(question, TokenVectors(vectors, ranges))
    tokens = [np.array(text, np.float32) for text in texts]
    found = asked.best(tokens)
    assert found.shape == (len(texts), len(asked.stems))
    for row, text in zip(found, tokens, strict=True):
        for value, vector in zip(row, asked.vectors, strict=True):
            assert value == pytest.approx(max(float(token @ vector) for token in text), abs=1e-4)
