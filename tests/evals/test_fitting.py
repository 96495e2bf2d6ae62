"""The confidence that is fitted: in the features' own units, monotone, sets alike, documents apart."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.fitting import (
    WAYS,
    Calibration,
    Example,
    fit,
    fit_knots,
    fit_weights,
    held_out_confidences,
    interpolate,
    logistic,
)
from rag.answering.confidence import Calibration as Shipped
from tests.evals.candidates import candidate


def example(right, document="d", source="", **features):
    return Example(document, features, right, answerable=True, source=source)


def drawn(count, seed=0, source="", bias=1.0):
    """Examples that are right with probability 1 / (1 + exp(-(2 a - 0.01 b + bias)))."""
    chance = np.random.default_rng(seed)
    examples = []
    for number in range(count):
        a, b = chance.normal(), 300 * chance.normal()
        probability = 1 / (1 + np.exp(-(2 * a - 0.01 * b + bias)))
        right = bool(chance.random() < probability)
        examples.append(example(right, f"d{number % 20}", source, a=a, b=b))
    return examples


@pytest.fixture(scope="module")
def fitted():
    return fit(drawn(3000))


def test_planted_weights_are_found_again_whatever_the_units(fitted):
    for way in ("logistic", "platt"):
        assert fitted[way].weights["a"] == pytest.approx(2, abs=0.25)
        assert fitted[way].weights["b"] == pytest.approx(-0.01, abs=0.00125)
        assert fitted[way].bias == pytest.approx(1, abs=0.25)


@pytest.mark.parametrize("way", WAYS)
def test_confidences_are_probabilities(fitted, way):
    unseen = drawn(3000, seed=1)
    confidences = fitted[way].confidences(unseen)
    assert confidences.min() >= 0
    assert confidences.max() <= 1
    right = np.array([example.right for example in unseen])
    for low in (0.0, 0.25, 0.5, 0.75):
        chosen = (confidences >= low) & (confidences < low + 0.25)
        assert right[chosen].mean() == pytest.approx(confidences[chosen].mean(), abs=0.07)


@settings(max_examples=15)
@given(st.integers(0, 1000), st.sampled_from([60, 120]))
def test_every_map_rises_with_the_sum(seed, count):
    examples = drawn(count, seed)
    for calibration in fit(examples).values():
        order = np.argsort(calibration.sums(examples))
        assert (np.diff(calibration.confidences(examples)[order]) >= -1e-12).all()
        places = [place for place, _ in calibration.knots]
        assert places == sorted(set(places))


def test_where_the_features_tell_nothing_no_confidence_tells_much():
    chance = np.random.default_rng(3)
    examples = [example(n % 3 == 0, f"d{n % 10}", a=float(a)) for n, a in enumerate(chance.normal(size=400))]
    assert fit(examples)["platt"].confidences(examples) == pytest.approx(np.full(400, 1 / 3), abs=0.1)


def test_sets_count_alike_whatever_their_size():
    # Wherever a is 0, one is right in a large set and three of four in a small one.
    large = [example(True, f"d{n % 9}", "large", a=0.0) for n in range(900)]
    small = [example(n % 2 == 0, f"d{n % 9}", "small", a=0.0) for n in range(90)]
    _, bias = fit_weights(large + small, 1.0)
    assert logistic(np.array([bias]))[0] == pytest.approx(0.75, abs=0.01)


@pytest.mark.parametrize("knots", [(), ((-1.0, 0.1), (0.5, 0.4), (3.0, 0.9))])
@pytest.mark.parametrize("place", [-900.0, -1.2, 0.0, 1.7, 900.0])
def test_what_is_fitted_is_what_ships(knots, place):
    weights = {"a": 2.0, "b": -0.5}
    features = {"a": place, "b": 1.5, "unheard of": 9.0}
    shipped = Shipped(weights, 0.25, knots, abstain_below=0.3).confidence(candidate(features))
    assert 0.03 <= shipped <= 0.97
    assert Calibration(weights, 0.25, knots).confidences([example(True, **features)])[0] == pytest.approx(
        shipped
    )


def test_what_an_article_states_about_itself_has_a_confidence_of_its_own():
    shipped = Shipped({"a": 2.0}, 0.0, (), abstain_below=0.3, stated=0.8)
    assert shipped.confidence(candidate({"stated": 1.0, "a": -9.0})) == 0.8


def test_a_missing_feature_is_zero():
    calibration = Calibration({"a": 2.0, "b": 3.0}, 1.0, ((0.0, 0.1), (10.0, 0.6)))
    assert calibration.sums([example(True, a=2.0), example(True, b=1.0, c=9.0)]).tolist() == [5.0, 4.0]
    assert calibration.confidences([example(True, a=2.0)])[0] == pytest.approx(0.35)


def test_beyond_the_knots_the_ends_hold():
    knots = ((0.0, 0.2), (1.0, 0.8))
    assert interpolate(knots, np.array([-5.0, 0.5, 7.0])).tolist() == pytest.approx([0.2, 0.5, 0.8])


def test_held_out_confidences_do_not_know_their_document():
    # Whether an example is right is written in its document alone, which a feature of its own gives away.
    examples = [example(n % 2 == 0, f"d{n % 6}", **{f"d{n % 6}": 1.0}) for n in range(60)]
    right = np.array([example.right for example in examples])
    weights, bias = fit_weights(examples, 1.0)
    sums = Calibration(weights, bias).sums(examples)
    assert np.array_equal(interpolate(fit_knots(sums, examples), sums) > 0.5, right)
    for confidences in held_out_confidences(examples).values():
        assert not np.array_equal(confidences > 0.5, right)


def test_nothing_to_fit():
    with pytest.raises(ValueError, match="same outcome"):
        fit([example(True, a=1.0), example(True, a=2.0)])
    with pytest.raises(ValueError, match="same outcome"):
        fit([example(True, "d1", a=1.0), example(False, "d2", a=2.0)])
