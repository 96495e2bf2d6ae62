"""Texts that were embedded lately are not embedded again, and their vectors are the same."""

import threading
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index import EmbeddingConfig, Encoder, RememberedVectors, TextVectors, TokenVectors


class Counting:
    """An encoder whose vector of a text is known, and which counts what it embeds."""

    def __init__(self):
        self.embedded = []

    def encode_tokens(self, texts):
        self.embedded += texts
        return [vectors_of(text) for text in texts]


def vectors_of(text):
    """Vectors that tell a text, its length and its tokens."""
    tokens = np.arange(2 * len(text), dtype=np.float32).reshape(-1, 2)
    ranges = np.array([(at, at + 1) for at in range(len(text))], np.uint32).reshape(-1, 2)
    whole = np.array([len(text), hash(text) % 97], np.float32)
    return TextVectors(whole, TokenVectors(tokens, ranges))


def alike(one, other):
    """Whether two texts have the same vectors."""
    return (
        np.allclose(one.whole, other.whole, atol=1e-5)
        and np.allclose(one.tokens.vectors, other.tokens.vectors, atol=1e-5)
        and np.array_equal(one.tokens.ranges, other.tokens.ranges)
    )


@given(st.lists(st.lists(st.text(max_size=3), min_size=1, max_size=8), max_size=6), st.integers(1, 5))
def test_vectors_are_those_of_the_encoder_in_the_order_asked(asked, size):
    known: Any = Counting()
    remembered = RememberedVectors(known, size)
    for texts in asked:
        found = remembered.encode_tokens(texts)
        assert len(found) == len(texts)
        assert all(alike(one, vectors_of(text)) for one, text in zip(found, texts, strict=True))


def test_nothing_is_embedded_twice_while_it_is_remembered():
    encoder: Any = Counting()
    remembered = RememberedVectors(encoder, size=3)
    remembered.encode(["a", "b", "a"])
    remembered.encode(["b", "c"])
    assert encoder.embedded == ["a", "b", "c"]
    remembered.encode(["d"])
    remembered.encode(["b", "c"])
    assert encoder.embedded == ["a", "b", "c", "d"]
    remembered.encode(["a"])
    assert encoder.embedded == ["a", "b", "c", "d", "a"]


def test_many_threads_get_the_right_vectors(tiny_model):
    encoder = Encoder(EmbeddingConfig(model=tiny_model, threads=1))
    remembered = RememberedVectors(encoder, size=4)
    texts = [f"sentence {number}" for number in range(8)]
    expected = encoder.encode_tokens(texts)
    wrong = []

    def read():
        for shift in range(8):
            turned = texts[shift:] + texts[:shift]
            wanted = expected[shift:] + expected[:shift]
            if not all(map(alike, remembered.encode_tokens(turned), wanted)):
                wrong.append(shift)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
