"""The model behind the reader: the same scores whatever format, batch or company; and what it cannot read."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto, helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Metaspace
from tokenizers.processors import TemplateProcessing

from index import ConfigError, ReaderError
from rag import Config
from rag.reader.models import folders, load_model
from rag.reader.spans import best_in_excerpts
from rag.reader.training.export import export
from rag.reader.windows import Excerpt, WindowMaker
from tests.rag.reader.tiny_reader import VOCABULARY, save_tiny_reader

EXCERPTS = [
    Excerpt("The mayor reported to the council in 1987.", "What the river said."),
    Excerpt("Bridge."),
    Excerpt("the river and the bridge " * 70),
    Excerpt("Śląsk\u2028“the mayor” \U0001f600 naïve  café\tof  \u200bthe\xadcouncil "),
]
NEEDED = "architecture ends in “ForQuestionAnswering”"
QUESTION = "who reported to the mayor?"


@pytest.fixture(scope="module", params=["onnx", "transformers"])
def model(request, saved, exported):
    return load_model(exported if request.param == "onnx" else saved)


def test_every_token_of_every_window_has_two_finite_scores(model):
    windows = model.windows.windows(QUESTION, EXCERPTS)
    assert {window.excerpt for window in windows} == {0, 1, 2, 3}
    assert len(windows) > len(EXCERPTS)  # the long one is read in strides
    for window, (starts, ends) in zip(windows, model.logits(windows), strict=True):
        assert starts.shape == ends.shape == window.ids.shape
        assert starts.dtype == ends.dtype == np.float32
        assert np.isfinite(starts).all()
        assert np.isfinite(ends).all()


def test_no_window_is_no_work(model):
    assert model.windows.windows(QUESTION, []) == []
    assert model.logits([]) == []


def test_what_a_window_scores_does_not_depend_on_what_is_read_beside_it(model):
    windows = model.windows.windows(QUESTION, EXCERPTS)
    for window, (starts, ends) in zip(windows, model.logits(windows), strict=True):
        ((alone_starts, alone_ends),) = model.logits([window])
        assert np.allclose(starts, alone_starts, atol=1e-4)
        assert np.allclose(ends, alone_ends, atol=1e-4)


def test_spans_are_ranges_of_the_text_without_blanks_at_their_sides(model):
    windows = model.windows.windows(QUESTION, EXCERPTS)
    found = best_in_excerpts(windows, model.logits(windows), 5)
    assert len(found[3]) == 5
    for number, spans in found.items():
        for span in spans:
            text = EXCERPTS[number].text[span.start : span.end]
            assert text
            assert text == text.strip()


def test_the_exported_model_scores_as_the_network_does(saved, exported):
    network, rounded = load_model(saved), load_model(exported)
    windows = network.windows.windows(QUESTION, EXCERPTS)
    assert [list(window.ids) for window in rounded.windows.windows(QUESTION, EXCERPTS)] == [
        list(window.ids) for window in windows
    ]
    exact = np.concatenate([np.concatenate(pair) for pair in network.logits(windows)])
    given_back = np.concatenate([np.concatenate(pair) for pair in rounded.logits(windows)])
    assert np.corrcoef(exact, given_back)[0, 1] > 0.98
    assert np.abs(exact - given_back).max() < np.std(exact)


def test_a_model_without_token_types_is_read_and_exported(tmp_path):
    folder = save_tiny_reader(tmp_path / "saved", kind="distilbert")
    network, rounded = load_model(folder), load_model(export(folder, tmp_path / "exported", {}))
    windows = network.windows.windows(QUESTION, EXCERPTS)
    assert not any(window.types.any() for window in windows)
    for exact, given_back in zip(network.logits(windows), rounded.logits(windows), strict=True):
        assert np.corrcoef(exact[0], given_back[0])[0, 1] > 0.95


def test_a_model_that_reads_little_at_once_gets_windows_that_fit(tmp_path):
    model = load_model(save_tiny_reader(tmp_path / "saved", max_position_embeddings=150))
    windows = model.windows.windows(QUESTION, [EXCERPTS[2]])
    assert max(len(window.ids) for window in windows) == model.windows.size == 148
    assert len(model.logits(windows)) == len(windows)


def test_threads_that_ask_at_once_get_one_model(exported):
    model = load_model(exported)
    with ThreadPoolExecutor(4) as pool:
        makers = list(pool.map(lambda _: model.windows, range(8)))
    assert len({id(maker) for maker in makers}) == 1


def test_a_description_tells_the_facts_of_the_training(exported):
    described = json.loads((exported / "model.json").read_text(encoding="utf-8"))
    assert described["facts"] == {"seed": 11}
    assert sorted(path.name for path in exported.iterdir()) == ["model.json", "model.onnx", "tokenizer.json"]


def spaced_tokenizer() -> Tokenizer:
    """A tokenizer as SentencePiece makes them: a token begins with the blank before its word."""
    vocabulary = {token: number for number, token in enumerate(["<s>", "</s>", "<unk>", "▁", "▁a", "a"])}
    tokenizer = Tokenizer(WordLevel(vocabulary, "<unk>"))
    tokenizer.pre_tokenizer = Metaspace()
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 1)]
    )
    return tokenizer


@given(st.text("ab \t\n\u2009é😀", max_size=60))
def test_tokens_cover_no_blanks_and_every_letter(text):
    maker = WindowMaker(spaced_tokenizer(), 128)
    covered = set()
    for window in maker.windows("a", [Excerpt(text)]):
        for start, end in zip(window.starts, window.ends, strict=True):
            word = text[start:end]
            assert word == word.strip()
            covered |= set(range(start, end))
    assert {place for place, letter in enumerate(text) if not letter.isspace()} <= covered


def empty(file):
    file.write_text("{}", encoding="utf-8")


def truncate(folder):
    file = folder / "model.onnx"
    file.write_bytes(file.read_bytes()[:5000])


def change_a_byte(folder):
    file = folder / "model.onnx"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


DAMAGES: dict = {
    "no model": (lambda folder: (folder / "model.onnx").unlink(), "model.onnx", "is missing"),
    "no tokenizer": (lambda folder: (folder / "tokenizer.json").unlink(), "tokenizer.json", "is missing"),
    "no description": (lambda folder: (folder / "model.json").unlink(), "model.json", "cannot be read"),
    "empty description": (lambda folder: empty(folder / "model.json"), "model.json", "cannot be read"),
    "truncated": (truncate, "model.onnx", "damaged"),
    "one bit": (change_a_byte, "model.onnx", "damaged"),
    "tokenizer": (lambda folder: empty(folder / "tokenizer.json"), "tokenizer.json", "damaged"),
    "no folder": (shutil.rmtree, "model.json", "cannot be read"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_of_ours_is_a_sentence_that_names_it_and_restores_it(
    damage, exported, tmp_path, monkeypatch
):
    spoil, file, problem = DAMAGES[damage]
    folder = shutil.copytree(exported, tmp_path / "model")
    monkeypatch.setattr(folders, "SHIPPED", folder)
    load_model(None).load()
    spoil(folder)
    with pytest.raises(ReaderError) as caught:
        load_model(None).load()
    message = str(caught.value)
    assert str(folder / file) in message
    assert problem in message
    assert "pip install --force-reinstall" in message
    assert "git checkout -- rag/reader" in message
    assert "\n" not in message


def test_a_mended_file_is_read_by_the_next_call(exported, tmp_path):
    folder = shutil.copytree(exported, tmp_path / "model")
    truncate(folder)
    model = load_model(folder)
    with pytest.raises(ConfigError):
        model.load()
    shutil.copy(exported / "model.onnx", folder)
    model.load()


def another_task(folder):
    """An ONNX model with other outputs than a reader's."""
    value = helper.make_tensor_value_info
    node = helper.make_node("Identity", ["input_ids"], ["last_hidden_state"])
    graph = helper.make_graph(
        [node],
        "graph",
        [value("input_ids", TensorProto.INT64, ["windows", "tokens"])],
        [value("last_hidden_state", TensorProto.INT64, ["windows", "tokens"])],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    (folder / "model.json").unlink()
    onnx.save(made, folder / "model.onnx")


def undescribed(spoil):
    """Damage a folder that nothing describes, so that the library meets the damage itself."""

    def spoiled(folder):
        (folder / "model.json").unlink()
        spoil(folder)

    return spoiled


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (another_task, ["model.onnx", "another task", "last_hidden_state"]),
        (undescribed(truncate), ["model.onnx", "cannot be read"]),
        (
            undescribed(lambda folder: empty(folder / "tokenizer.json")),
            ["tokenizer.json", "cannot be read"],
        ),
        (
            undescribed(lambda folder: (folder / "tokenizer.json").unlink()),
            ["tokenizer.json", "missing"],
        ),
        (truncate, ["model.onnx", "damaged"]),
    ],
)
def test_a_folder_of_the_users_is_a_sentence_that_names_the_setting(spoil, words, exported, tmp_path):
    folder = shutil.copytree(exported, tmp_path / "model")
    spoil(folder)
    with pytest.raises(ConfigError) as caught:
        load_model(folder).load()
    for expected in ["reader.model", str(folder), *words]:
        assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_without_a_description_is_read(exported, tmp_path):
    folder = shutil.copytree(exported, tmp_path / "model")
    (folder / "model.json").unlink()
    load_model(folder).load()


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (None, ["does not exist"]),
        ({}, ["neither model.onnx nor config.json"]),
        (
            {"config.json": {"architectures": ["BertForMaskedLM"]}},
            ["BertForMaskedLM", NEEDED],
        ),
        (
            {"config.json": {"architectures": ["BertModel"]}, "modules.json": []},
            ["SentenceTransformer (BertModel)", NEEDED],
        ),
        ({"modules.json": []}, ["SentenceTransformer", NEEDED]),
        ({"config.json": {"model_type": "bert"}}, ["names no architecture", NEEDED]),
        ({"config.json": []}, ["config.json that cannot be read"]),
        ({"config.json": {"architectures": ["MadeUpForQuestionAnswering"]}}, ["cannot be loaded"]),
    ],
)
def test_a_folder_that_holds_no_reader_is_a_sentence(files, words, tmp_path):
    folder = tmp_path / "named"
    if files is not None:
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_model(folder).load()
    for expected in ["reader.model", str(folder), *words]:
        assert expected in str(caught.value)


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="is not a folder"):
        load_model(tmp_path / "file")


def rename_the_task(folder):
    """A network of another task that claims to answer questions: its span scores would be random."""
    settings = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    settings["architectures"] = ["BertForQuestionAnswering"]
    (folder / "config.json").write_text(json.dumps(settings), encoding="utf-8")


def test_a_network_without_span_scores_is_not_filled_up_with_random_ones(tmp_path):
    folder = save_tiny_reader(tmp_path / "masked", task="MaskedLM")
    with pytest.raises(ConfigError, match="another task"):
        export(folder, tmp_path / "exported", {})
    rename_the_task(folder)
    with pytest.raises(ConfigError, match=r"lacks weights: qa_outputs"):
        load_model(folder).load()
    with pytest.raises(ConfigError, match=r"lacks weights: qa_outputs"):
        export(folder, tmp_path / "exported", {})
    assert not (tmp_path / "exported").exists()


def test_a_network_that_reads_too_little_or_has_no_tokenizer_is_refused(saved, tmp_path):
    small = save_tiny_reader(tmp_path / "small", max_position_embeddings=64)
    with pytest.raises(ConfigError, match="reads 62 tokens"):
        load_model(small).load()
    bare = shutil.copytree(saved, tmp_path / "bare")
    for name in ("vocab.txt", "tokenizer.json", "tokenizer_config.json"):
        (bare / name).unlink(missing_ok=True)
    with pytest.raises(ConfigError, match="has no tokenizer"):
        load_model(bare).load()
    with pytest.raises(ConfigError, match="has no tokenizer"):
        export(bare, tmp_path / "exported", {})


def test_a_tokenizer_of_another_network_is_refused(tmp_path):
    folder = save_tiny_reader(tmp_path / "saved", vocab_size=20)
    with pytest.raises(ConfigError, match=f"{len(VOCABULARY)} tokens, of which it knows 20"):
        load_model(folder).load()


def test_the_setting_takes_a_folder_from_the_environment(monkeypatch):
    assert Config().reader.model is None
    monkeypatch.setenv("GROUNDWIRE_READER__MODEL", "my-reader")
    assert Config().reader.model == Path("my-reader")


def test_scores_that_are_no_numbers_are_refused(saved, tmp_path):
    from safetensors.numpy import load_file, save_file

    folder = shutil.copytree(saved, tmp_path / "broken")
    weights = load_file(folder / "model.safetensors")
    weights["qa_outputs.weight"] = np.full_like(weights["qa_outputs.weight"], np.nan)
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ConfigError, match="not numbers"):
        load_model(folder).load()
