"""How well it knows when the articles don't say, and how much its confidence is worth.

Confidence and rightness come as two sequences of the same length, an entry for each question; rightness is
1 or 0. A question that nothing answers is never right, since these figures ask what would happen if it were
answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import ArrayLike, NDArray

# Ten bins, as Naeini et al. 2015: of a few hundred questions each bin still holds enough to say something.
# They are of equal width, so that two runs are judged by the same edges.
BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of like confidence, in ``(low, high]``: how many, their mean confidence, the share right."""

    low: float
    high: float
    number: int
    confidence: float
    right: float


def refusal_auroc(answerable: ArrayLike, confidence: ArrayLike) -> float | None:
    """The probability that an answerable question gets more confidence than one that is not.

    Ties count half. 0.5 is chance, 1 is best; None where all questions are of one sort. The tests hold it
    against scikit-learn's, whose checks take longer than the count. Source: Hanley and McNeil 1982.
    """
    import numpy

    able, sure = numpy.asarray(answerable, dtype=bool), numpy.asarray(confidence, dtype=float)
    inside, others = sure[able], numpy.sort(sure[~able])
    pairs = len(inside) * len(others)
    if not pairs:
        return None
    below = numpy.searchsorted(others, inside, "left") + numpy.searchsorted(others, inside, "right")
    return float(below.sum() / 2 / pairs)


def risk_coverage(confidence: ArrayLike, right: ArrayLike) -> list[tuple[float, float]]:
    """Coverage and risk as the threshold falls, both in [0, 1]; a point for each distinct confidence.

    Coverage is the share of the questions that are answered, risk the share of the answered that are
    wrong. Questions of equal confidence are answered together, since no threshold parts them. The last
    point has coverage 1 and the error rate without any abstaining. Source: Geifman and El-Yaniv 2017.
    """
    coverage, risk = curve(confidence, right)
    return list(zip(coverage.tolist(), risk.tolist(), strict=True))


def area_under_risk_coverage(confidence: ArrayLike, right: ArrayLike) -> float | None:
    """The mean over the questions of the risk when just they and all surer ones are answered; 0 is best.

    It is the area under the steps of :func:`risk_coverage`. It cannot reach 0 while any question is
    wrong, so compare it on the same questions only. None without questions. Source: Geifman et al. 2019.
    """
    import numpy

    coverage, risk = curve(confidence, right)
    if not len(coverage):
        return None
    return float((numpy.diff(coverage, prepend=0.0) * risk).sum())


def curve(confidence: ArrayLike, right: ArrayLike) -> tuple[NDArray[float64], NDArray[float64]]:
    """Coverages and risks of :func:`risk_coverage` as two arrays."""
    import numpy

    sure = numpy.asarray(confidence, dtype=float)
    order = numpy.argsort(-sure, kind="stable")
    wrong = numpy.cumsum(1.0 - numpy.asarray(right, dtype=float)[order])
    ends = numpy.flatnonzero(numpy.diff(sure[order], append=numpy.nan) != 0)
    answered = ends + 1
    return answered / max(1, len(sure)), wrong[ends] / answered


def reliability(confidence: ArrayLike, right: ArrayLike) -> list[Bin]:
    """The questions in :data:`BINS` bins of equal width by confidence; empty bins are left out.

    Confidence is a probability, in [0, 1]; a bin holds its upper edge, and the first one 0 too.
    Source: Guo et al. 2017.
    """
    import numpy

    edges = numpy.linspace(0.0, 1.0, BINS + 1)
    numbers, sure, correct = binned(confidence, right)
    return [
        Bin(float(edges[n]), float(edges[n + 1]), int(count), sure[n] / count, correct[n] / count)
        for n, count in enumerate(numbers.tolist())
        if count
    ]


def calibration_error(confidence: ArrayLike, right: ArrayLike) -> float | None:
    """The mean distance between stated confidence and share right in the bins of :func:`reliability`.

    Each bin weighs as much as it holds questions; 0 is best. This is the expected calibration error of
    Guo et al. 2017, with :data:`BINS` bins. None without questions.
    """
    import numpy

    numbers, sure, correct = binned(confidence, right)
    total = numbers.sum()
    return float(numpy.abs(sure - correct).sum() / total) if total else None


def binned(confidence: ArrayLike, right: ArrayLike) -> Sequence[NDArray[float64]]:
    """For each bin the number of questions, the sum of confidences and the sum of rightness."""
    import numpy

    sure = numpy.asarray(confidence, dtype=float)
    inner = numpy.linspace(0.0, 1.0, BINS + 1)[1:-1]
    which = numpy.digitize(sure, inner, right=True)
    weights = (numpy.ones_like(sure), sure, numpy.asarray(right, dtype=float))
    return [numpy.bincount(which, weight, BINS).astype(float) for weight in weights]
