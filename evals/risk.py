"""What confidences are worth, and what a threshold does with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from evals.cross_fitting import Flags, Numbers
from evals.metrics.refusal import refusal_auroc
from evals.statistics.bootstrap import SEED

BINS = 15
# How often outcomes are drawn to tell what calibration error chance alone makes.
DRAWS = 200


@dataclass(frozen=True, slots=True)
class Judged:
    """The confidence of each question's answer, and what became of it, an entry for each question.

    ``right`` is whether the first citation is on gold, ``answerable`` whether the articles asked hold an
    answer, ``shares`` how much the question counts in a mean.
    """

    confidence: Numbers
    right: Flags
    answerable: Flags
    shares: Numbers

    def part(self, chosen: Flags) -> Judged:
        """Some of the questions."""
        return Judged(
            self.confidence[chosen], self.right[chosen], self.answerable[chosen], self.shares[chosen]
        )


@dataclass(frozen=True, slots=True)
class Point:
    """What happens where answers of at least this confidence are given; shares from 0 to 1.

    ``coverage`` is the share of the questions that are answered, ``risk`` the share of the answered that
    are wrong, ``false_answers`` the share of the questions without an answer that are answered all the same,
    ``found`` the share of the answerable whose first citation is shown and on gold.
    """

    threshold: float
    coverage: float
    risk: float
    false_answers: float
    found: float

    def gain(self, cost: float) -> float:
        """What a question is worth on average: 1 where rightly answered, minus ``cost`` where wrongly."""
        return self.coverage * (1 - self.risk) - cost * self.coverage * self.risk

    def to_dict(self) -> dict[str, float]:
        """All fields, rounded, for JSON."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


def at(judged: Judged, threshold: float) -> Point:
    """What a threshold does."""
    answered = judged.confidence >= threshold
    return Point(
        threshold,
        share(answered, judged.shares),
        share(~judged.right[answered], judged.shares[answered]),
        share(answered[~judged.answerable], judged.shares[~judged.answerable]),
        share((answered & judged.right)[judged.answerable], judged.shares[judged.answerable]),
    )


def share(flags: Flags, shares: Numbers) -> float:
    """The weighted share of flags that are set; 0 where there are none."""
    return float(np.average(flags, weights=shares)) if len(flags) else 0.0


def curve(judged: Judged) -> list[Point]:
    """The risk-coverage curve: a point for each distinct confidence, the lowest threshold first.

    Source: Geifman and El-Yaniv 2017.
    """
    return [at(judged, threshold) for threshold in np.unique(judged.confidence).tolist()]


def cost_threshold(cost: float) -> float:
    """The confidence from which on answering is worth its risk (Chow 1970): cost / (1 + cost).

    ``cost`` is what a wrong answer costs, in units of what a right one gains; withholding is worth nothing.
    """
    return cost / (1 + cost)


def best_gain(points: Sequence[Point], cost: float) -> float:
    """The threshold of the curve under which answers were worth most; of equals the lowest."""
    return max(points, key=lambda point: (point.gain(cost), -point.threshold)).threshold


def lowest_refusing(points: Sequence[Point], most: float) -> float:
    """The lowest threshold at which at most this share of the unanswerable is answered.

    It lies just above the last confidence of the curve at which more are; 0 where there is none.
    """
    answering = max((point.threshold for point in points if point.false_answers > most), default=None)
    return 0.0 if answering is None else float(np.nextafter(answering, np.inf))


def highest_answering(points: Sequence[Point], least: float) -> float | None:
    """The highest threshold at which at least this share of the answerable is found; None where none does."""
    return max((point.threshold for point in points if point.found >= least), default=None)


def equal_mass_error(confidence: Numbers, right: Flags | Numbers) -> float:
    """The mean distance of confidence and share right in up to 15 bins of as many questions each.

    Questions of equal confidence take the mean of their outcomes, so that their order does not matter; 0
    without questions. Source: the expected calibration error of Guo et al. 2017 with the bins of Nixon et
    al. 2019.
    """
    if not len(confidence):
        return 0.0
    _, place = np.unique(confidence, return_inverse=True)
    outcome = (np.bincount(place, right) / np.bincount(place))[place]
    order = np.argsort(confidence, kind="stable")
    bins = np.array_split(order, min(BINS, len(order)))
    apart = [abs(float((confidence[part] - outcome[part]).sum())) for part in bins]
    return sum(apart) / len(confidence)


def error_by_chance(confidence: Numbers) -> float:
    """The mean calibration error of a system that is right exactly as often as it says.

    On few questions it is well above 0; a measured error means nothing below it.
    """
    chance = np.random.default_rng(SEED)
    drawn = [equal_mass_error(confidence, chance.random(len(confidence)) < confidence) for _ in range(DRAWS)]
    return float(np.mean(drawn))


def figures(judged: Judged) -> dict[str, float | None]:
    """What the confidences of one set are worth, every question counting alike.

    ``brier`` is the mean squared distance of confidence and outcome (Brier 1950).
    """
    found: dict[str, float | None] = {
        "questions": float(len(judged.confidence)),
        "auroc, answerable or not": refusal_auroc(judged.answerable, judged.confidence),
        "auroc, right or wrong": refusal_auroc(judged.right, judged.confidence),
        "calibration error": equal_mass_error(judged.confidence, judged.right),
        "calibration error by chance": error_by_chance(judged.confidence),
        "brier": float(np.mean((judged.confidence - judged.right) ** 2)),
        "found, nothing withheld": at(judged, 0.0).found,
    }
    return {name: None if value is None else round(value, 4) for name, value in found.items()}
