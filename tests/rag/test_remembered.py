"""Sentences that were read before are not embedded again, and their vectors are the same."""

import threading
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index import EmbeddingConfig, Encoder
from rag.reader.remembered import RememberedVectors


class Counting:
    """An encoder whose vector of a text is known, and which counts what it embeds."""

    def __init__(self):
        self.embedded = []

    def encode(self, texts):
        self.embedded += texts
        return np.array([[len(text), hash(text) % 97] for text in texts], dtype=np.float32)


@given(st.lists(st.lists(st.text(max_size=3), min_size=1, max_size=8), max_size=6), st.integers(1, 5))
def test_vectors_are_those_of_the_encoder_in_the_order_asked(asked, size):
    known: Any = Counting()
    remembered = RememberedVectors(known, size)
    for texts in asked:
        assert np.array_equal(remembered.encode(texts), Counting().encode(texts))


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
    expected = encoder.encode(texts)
    wrong = []

    def read():
        for shift in range(8):
            turned = texts[shift:] + texts[:shift]
            if not np.allclose(remembered.encode(turned), np.roll(expected, -shift, axis=0), atol=1e-5):
                wrong.append(shift)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
