"""From rows to what is drawn: points, bins and means."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from evals.metrics import definitions, refusal
from evals.metrics.refusal import Bin
from evals.results import Row


def judged(rows: Sequence[Row], system: str) -> tuple[list[float], list[bool]]:
    """Confidence and rightness of each question for which the system has both."""
    known = [definitions.judged(row, row.systems[system]) for row in rows if system in row.systems]
    pairs = [pair for pair in known if pair is not None]
    return [confidence for confidence, _ in pairs], [right > 0 for _, right in pairs]


def risk_coverage(rows: Sequence[Row], system: str) -> list[tuple[float, float]]:
    """Coverage and risk as the threshold falls (:func:`evals.metrics.refusal.risk_coverage`)."""
    return refusal.risk_coverage(*judged(rows, system))


def reliability(rows: Sequence[Row], system: str) -> list[Bin]:
    """Answers of like confidence, by ten (:func:`evals.metrics.refusal.reliability`)."""
    return refusal.reliability(*judged(rows, system))


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
