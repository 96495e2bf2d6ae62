"""Weights of a choice among candidates: a planted model is found again, and documents stay apart."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.conditional_logit import (
    choices_of,
    first_is_true,
    fit,
    held_out_weights,
    log_likelihoods,
    softmax,
    telling,
)
from tests.evals.candidates import collected

PLANTED = {"near": 1.5, "long": -0.02}


def drawn(count, seed=0, trues=1):
    """Questions whose true candidates were drawn by the softmax of the planted weights."""
    chance = np.random.default_rng(seed)
    asked = []
    for number in range(count):
        size = int(chance.integers(3, 9))
        features = {"near": chance.normal(size=size), "long": 100 * chance.normal(size=size)}
        scores = np.sum([weight * features[name] for name, weight in PLANTED.items()], axis=0)
        powers = np.exp(scores - scores.max())
        true = chance.choice(size, size=trues, replace=False, p=powers / powers.sum())
        asked.append(collected(number, features, true, f"d{number % 15}"))
    return asked


def test_planted_weights_are_found_again_whatever_the_units():
    fitted = fit(drawn(3000), ("near", "long")).weights
    assert fitted["near"] == pytest.approx(1.5, abs=0.15)
    assert fitted["long"] == pytest.approx(-0.02, abs=0.002)


def test_a_feature_without_meaning_weighs_next_to_nothing():
    asked = drawn(1500)
    chance = np.random.default_rng(5)
    for one in asked:
        one.features["idle"] = chance.normal(size=len(one.scores))
    assert abs(fit(asked, ("near", "long", "idle")).weights["idle"]) < 0.15


def test_a_feature_that_never_differs_weighs_nothing():
    asked = drawn(200)
    for one in asked:
        one.features["same"] = np.full(len(one.scores), 7.0)
    assert fit(asked, ("near", "same")).weights["same"] == pytest.approx(0, abs=1e-9)


def test_any_true_candidate_will_do():
    # Of the two true ones only the first stands out; nothing is lost on the second.
    asked = [collected(n, {"near": [3.0, 0.0, 0.0, 0.0]}, (0, 1), f"d{n % 5}") for n in range(50)]
    assert fit(asked, ("near",)).weights["near"] > 0.5


def test_the_likelihood_by_hand():
    # Weights 1: chances 2/5, 1/5, 2/5, of which the first two are true; then one of one.
    asked = [collected(1, {"near": np.log([2, 1, 2])}, (0, 1)), collected(2, {"near": [9.0]}, (0,))]
    likelihoods, _ = log_likelihoods(choices_of(asked, ("near",)), np.array([1.0]))
    assert likelihoods == pytest.approx([np.log(3 / 5), 0.0])


@given(st.lists(st.floats(-2, 2), min_size=2, max_size=2), st.integers(0, 5))
def test_the_slope_is_that_of_the_likelihood(weights, seed):
    choices = choices_of(drawn(12, seed, trues=2), ("near", "long"))
    place = np.array(weights) * [1, 0.01]

    def total(where):
        return float(choices.shares @ log_likelihoods(choices, where)[0])

    step = np.array([1e-5, 1e-7])
    measured = [
        (total(place + step * one) - total(place - step * one)) / (2 * step[number])
        for number, one in enumerate(np.eye(2))
    ]
    assert log_likelihoods(choices, place)[1] == pytest.approx(measured, rel=1e-3, abs=1e-3)


@given(st.lists(st.lists(st.floats(-900, 900), min_size=1, max_size=6), min_size=1, max_size=6))
def test_chances_add_up_to_one_in_each_collected(scores):
    sizes = [len(part) for part in scores]
    starts = np.cumsum([0, *sizes[:-1]])
    rows = np.repeat(np.arange(len(sizes)), sizes)
    chances, _ = softmax(np.concatenate(scores), starts, rows)
    assert np.bincount(rows, chances) == pytest.approx(np.ones(len(sizes)))


def test_a_question_whose_answer_was_not_found_teaches_nothing_and_counts_as_missed():
    lost = collected(7, {"near": [1.0, 2.0]}, (), "d1")
    empty = collected(8, {"near": []}, (), "d2")
    assert telling([lost, empty]) == []
    asked = [*drawn(60), lost, empty]
    assert fit(asked, ("near", "long")) == fit(asked[:60], ("near", "long"))
    weights = held_out_weights(asked, ("near", "long"))
    assert first_is_true(asked, weights)[60:].tolist() == [False, False]
    with pytest.raises(ValueError, match="true candidate"):
        fit([lost, empty], ("near",))
    with pytest.raises(ValueError, match="no feature"):
        fit(drawn(10), ())


def test_held_out_weights_do_not_know_their_document():
    # In each document the true candidate is told by a feature that occurs nowhere else.
    asked = [collected(n, {f"only d{n % 6}": [0.0, 1.0]}, (1,), f"d{n % 6}") for n in range(60)]
    names = tuple(f"only d{number}" for number in range(6))
    assert first_is_true(asked, [fit(asked, names).weights] * 60).all()
    assert not first_is_true(asked, held_out_weights(asked, names)).any()


def test_of_equal_scores_the_first_one_counts():
    asked = [collected(1, {"near": [1.0, 1.0]}, (0,)), collected(2, {"near": [1.0, 1.0]}, (1,))]
    assert first_is_true(asked, [{"near": 2.0}] * 2).tolist() == [True, False]
