"""Which map and which threshold are taken, by rules that are stated and figures that were held out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from evals.cross_fitting import EVERY_SET, Numbers
from evals.fitting import WAYS, Example, Way, shares_of
from evals.risk import (
    Judged,
    at,
    best_gain,
    cost_threshold,
    curve,
    equal_mass_error,
    figures,
    highest_answering,
    lowest_refusing,
)

# A more complicated map has to be better than a simpler one by this much calibration error.
WORTH = 0.01
# The thresholds that the calibration tells about.
STEPS = tuple(round(0.05 * step, 2) for step in range(20))


class Rule(StrEnum):
    """How the threshold is chosen."""

    COST = "cost"
    TARGETS = "targets"


@dataclass(frozen=True, slots=True)
class Aims:
    """What the threshold is to do.

    By ``cost`` it follows from what a wrong answer costs, in units of what a right one gains. By ``targets``
    it is the lowest that answers at most ``most_false`` of the unanswerable questions of every set; whether
    at least ``least_found`` of the answerable are then found is told.
    """

    rule: Rule = Rule.COST
    wrong_cost: float = 0.5
    most_false: float = 0.25
    least_found: float = 0.62

    def sentence(self) -> str:
        """The rule in words."""
        if self.rule is Rule.COST:
            return f"a wrong answer costs {self.wrong_cost:.2f} of what a right one gains (Chow 1970)"
        return f"the lowest that answers at most {self.most_false:.0%} of the unanswerable of every set"


def judged(examples: Sequence[Example], confidences: Numbers) -> Judged:
    """The examples with their confidences; every set counts alike, and in a set every document."""
    right = np.array([example.right for example in examples], dtype=bool)
    answerable = np.array([example.answerable for example in examples], dtype=bool)
    return Judged(confidences, right, answerable, shares_of(examples))


def by_set(examples: Sequence[Example], confidences: Numbers) -> dict[str, Judged]:
    """The examples of each set apart, every question of a set counting alike, as evals counts them."""
    every = judged(examples, confidences)
    sources = np.array([example.source for example in examples])
    alike = Judged(every.confidence, every.right, every.answerable, np.ones(len(examples)))
    return {source: alike.part(sources == source) for source in dict.fromkeys(sources.tolist())}


def choose_way(examples: Sequence[Example], held_out: Mapping[Way, Numbers]) -> Way:
    """The simplest map whose held-out calibration error is not above the best one's by more than ``WORTH``.

    The error is the mean over the sets.
    """
    errors = {way: mean_error(examples, held_out[way]) for way in WAYS}
    return next(way for way in WAYS if errors[way] <= min(errors.values()) + WORTH)


def mean_error(examples: Sequence[Example], confidences: Numbers) -> float:
    """The calibration error, as a mean over the sets."""
    parts = by_set(examples, confidences).values()
    return float(np.mean([equal_mass_error(part.confidence, part.right) for part in parts]))


def choose_threshold(parts: Mapping[str, Judged], aims: Aims) -> float:
    """The threshold by the rule, to four digits."""
    if aims.rule is Rule.COST:
        return round(cost_threshold(aims.wrong_cost), 4)
    refusing = max(lowest_refusing(curve(part), aims.most_false) for part in parts.values())
    # The next of four digits above it, so that nothing slips back in.
    return min(1.0, (np.floor(refusing * 1e4).item() + 1) / 1e4) if refusing else 0.0


def thresholds(part: Judged, aims: Aims) -> dict[str, Any]:
    """Where each aim would put the threshold in one set, and whether both targets can be met there."""
    points = curve(part)
    refusing = lowest_refusing(points, aims.most_false)
    answering = highest_answering(points, aims.least_found)
    return {
        "cost": round(cost_threshold(aims.wrong_cost), 4),
        "best gain": round(best_gain(points, aims.wrong_cost), 4),
        "refuses enough from": round(refusing, 4),
        "finds enough until": None if answering is None else round(answering, 4),
        "both": answering is not None and refusing <= answering,
    }


def told(examples: Sequence[Example], confidences: Numbers, cut: float, aims: Aims) -> dict[str, Any]:
    """For each set its figures, what the threshold does, and what others would do."""
    return {
        source: {
            "figures": figures(part),
            "at the threshold": at(part, cut).to_dict(),
            "thresholds": thresholds(part, aims),
            "steps": [at(part, step).to_dict() for step in STEPS],
        }
        for source, part in by_set(examples, confidences).items()
    }


def curves(examples: Sequence[Example], confidences: Numbers) -> dict[str, list[dict[str, float]]]:
    """The whole risk-coverage curve of each set, and of all with every set counting alike."""
    parts = by_set(examples, confidences) | {EVERY_SET: judged(examples, confidences)}
    return {source: [point.to_dict() for point in curve(part)] for source, part in parts.items()}
