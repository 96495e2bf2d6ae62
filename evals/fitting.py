"""From features of best candidates to the probability that they are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Positions = NDArray[np.int64]
FOLDS = 5
# No confidence is nearer to 0 or 1 than this: a handful of examples at an end proves no certainty.
LEAST = 0.03


@dataclass(frozen=True, slots=True)
class Example:
    """One question's best candidate: its named features, whether it was right, and of which document."""

    document: str
    features: dict[str, float]
    right: bool
    answerable: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """How features become a confidence: weigh and add, then map along straight lines between knots.

    ``knots`` are (sum, probability) in ascending order; beyond the ends the last probability holds.
    """

    weights: dict[str, float]
    bias: float
    knots: tuple[tuple[float, float], ...]

    def sums(self, examples: Sequence[Example]) -> Numbers:
        """The weighted sum of each example's features; a missing feature is 0."""
        return np.array([self.bias + self._weigh(example.features) for example in examples])

    def _weigh(self, features: dict[str, float]) -> float:
        return sum(weight * features.get(name, 0.0) for name, weight in self.weights.items())

    def confidences(self, examples: Sequence[Example]) -> Numbers:
        """The probability that each example is right."""
        return interpolate(self.knots, self.sums(examples))


def interpolate(knots: Sequence[tuple[float, float]], sums: Numbers) -> Numbers:
    """Map sums to probabilities along the knots."""
    places, heights = zip(*knots, strict=True)
    mapped: Numbers = np.interp(sums, places, heights)
    return mapped


def fit(examples: Sequence[Example]) -> Calibration:
    """Fit the weights by logistic regression, then the knots by isotonic regression.

    The knots are fitted on sums that were predicted for documents left out of the regression, so that
    they do not flatter. Sources: Cox 1958; Zadrozny and Elkan 2002; both by scikit-learn.

    Raises:
        ValueError: all examples are right, or none is.
    """
    if len({example.right for example in examples}) < 2:
        raise ValueError("every example has the same outcome, so there is nothing to fit")
    weights, bias = fit_weights(examples)
    return Calibration(weights, bias, fit_knots(held_out_sums(examples), examples))


def fit_weights(examples: Sequence[Example]) -> tuple[dict[str, float], float]:
    """Weights and bias of a logistic regression, in the features' own units."""
    from sklearn.linear_model import LogisticRegression

    names = sorted({name for example in examples for name in example.features})
    values = np.array([[example.features.get(name, 0.0) for name in names] for example in examples])
    means, spreads = values.mean(axis=0), values.std(axis=0)
    spreads[spreads == 0] = 1.0
    model = LogisticRegression(max_iter=1000).fit((values - means) / spreads, outcomes(examples))
    weights = model.coef_[0] / spreads
    bias = float(model.intercept_[0] - weights @ means)
    return dict(zip(names, weights.tolist(), strict=True)), bias


def fit_knots(sums: Numbers, examples: Sequence[Example]) -> tuple[tuple[float, float], ...]:
    """The corners of the isotonic regression of being right on the sums."""
    from sklearn.isotonic import IsotonicRegression

    model = IsotonicRegression(y_min=LEAST, y_max=1 - LEAST, out_of_bounds="clip")
    model.fit(sums, outcomes(examples))
    corners = zip(model.X_thresholds_, model.y_thresholds_, strict=True)
    rounded = {round(float(place), 5): round(float(height), 4) for place, height in corners}
    return tuple(rounded.items())


def outcomes(examples: Sequence[Example]) -> Numbers:
    """1 for each example that was right, 0 for the others."""
    return np.array([float(example.right) for example in examples])


def folds(examples: Sequence[Example]) -> list[tuple[Positions, Positions]]:
    """Pairs of positions to fit on and to predict, no document in both.

    With a single document there is nothing to hold out: it is fitted on and predicted at once.
    """
    from sklearn.model_selection import GroupKFold

    documents = [example.document for example in examples]
    count = min(FOLDS, len(set(documents)))
    every = np.arange(len(examples))
    if count < 2:
        return [(every, every)]
    return list(GroupKFold(count).split(every, groups=documents))


def held_out_sums(examples: Sequence[Example]) -> Numbers:
    """For each example the weighted sum from a regression that did not see its document."""
    sums = np.zeros(len(examples))
    for known, unseen in folds(examples):
        training = [examples[position] for position in known]
        if len({example.right for example in training}) < 2:
            raise ValueError("a part of the documents has the same outcome throughout")
        weights, bias = fit_weights(training)
        sums[unseen] = Calibration(weights, bias, ()).sums([examples[position] for position in unseen])
    return sums


def held_out_confidences(examples: Sequence[Example]) -> Numbers:
    """For each example the confidence from weights and knots that did not see its document."""
    confidences = np.zeros(len(examples))
    for known, unseen in folds(examples):
        calibration = fit([examples[position] for position in known])
        confidences[unseen] = calibration.confidences([examples[position] for position in unseen])
    return confidences


def threshold(cost: float) -> float:
    """The confidence from which on answering is worth its risk (Chow 1970): cost / (1 + cost).

    ``cost`` is what a wrong answer costs, in units of what a right one gains; withholding is worth nothing.
    """
    return cost / (1 + cost)


def quality(confidences: Numbers, examples: Sequence[Example], cut: float) -> dict[str, Any]:
    """What these confidences are worth, and what the threshold does with them.

    ``brier`` is the mean squared distance of confidence and outcome (Brier 1950); ``auroc`` tells right
    candidates from wrong ones; the rest are shares at the threshold.
    """
    from sklearn.metrics import brier_score_loss, roc_auc_score

    right = outcomes(examples) > 0
    answered = confidences >= cut
    answerable = np.array([example.answerable for example in examples])
    shares = {
        "right, answered": answered[right],
        "wrong, withheld": ~answered[~right],
        "answerable, answered": answered[answerable],
        "not answerable, answered": answered[~answerable],
        "answered, right": right[answered],
        "answerable, right": right[answerable],
    }
    return {
        "brier": round(float(brier_score_loss(right, confidences)), 4),
        "auroc": round(float(roc_auc_score(right, confidences)), 4),
        **{name: round(float(flags.mean()), 4) for name, flags in shares.items() if len(flags)},
    }
