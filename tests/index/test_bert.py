"""onnxruntime gives the vectors that sentence-transformers gives, which runs what is of another kind."""

import json
import shutil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import EmbeddingConfig, Encoder
from index.embedding.bert import Bert, longest
from index.embedding.encoder import load_network, packaged_model
from index.embedding.sentence_transformer import SentenceTransformerNetwork
from tests.models import save_static_model

CONFIG = EmbeddingConfig(threads=2, batch_size=4)
TEXTS = [
    "Who denied the allegations?",
    "When was the strike called off, and by whom?",
    "naïve Zoë — “東京” 😀",
    "a\x00b",
    "",
    "The harbour was closed on Monday. " * 20,
    "more than the model reads " * 100,
]


def assert_alike(found, expected):
    for one, other in zip(found, expected, strict=True):
        assert np.allclose(one.whole, other.whole, atol=1e-5)
        assert np.allclose(one.tokens, other.tokens, atol=1e-4)


def test_the_packaged_model_has_the_vectors_that_sentence_transformers_gives():
    network, expected = load_network(packaged_model()), SentenceTransformerNetwork(packaged_model())
    assert isinstance(network, Bert)
    assert network.longest == expected.longest == 256
    assert network.dimensions == expected.dimensions == 384
    assert_alike(network.embed(TEXTS, CONFIG, tokens=True), expected.embed(TEXTS, CONFIG, tokens=True))


@pytest.fixture(scope="module")
def networks(tiny_model):
    return load_network(tiny_model), SentenceTransformerNetwork(tiny_model)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=4))
def test_so_has_any_model_of_its_kind(networks, texts):
    network, expected = networks
    assert_alike(network.embed(texts, CONFIG, tokens=True), expected.embed(texts, CONFIG, tokens=True))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=2, max_size=5))
def test_a_text_has_the_same_vector_whatever_is_embedded_beside_it(networks, texts):
    together = networks[0].embed(texts, CONFIG, tokens=False)
    for text, found in zip(texts, together, strict=True):
        (alone,) = networks[0].embed([text], CONFIG, tokens=False)
        assert np.array_equal(alone.whole, found.whole)
        assert found.tokens is None


def changed(folder, file, **content):
    """The folder, a JSON file in it changed."""
    path = folder / file
    described = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    path.write_text(json.dumps({**described, **content}), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("config.json", {"model_type": "mpnet"}),
        ("config.json", {"hidden_act": "relu"}),
        ("1_Pooling/config.json", {"pooling_mode": "cls"}),
        ("sentence_bert_config.json", {"do_lower_case": True}),
        ("config_sentence_transformers.json", {"default_prompt_name": "query", "prompts": {"query": "Q: "}}),
    ],
)
def test_a_model_of_another_kind_is_left_to_sentence_transformers(tiny_model, tmp_path, file, content):
    copied = shutil.copytree(tiny_model, tmp_path / "model")
    assert longest(copied) == longest(tiny_model) == 256
    assert longest(changed(copied, file, **content)) is None


def test_so_is_one_that_pools_otherwise(tiny_model, tmp_path):
    copied = shutil.copytree(tiny_model, tmp_path / "model")
    text = "the gate fell"
    usual = Encoder(EmbeddingConfig(model=copied, threads=1)).encode([text])
    encoder = Encoder(EmbeddingConfig(model=changed(copied, "1_Pooling/config.json", pooling_mode="cls")))
    assert isinstance(load_network(copied), SentenceTransformerNetwork)
    assert not np.allclose(encoder.encode([text]), usual, atol=1e-3)


def test_so_is_one_without_a_network(tmp_path):
    folder = save_static_model(tmp_path)
    assert longest(folder) is None
    encoder = Encoder(EmbeddingConfig(model=folder))
    assert encoder.encode(["The gate fell."]).shape == (1, 16)
    assert encoder.max_tokens > 100


@pytest.mark.parametrize("rounded", [False, True])
def test_so_is_one_whose_weights_have_other_names_or_are_rounded(tiny_model, tmp_path, rounded):
    from safetensors.numpy import load_file, save_file

    copied = shutil.copytree(tiny_model, tmp_path / "model")
    weights = load_file(copied / "model.safetensors")
    changed = {name: each.astype(np.float16) for name, each in weights.items()}
    other = {f"bert.{name}": each for name, each in weights.items()}
    save_file(changed if rounded else other, copied / "model.safetensors", {"format": "pt"})
    assert isinstance(load_network(copied), SentenceTransformerNetwork)
    assert Encoder(EmbeddingConfig(model=copied, threads=1)).encode(["gate"]).shape == (1, 16)
