"""The training program from its command line: it learns, goes on where it was stopped, and leaves a model."""

import json
from pathlib import Path

import pytest
import torch
from typer.testing import CliRunner

from rag.reader.train import app
from rag.reader.training.learning_curve import app as learning_curve
from rag.reader.training.run import Training
from tests.models import save_tiny_model

RECIPE = """
passage_tokens = [60]
window_tokens = 128
batch_tokens = 256
rate = 0.01
checkpoint_windows = 10
averaged = 2

[[mixes]]
sources = [{ path = "ferries.json", share = 3.0 }]

[[mixes]]
phase = 2
sources = [{ path = "ferries.json" }]
negatives = 2
left_out = 0.3
"""


def squad(count=12):
    """A data set in SQuAD's format: a name to find in each of some texts, and something that is not there."""
    texts = []
    for number in range(count):
        context = f"ship {number} has captain k{number}. it sails at noon. " * 2
        answer = {"text": f"k{number}", "answer_start": context.index(f"k{number}")}
        asked = {"id": f"a{number}", "question": "who is captain?", "answers": [answer]}
        other = {"id": f"b{number}", "question": "who is cook?", "answers": [], "is_impossible": True}
        texts.append({"title": f"s{number}", "paragraphs": [{"context": context, "qas": [asked, other]}]})
    return {"version": "v2.0", "data": texts}


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return save_tiny_model(tmp_path_factory.mktemp("base")).parent / "bert"


@pytest.fixture
def arguments(tmp_path, base):
    (tmp_path / "ferries.json").write_text(json.dumps(squad()))
    (tmp_path / "recipe.toml").write_text(RECIPE)

    def build(output):
        named = {
            "--config": tmp_path / "recipe.toml",
            "--data": tmp_path,
            "--base": base,
            "--output": tmp_path / output,
        }
        return [str(part) for pair in named.items() for part in pair]

    return build


def weights(folder: Path):
    return torch.load(sorted(folder.glob("checkpoint-*.pt"))[-1], weights_only=True)


def test_a_run_that_was_stopped_ends_where_one_in_a_piece_ends(arguments, tmp_path, monkeypatch):
    whole = CliRunner().invoke(app, arguments("whole"))
    assert whole.exit_code == 0, whole.output
    train, steps = Training._train, iter(range(1000))

    def stopping(self, groups):
        if next(steps) == 9:
            raise KeyboardInterrupt
        return train(self, groups)

    monkeypatch.setattr(Training, "_train", stopping)
    assert CliRunner().invoke(app, arguments("halves")).exit_code != 0
    monkeypatch.setattr(Training, "_train", train)
    second = CliRunner().invoke(app, arguments("halves"))
    assert "going on after" in second.output
    one, other = weights(tmp_path / "whole"), weights(tmp_path / "halves")
    assert one.keys() == other.keys()
    assert all(torch.allclose(one[name], other[name], atol=1e-5) for name in one)


def test_a_run_learns_and_leaves_a_curve_and_a_model(arguments, tmp_path):
    assert CliRunner().invoke(app, arguments("run")).exit_code == 0
    points = [json.loads(line) for line in (tmp_path / "run" / "curve.jsonl").read_text().splitlines()]
    assert points[-1]["windows"] == points[-1]["of"]
    config = json.loads((tmp_path / "run" / "model" / "config.json").read_text())
    assert config["architectures"] == ["BertForQuestionAnswering"]
    told = json.loads((tmp_path / "run" / "model" / "training.json").read_text())
    assert len(told["averaged"]) == 2


def test_a_runs_checkpoints_are_measured_one_by_one(arguments, tmp_path):
    measured = ["--run", str(tmp_path / "run"), "--data", str(tmp_path / "ferries.json")]
    measured += ["--output", str(tmp_path / "figures.json")]
    early = CliRunner().invoke(learning_curve, measured)
    assert early.exit_code == 1
    assert "has not ended" in early.output
    assert CliRunner().invoke(app, arguments("run")).exit_code == 0
    result = CliRunner().invoke(learning_curve, measured)
    assert result.exit_code == 0, result.output
    figures = json.loads((tmp_path / "figures.json").read_text())
    windows = [int(name) for name in figures]
    assert windows == sorted(windows)
    assert len(windows) == len(list((tmp_path / "run").glob("checkpoint-*.pt"))) > 1
    assert len({json.dumps(one) for one in figures.values()}) > 1


def test_another_recipe_in_a_runs_folder_is_refused_in_a_sentence(arguments, tmp_path):
    assert CliRunner().invoke(app, arguments("run")).exit_code == 0
    recipe = (tmp_path / "recipe.toml").read_text()
    (tmp_path / "recipe.toml").write_text(recipe.replace("share = 3.0", "share = 1.0"))
    result = CliRunner().invoke(app, arguments("run"))
    assert result.exit_code == 1
    assert "another recipe" in result.output


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("rate = 0.01", "rates = 0.01"),
        ("ferries.json", "missing.json"),
        ("[[mixes]]", "[[mixes"),
    ],
)
def test_a_wrong_recipe_is_told_in_a_sentence(arguments, tmp_path, change, told):
    recipe = (tmp_path / "recipe.toml").read_text()
    (tmp_path / "recipe.toml").write_text(recipe.replace(change, told))
    result = CliRunner().invoke(app, arguments("run"))
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert len(result.output.strip().splitlines()) <= 2


def test_a_verifier_is_trained_on_what_a_reader_found(arguments, tmp_path):
    assert CliRunner().invoke(app, arguments("reader")).exit_code == 0
    reader = tmp_path / "reader" / "model"
    (tmp_path / "recipe.toml").write_text(f"looks = 2\n{RECIPE}")
    result = CliRunner().invoke(app, [*arguments("verifier"), "--reader", str(reader)])
    assert result.exit_code == 0, result.output
    told = json.loads((tmp_path / "verifier" / "model" / "training.json").read_text())
    assert told["recipe"]["looks"] == 2
    points = [json.loads(line) for line in (tmp_path / "verifier" / "curve.jsonl").read_text().splitlines()]
    assert points[-1]["loss"] < 0.8
