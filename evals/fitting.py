"""From features of best candidates to the probability that they are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from evals.cross_fitting import Group, Numbers, equal_shares, folds

Way = Literal["logistic", "platt", "isotonic"]
# Simplest first.
WAYS: tuple[Way, ...] = get_args(Way)
# The inverse strengths of the regularisation that are tried, in standard units; the strongest first.
INVERSE_STRENGTHS = (1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1, 1.0, 10.0)
# No confidence is nearer to 0 or 1: a handful of examples at an end proves no certainty.
LEAST = 0.03


@dataclass(frozen=True, slots=True)
class Example:
    """One question's best candidate: its named features, whether it was right, and of which document.

    ``source`` is the set that the document is of. ``fixed`` is the confidence of an answer that rests on no
    candidate, whatever is fitted; None for all others.
    """

    document: str
    features: dict[str, float]
    right: bool
    answerable: bool
    source: str = ""
    fixed: float | None = None

    @property
    def group(self) -> Group:
        """What it is held out with."""
        return Group(self.source, self.document)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How features become a confidence: weigh and add, then map the sum to a probability.

    ``knots`` are (sum, probability) in ascending order, with straight lines between them; beyond the ends
    the last probability holds. Without knots the map is the logistic function.
    """

    weights: dict[str, float]
    bias: float
    knots: tuple[tuple[float, float], ...] = ()

    def sums(self, examples: Sequence[Example]) -> Numbers:
        """The weighted sum of each example's features; a missing feature is 0."""
        return np.array([self.bias + self._weigh(example.features) for example in examples])

    def _weigh(self, features: dict[str, float]) -> float:
        return sum(weight * features.get(name, 0.0) for name, weight in self.weights.items())

    def confidences(self, examples: Sequence[Example]) -> Numbers:
        """The probability that each example is right."""
        sums = self.sums(examples)
        if self.knots:
            return interpolate(self.knots, sums)
        within: Numbers = np.clip(logistic(sums), LEAST, 1 - LEAST)
        return within


def logistic(sums: Numbers) -> Numbers:
    """1 / (1 + exp(-sum)), without overflow."""
    mapped: Numbers = (1.0 + np.tanh(sums / 2)) / 2
    return mapped


def interpolate(knots: Sequence[tuple[float, float]], sums: Numbers) -> Numbers:
    """Map sums to probabilities along the knots."""
    places, heights = zip(*knots, strict=True)
    mapped: Numbers = np.interp(sums, places, heights)
    return mapped


def fit(examples: Sequence[Example]) -> dict[Way, Calibration]:
    """Fit the weights by logistic regression, and three maps from their sum to a probability.

    ``logistic`` takes the regression's own probability, ``platt`` fits a slope and a bias to the sums (Platt
    1999), ``isotonic`` fits rising steps to them (Zadrozny and Elkan 2002). The latter two are fitted on
    sums predicted for documents left out of the regression, so that they do not flatter. Sets count alike,
    and in a set documents. All by scikit-learn.

    Raises:
        ValueError: all examples are right, or none is, perhaps but for those of one fold.
    """
    if len({example.right for example in examples}) < 2:
        raise ValueError("every example has the same outcome, so there is nothing to fit")
    sums = sums_by_strength(examples)
    chosen = best_strength(sums, examples)
    weights, bias = fit_weights(examples, chosen)
    slope, shift = fit_line(sums[chosen], examples)
    scaled = {name: slope * weight for name, weight in weights.items()}
    return {
        "logistic": Calibration(weights, bias),
        "platt": Calibration(scaled, slope * bias + shift),
        "isotonic": Calibration(weights, bias, fit_knots(sums[chosen], examples)),
    }


def sums_by_strength(examples: Sequence[Example]) -> dict[float, Numbers]:
    """For each inverse strength the sums from regressions that did not see the example's document.

    Raises:
        ValueError: the examples that a regression would see have all the same outcome.
    """
    found = {inverse: np.zeros(len(examples)) for inverse in INVERSE_STRENGTHS}
    for known, unseen in folds([example.group for example in examples]):
        training = [examples[place] for place in known]
        if len({example.right for example in training}) < 2:
            raise ValueError("a part of the documents has the same outcome throughout")
        judged = [examples[place] for place in unseen]
        for inverse, sums in found.items():
            sums[unseen] = Calibration(*fit_weights(training, inverse)).sums(judged)
    return found


def best_strength(sums: dict[float, Numbers], examples: Sequence[Example]) -> float:
    """The inverse strength whose held-out sums make the outcomes likeliest; of equals the strongest."""
    shares, signs = shares_of(examples), 2 * outcomes(examples) - 1
    losses = {inverse: float(shares @ np.logaddexp(0, -signs * sums[inverse])) for inverse in sums}
    return min(losses, key=lambda inverse: (losses[inverse], inverse))


def fit_weights(examples: Sequence[Example], inverse: float) -> tuple[dict[str, float], float]:
    """Weights and bias of a logistic regression, in the features' own units.

    The regression sees standardised features; ``inverse`` is scikit-learn's ``C``. Source: Cox 1958.
    """
    from sklearn.linear_model import LogisticRegression

    names = sorted({name for example in examples for name in example.features})
    values = np.array([[example.features.get(name, 0.0) for name in names] for example in examples])
    shares = shares_of(examples)
    means = np.average(values, axis=0, weights=shares)
    spreads = np.sqrt(np.average((values - means) ** 2, axis=0, weights=shares))
    spreads[spreads < 1e-9] = 1.0
    model = LogisticRegression(C=inverse, solver="newton-cholesky")
    model.fit((values - means) / spreads, outcomes(examples), sample_weight=shares)
    weights = model.coef_[0] / spreads
    bias = float(model.intercept_[0] - weights @ means)
    return dict(zip(names, weights.tolist(), strict=True)), bias


def fit_line(sums: Numbers, examples: Sequence[Example]) -> tuple[float, float]:
    """Slope and bias of a logistic regression of being right on the sums.

    Where the sums told nothing of held-out documents the slope is 0: a map never falls.
    """
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1e4, solver="newton-cholesky")
    model.fit(sums[:, None], outcomes(examples), sample_weight=shares_of(examples))
    if model.coef_[0, 0] <= 0:
        rate = float(np.average(outcomes(examples), weights=shares_of(examples)))
        return 0.0, float(np.log(rate / (1 - rate)))
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def fit_knots(sums: Numbers, examples: Sequence[Example]) -> tuple[tuple[float, float], ...]:
    """The corners of the isotonic regression of being right on the sums."""
    from sklearn.isotonic import IsotonicRegression

    model = IsotonicRegression(y_min=LEAST, y_max=1 - LEAST, out_of_bounds="clip")
    model.fit(sums, outcomes(examples), sample_weight=shares_of(examples))
    corners = zip(model.X_thresholds_, model.y_thresholds_, strict=True)
    rounded = {round(float(place), 5): round(float(height), 4) for place, height in corners}
    return tuple(rounded.items())


def outcomes(examples: Sequence[Example]) -> Numbers:
    """1 for each example that was right, 0 for the others."""
    return np.array([float(example.right) for example in examples])


def shares_of(examples: Sequence[Example]) -> Numbers:
    """How much each example counts: every set alike, and in a set every document."""
    return equal_shares([example.group for example in examples])


def held_out_confidences(examples: Sequence[Example]) -> dict[Way, Numbers]:
    """For each way the confidences from weights and maps that did not see the example's document.

    Strength, weights and maps are all fitted anew for every fold.

    Raises:
        ValueError: as :func:`fit`.
    """
    found = {way: np.zeros(len(examples)) for way in WAYS}
    for known, unseen in folds([example.group for example in examples]):
        judged = [examples[place] for place in unseen]
        for way, calibration in fit([examples[place] for place in known]).items():
            found[way][unseen] = calibration.confidences(judged)
    return found
