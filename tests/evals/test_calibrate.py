"""The program that fits the confidence: which questions it is fitted on, and what it writes."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from evals import calibrate
from evals.calibrate import app, calibration, example_of
from evals.datasets import DatasetError
from evals.deciding import Aims, Rule
from evals.features import JUDGED_BY
from rag.answering.confidence import Calibration
from tests.evals.candidates import candidate, collected


def drawn(count, source="harbours", seed=0, **other):
    """Questions whose first candidate is right the likelier the higher its span; a third has no answer."""
    chance = np.random.default_rng(seed)
    asked = []
    for number in range(count):
        answerable = number % 3 > 0
        span = chance.normal(1.0 if answerable else -1.0)
        right = bool(answerable and chance.random() < 1 / (1 + np.exp(-2 * span)))
        features = {"verified": [span, -3.0], "cosine": chance.normal(size=2), "mood": [9.0, 9.0]}
        known = {"answerable": answerable, "left_out": not answerable, "right": right} | other
        asked.append(collected(number, features, [0] if right else [], f"d{number % 12}", source, **known))
    return asked


@pytest.fixture(scope="module")
def fitted():
    return calibration(drawn(400) + drawn(100, "ferries", seed=1), Aims())


def test_what_it_is_worth_is_told_of_each_set(fitted):
    content, points = fitted
    assert set(content["held_out"]) == {"harbours", "ferries"}
    assert set(points) == {"harbours", "ferries", "every set"}
    for told in content["held_out"].values():
        assert told["figures"]["auroc, answerable or not"] > 0.8
        assert told["figures"]["auroc, right or wrong"] > 0.8
        assert told["figures"]["brier"] < 0.2
        assert told["at the threshold"]["threshold"] == content["abstain_below"]
    assert set(content["ways"]) == {"logistic", "platt", "isotonic"}
    assert content["fitted_on"]["datasets"] == {"harbours": 400, "ferries": 100}


def test_what_it_writes_is_what_the_assistant_computes_with(fitted):
    content, _ = fitted
    shipped = Calibration(
        content["weights"],
        content["bias"],
        tuple((place, height) for place, height in content["knots"]),
        content["abstain_below"],
    )
    sure, unsure = (shipped.confidence(candidate({"verified": span, "cosine": 0.0})) for span in (2.0, -2.0))
    assert sure > 0.8
    assert unsure < 0.2


def test_only_features_that_are_named_are_weighed(fitted):
    assert set(fitted[0]["weights"]) == {"verified", "cosine"}
    assert "mood" not in JUDGED_BY


def test_the_threshold_follows_the_rule():
    asked = drawn(120)
    by_cost, _ = calibration(asked, Aims(wrong_cost=1.0))
    assert by_cost["abstain_below"] == 0.5
    strict, _ = calibration(asked, Aims(Rule.TARGETS, most_false=0.05))
    loose, _ = calibration(asked, Aims(Rule.TARGETS, most_false=0.5))
    assert strict["held_out"]["harbours"]["at the threshold"]["false_answers"] <= 0.05
    assert strict["abstain_below"] > loose["abstain_below"]
    assert "5%" in strict["threshold_rule"]


def test_the_candidate_that_is_cited_is_the_example():
    asked = collected(1, {"verified": [1.0, 7.0]}, [1], cited=1, right=True)
    assert example_of(asked).features == {"verified": 7.0}
    assert example_of(asked).fixed is None


def test_an_answer_that_rests_on_no_candidate_is_measured_but_not_fitted_on():
    stated = collected(0, {"verified": [-9.0]}, [], "d1", cited=None, confidence=0.9, right=True)
    assert example_of(stated).fixed == 0.9
    alone, with_it = calibration(drawn(120), Aims())[0], calibration([stated, *drawn(120)], Aims())[0]
    assert with_it["weights"] == alone["weights"]
    assert with_it["fitted_on"]["resting on no candidate"] == 1
    figures = with_it["held_out"]["harbours"]["figures"]
    assert figures["questions"] == 121
    assert (
        figures["found, nothing withheld"]
        > alone["held_out"]["harbours"]["figures"]["found, nothing withheld"]
    )


def test_questions_that_are_all_wrong_are_not_enough():
    with pytest.raises(DatasetError, match="not enough"):
        calibration([collected(n, {"verified": [1.0]}, [], f"d{n}") for n in range(9)], Aims())


@pytest.fixture
def asked_for(monkeypatch):
    """What the program asks to be collected, with drawn answers in place of the assistant's."""
    wanted: dict = {}

    def collect(datasets, **options):
        wanted.update(options, datasets=datasets)
        return drawn(120)

    monkeypatch.setattr(calibrate, "collect", collect)
    return wanted


def test_the_program_reads_development_questions_only(tmp_path, asked_for):
    output, curve = tmp_path / "calibration.json", tmp_path / "curve.json"
    arguments = ["--left-out", "harbours", "--output", str(output), "--curve", str(curve)]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert all(q.split == "development" for dataset in asked_for["datasets"] for q in dataset.questions)
    assert asked_for["left_out"] == ["harbours"]
    assert json.loads(output.read_text(encoding="utf-8"))["weights"]
    point = json.loads(curve.read_text(encoding="utf-8"))["harbours"][0]
    assert {"threshold", "coverage", "risk"} <= set(point)
    assert "auroc" in done.output
    assert "mood" in done.output
