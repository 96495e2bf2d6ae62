"""Vectors of texts and of their tokens."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import EmbeddingConfig, Encoder, TokenVectors
from index.embedding.threads import threads_for, torch_threads
from tests.models import save_static_model


@pytest.fixture(scope="module")
def encoder(tiny_model):
    return Encoder(EmbeddingConfig(model=tiny_model, threads=1))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_every_token_has_a_vector_of_length_one_and_its_range(encoder, texts):
    found = encoder.encode_tokens(texts)
    assert np.allclose([each.whole for each in found], encoder.encode(texts), atol=1e-4)
    for text, each in zip(texts, found, strict=True):
        assert len(each.tokens.vectors) == len(each.tokens.ranges) >= 1
        assert np.allclose(np.linalg.norm(each.tokens.vectors, axis=1), 1, atol=1e-3)
        tokens = encoder.token_offsets(text)
        assert list(map(tuple, each.tokens.ranges)) == (tokens or [(0, len(text))])


def test_a_tokens_vector_depends_on_its_place():
    encoder = Encoder(EmbeddingConfig(threads=1))
    river, money = encoder.encode_tokens(["the bank of the river", "the bank lent money"])
    assert tuple(river.tokens.ranges[1]) == tuple(money.tokens.ranges[1]) == (4, 8)
    assert float(river.tokens.vectors[1] @ money.tokens.vectors[1]) < 0.95


def test_what_lies_past_the_models_end_has_no_vector(encoder):
    text = "word " * (encoder.max_tokens + 40)
    (found,) = encoder.encode_tokens([text])
    assert len(found.tokens.vectors) == len(found.tokens.ranges) <= encoder.max_tokens


def test_of_a_model_without_vectors_of_tokens_sentences_stand_for_them(tmp_path):
    encoder = Encoder(EmbeddingConfig(model=save_static_model(tmp_path)))
    text = "The gate fell. The harbour flooded."
    one, two = encoder.encode_tokens([text, "The gate fell."])
    assert [text[start:end] for start, end in one.tokens.ranges] == ["The gate fell.", "The harbour flooded."]
    assert len(two.tokens.ranges) == 1
    assert np.allclose(one.tokens.vectors[0], two.tokens.vectors[0], atol=1e-5)


@given(st.data())
def test_a_range_has_the_vectors_of_the_tokens_that_touch_it(data):
    ends = sorted(data.draw(st.sets(st.integers(1, 40), min_size=2, max_size=12)))
    ranges = list(zip([0, *ends], ends, strict=False))
    held = [pair for pair in ranges if data.draw(st.booleans())] or ranges[:1]
    tokens = TokenVectors(np.arange(len(held), dtype=np.float32)[:, None], np.array(held, np.uint32))
    start = data.draw(st.integers(0, 40))
    end = data.draw(st.integers(start + 1, 41))
    touching = [row for row, (first, last) in enumerate(held) if first < end and start < last]
    found = tokens.within(start, end)[:, 0].tolist()
    assert found == touching if touching else len(found) == 1


def test_no_text_has_no_vectors(encoder):
    assert encoder.encode_tokens([]) == []
    assert encoder.encode([]).shape == (0, 16)


def test_a_question_is_worth_one_thread_and_an_article_all_of_them():
    assert threads_for(["Who sailed?"], 4) == 1
    assert threads_for(["Who sailed from the harbour? " * 100], 4) == 4


def test_torch_has_its_threads_back_after_the_block():
    import torch

    before = torch.get_num_threads()
    with torch_threads(before + 1):
        assert torch.get_num_threads() == before + 1
    assert torch.get_num_threads() == before
