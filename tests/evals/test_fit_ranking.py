"""The program that fits the ranking: planted weights, figures of held-out documents, nothing asked twice."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from evals import fit_ranking
from evals.datasets import DatasetError
from evals.features import RANKED_BY
from evals.fit_ranking import app, ranking
from tests.evals.candidates import collected


def drawn(count, source="harbours", seed=0):
    """Questions whose true candidate the span tells better than the coverage does."""
    chance = np.random.default_rng(seed)
    asked = []
    for number in range(count):
        span, coverage = chance.normal(size=6), chance.normal(size=6)
        scores = 2 * span + coverage
        powers = np.exp(scores - scores.max())
        true = chance.choice(6, p=powers / powers.sum())
        features = {"span": span, "coverage": coverage, "margin": chance.normal(size=6), "mood": span}
        asked.append(collected(number, features, [true], f"d{number % 12}", source))
    return asked


def test_the_weights_and_what_they_are_worth():
    content = ranking(drawn(400) + drawn(200, "ferries", seed=1))
    assert content["weights"]["span"] == pytest.approx(2, abs=0.5)
    assert content["weights"]["coverage"] == pytest.approx(1, abs=0.3)
    assert content["fitted_on"]["datasets"] == {"harbours": 400, "ferries": 200}
    assert content["fitted_on"]["documents"] == 24
    for figures in content["held_out"].values():
        for value, low, high in figures.values():
            assert low < value < high
        assert figures["all"][0] > figures["similarity alone"][0]
    assert content["tests"]["similarity alone"]["difference"] > 0.1
    assert content["tests"]["similarity alone"]["p"] < 0.01
    assert content["tests"]["span alone"]["difference"] > 0


def test_only_features_that_are_named_are_weighed():
    weighed = set(ranking(drawn(100))["weights"])
    assert weighed == {"span", "coverage"}
    assert "margin" not in RANKED_BY


def test_without_a_trained_reader_there_is_no_span_alone():
    asked = drawn(100)
    for question in asked:
        del question.features["span"]
    assert set(ranking(asked)["tests"]) == {"similarity alone", "before reading"}


def test_each_feature_can_be_left_out():
    content = ranking(drawn(200), ablate=True)
    assert content["tests"]["all but span"]["difference"] > 0.1
    assert (
        content["held_out"]["every set"]["all but span"]
        == content["held_out"]["every set"]["similarity alone"]
    )


def test_questions_without_a_true_candidate_are_not_enough():
    with pytest.raises(DatasetError, match="not enough"):
        ranking([collected(1, {"span": [1.0, 2.0]}, [])])
    with pytest.raises(DatasetError, match="no candidate|No candidate"):
        ranking([collected(1, {"mood": [1.0, 2.0]}, [0])])


def test_the_program_writes_the_weights(tmp_path, monkeypatch):
    wanted: dict = {}

    def collect(datasets, **options):
        wanted.update(options, datasets=datasets)
        return drawn(100)

    monkeypatch.setattr(fit_ranking, "collect", collect)
    output = tmp_path / "deeper" / "ranking.json"
    done = CliRunner().invoke(app, ["--packaged", "--output", str(output), "--collected", "kept.jsonl"])
    assert done.exit_code == 0, done.output
    content = json.loads(output.read_text(encoding="utf-8"))
    assert set(content["weights"]) == {"span", "coverage"}
    assert content["thin_margin"] in [step["thin_margin"] for step in content["reading"]]
    assert "Reading on below a margin" in done.output
    assert "First candidate on gold" in done.output
    assert "mood" in done.output
    assert wanted["answerable_only"]
    assert all(q.split == "development" for dataset in wanted["datasets"] for q in dataset.questions)


def test_the_program_needs_a_set(tmp_path):
    done = CliRunner().invoke(app, ["--output", str(tmp_path / "ranking.json")])
    assert done.exit_code != 0
    assert not list(tmp_path.iterdir())
