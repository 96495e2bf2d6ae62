"""The dimensions kept of tokens' vectors: fitted from the command line, and those that are packaged."""

import gzip
import json

import numpy as np
from typer.testing import CliRunner

from evals.fit_reduction import app, directions
from index import EmbeddingConfig, Encoder, Reduction


def test_the_directions_with_most_of_the_squares_are_kept():
    rows = np.random.default_rng(7).normal(size=(200, 4)) * [5, 1, 3, 0.1]
    basis, share = directions(rows.T @ rows, 2)
    assert np.allclose(np.abs(basis), [[1, 0], [0, 0], [0, 1], [0, 0]], atol=0.15)
    assert 0.95 < share < 1


def test_a_reduction_is_fitted_from_the_command_line(tmp_path):
    data, output = tmp_path / "passages.jsonl.gz", tmp_path / "reduction.npz"
    with gzip.open(data, "wt") as lines:
        lines.writelines(json.dumps({"context": f"Ferry {number} sank."}) + "\n" for number in range(20))
    result = CliRunner().invoke(app, ["--data", str(data), "--output", str(output), "--kept", "8"])
    assert result.exit_code == 0, result.output
    with np.load(output) as content:
        basis = content["basis"].astype(np.float32)
    assert basis.shape == (384, 8)
    assert np.allclose(basis.T @ basis, np.eye(8), atol=0.01)


def test_a_file_without_passages_is_told_of_in_a_sentence(tmp_path):
    (tmp_path / "questions.jsonl").write_text('{"question": "Who?"}\n')
    words = ["--data", str(tmp_path / "questions.jsonl"), "--output", str(tmp_path / "reduction.npz")]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    assert "None of these files has a passage" in result.output


def test_the_packaged_reduction_is_for_the_packaged_model():
    identity = Encoder(EmbeddingConfig()).identity
    assert Reduction.of(identity).reduce(np.ones((2, 384), np.float32)).shape == (2, 96)
    assert Reduction.of("another").reduce(np.ones((2, 384), np.float32)).shape == (2, 384)
