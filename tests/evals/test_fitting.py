"""The confidence that is fitted: in the features' own units, monotone, and with a threshold by rule."""

import numpy as np
import pytest

from evals.fitting import (
    Calibration,
    Example,
    fit,
    fit_knots,
    held_out_confidences,
    interpolate,
    quality,
    threshold,
)


def example(right, document="d", **features):
    return Example(document, features, right, answerable=True)


def drawn(count, seed=0):
    """Examples that are right with probability 1 / (1 + exp(-(2 a - 0.01 b + 1)))."""
    chance = np.random.default_rng(seed)
    examples = []
    for number in range(count):
        a, b = chance.normal(), 300 * chance.normal()
        probability = 1 / (1 + np.exp(-(2 * a - 0.01 * b + 1)))
        examples.append(example(bool(chance.random() < probability), f"d{number % 20}", a=a, b=b))
    return examples


def test_the_weights_are_found_again_whatever_the_units():
    fitted = fit(drawn(4000))
    assert fitted.weights["a"] == pytest.approx(2, abs=0.2)
    assert fitted.weights["b"] == pytest.approx(-0.01, abs=0.001)
    assert fitted.bias == pytest.approx(1, abs=0.2)


def test_confidences_are_probabilities():
    known, unseen = drawn(4000), drawn(4000, seed=1)
    confidences = fit(known).confidences(unseen)
    assert confidences.min() >= 0
    assert confidences.max() <= 1
    right = np.array([example.right for example in unseen])
    for low in (0.0, 0.25, 0.5, 0.75):
        chosen = (confidences >= low) & (confidences < low + 0.25)
        assert right[chosen].mean() == pytest.approx(confidences[chosen].mean(), abs=0.07)


def test_knots_rise():
    knots = fit(drawn(500)).knots
    places, heights = zip(*knots, strict=True)
    assert list(places) == sorted(set(places))
    assert list(heights) == sorted(heights)


def test_a_missing_feature_is_zero():
    calibration = Calibration({"a": 2.0, "b": 3.0}, 1.0, ((0.0, 0.1), (10.0, 0.6)))
    assert calibration.sums([example(True, a=2.0), example(True, b=1.0, c=9.0)]).tolist() == [5.0, 4.0]
    assert calibration.confidences([example(True, a=2.0)])[0] == pytest.approx(0.35)


def test_beyond_the_knots_the_ends_hold():
    knots = ((0.0, 0.2), (1.0, 0.8))
    assert interpolate(knots, np.array([-5.0, 0.5, 7.0])).tolist() == pytest.approx([0.2, 0.5, 0.8])


def test_a_threshold_follows_from_what_a_wrong_answer_costs():
    # At the threshold p, answering gains p and loses (1 - p) times the cost: p = (1 - p) * cost.
    assert threshold(1.0) == pytest.approx(0.5)
    assert threshold(1 / 3) == pytest.approx(0.25)
    assert threshold(0.0) == 0.0


def test_the_figures_at_a_threshold_by_hand():
    # Answering from 0.4 on: right 2 of 2, wrong withheld 2 of 3.
    examples = [example(right) for right in (True, True, False, False, False)]
    confidences = np.array([0.5, 0.9, 0.6, 0.3, 0.2])
    figures = quality(confidences, examples, 0.4)
    assert figures["right, answered"] == 1
    assert figures["wrong, withheld"] == pytest.approx(2 / 3, abs=1e-4)
    assert figures["answered, right"] == pytest.approx(2 / 3, abs=1e-4)
    # Squares of 0.5, 0.1, 0.6, 0.3, 0.2 over five; pairs (right, wrong) in order: 5 of 6.
    assert figures["brier"] == pytest.approx((0.25 + 0.01 + 0.36 + 0.09 + 0.04) / 5)
    assert figures["auroc"] == pytest.approx(5 / 6, abs=1e-4)


def test_held_out_confidences_do_not_know_their_document():
    # Whether an example is right is written in its document alone, which a feature of its own gives away.
    examples = [example(n % 2 == 0, f"d{n % 6}", **{f"d{n % 6}": 1.0}) for n in range(60)]
    right = np.array([example.right for example in examples])
    seen = fit_knots(fit(examples).sums(examples), examples)
    assert np.array_equal(interpolate(seen, fit(examples).sums(examples)) > 0.5, right)
    assert not np.array_equal(held_out_confidences(examples) > 0.5, right)


def test_nothing_to_fit():
    with pytest.raises(ValueError, match="same outcome"):
        fit([example(True, a=1.0), example(True, a=2.0)])
