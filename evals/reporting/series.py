"""From rows to what is drawn: points, bins and means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from evals.results import Row

# Ten bins of equal width, as in the diagrams of Guo et al. 2017.
BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence: their number, mean confidence, and the share of them that is right."""

    number: int
    confidence: float
    right: float


def judged(rows: Sequence[Row], system: str) -> list[tuple[float, float]]:
    """Confidence and rightness (1 or 0) of each question for which the system has both."""
    found = [row.systems[system] for row in rows if system in row.systems]
    return [
        (one.confidence, one.scores["right"])
        for one in found
        if one.confidence is not None and "right" in one.scores
    ]


def risk_coverage(rows: Sequence[Row], system: str) -> list[tuple[float, float]]:
    """Coverage and risk as the threshold falls, both in [0, 1]; a point for each distinct confidence.

    Coverage is the share of questions answered, risk the share of the answered that are wrong. Questions of
    equal confidence are answered together, since no threshold parts them. Source: El-Yaniv and Wiener 2010.
    """
    points = judged(rows, system)
    ranked = sorted(points, reverse=True)
    curve, wrong = [], 0.0
    for place, (confidence, right) in enumerate(ranked, 1):
        wrong += 1.0 - right
        if place == len(ranked) or ranked[place][0] != confidence:
            curve.append((place / len(ranked), wrong / place))
    return curve


def reliability(rows: Sequence[Row], system: str) -> list[Bin]:
    """The answers in :data:`BINS` bins of equal width by confidence; empty bins are left out.

    Source: Guo et al. 2017.
    """
    binned: dict[int, list[tuple[float, float]]] = {}
    for confidence, right in judged(rows, system):
        binned.setdefault(min(BINS - 1, int(confidence * BINS)), []).append((confidence, right))
    return [
        Bin(len(inside), fmean(c for c, _ in inside), fmean(r for _, r in inside))
        for _, inside in sorted(binned.items())
    ]


def seconds(rows: Sequence[Row], system: str) -> list[float]:
    """The seconds that the system took, ascending."""
    found = [row.systems[system].seconds for row in rows if system in row.systems]
    return sorted(taken for taken in found if taken is not None)


def by_kind(rows: Sequence[Row], system: str, score: str) -> dict[str, tuple[float, int]]:
    """The mean of a score and the number of questions it is of, for each kind that has it."""
    values: dict[str, list[float]] = {}
    for row in rows:
        if system in row.systems and score in row.systems[system].scores:
            values.setdefault(row.kind, []).append(row.systems[system].scores[score])
    return {kind: (fmean(inside), len(inside)) for kind, inside in values.items()}
