"""Vectors of texts and of their tokens."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import EmbeddingConfig, Encoder


@pytest.fixture(scope="module")
def encoder(tiny_model):
    return Encoder(EmbeddingConfig(model=tiny_model, threads=1))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_every_token_has_a_vector_of_length_one_and_its_range(encoder, texts):
    found = encoder.encode_tokens(texts)
    assert np.allclose([each.whole for each in found], encoder.encode(texts), atol=1e-4)
    for text, each in zip(texts, found, strict=True):
        assert len(each.tokens) == len(each.ranges) >= 1
        assert np.allclose(np.linalg.norm(each.tokens, axis=1), 1, atol=1e-3)
        tokens = encoder.token_offsets(text)
        assert list(each.ranges) == (tokens or [(0, len(text))])


def test_a_tokens_vector_depends_on_its_place():
    encoder = Encoder(EmbeddingConfig(threads=1))
    river, money = encoder.encode_tokens(["the bank of the river", "the bank lent money"])
    assert river.ranges[1] == money.ranges[1] == (4, 8)
    assert float(river.tokens[1] @ money.tokens[1]) < 0.95


def test_what_lies_past_the_models_end_has_no_vector(encoder):
    text = "word " * (encoder.max_tokens + 40)
    (found,) = encoder.encode_tokens([text])
    assert len(found.tokens) == len(found.ranges) <= encoder.max_tokens


def test_no_text_has_no_vectors(encoder):
    assert encoder.encode_tokens([]) == []
