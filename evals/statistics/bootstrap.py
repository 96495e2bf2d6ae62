"""Bootstrap intervals, resampled by document: questions on one article rise and fall together.

Drawing questions would take two questions on one article for two independent looks, and the intervals would
be too narrow (the cluster bootstrap; Davison and Hinkley 1997, section 3.8). With fewer than three documents
there is next to nothing to draw from; then questions are drawn, and the interval says so.

The expanded percentile method is used (Hesterberg 2015, “What Teachers Should Know About the Bootstrap”).
Plain percentiles are too narrow where few things are drawn, for two reasons: draws spread as the things
themselves do, which is too little by the factor (k - 1)/k in variance for k things, and they know nothing of
the uncertainty of that spread, for which one takes t in place of the normal law. So the percentiles are moved
outwards (:func:`tail`); with many documents nothing changes. In simulations with a normal value for each
document, an interval of “95 %” held the truth in 92 % of the cases with 5 documents (plain percentiles: 85 %)
and in 94 % with 8 (89 %). With 3 it is 75 % either way, since no draw leaves the range of the documents: such
an interval is still too narrow.

Percentiles keep a share within 0 and 1, and are defined where all values are alike, where BCa's acceleration
is not. BCa corrects for skewness, which is not worth a jackknife over the documents of a few hundred
questions, and it does not mend the narrowness.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf, nan, sqrt
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray

LEVEL = 0.95
# A mean is a matrix product; another statistic is computed anew for each draw.
MEAN_RESAMPLES = 2_000
STATISTIC_RESAMPLES = 500
# The day of the seed article.
SEED = 20110926
FEWEST_DOCUMENTS = 3
# Numbers drawn at once, which bounds the memory.
DRAWN_AT_ONCE = 2_000_000

Resampled = Literal["documents", "questions"]
Limits = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval, and what was drawn for it."""

    low: float
    high: float
    resampled: Resampled


def clusters(documents: Sequence[str]) -> tuple[NDArray[int64], Resampled]:
    """For each question the number of what it is drawn with: its document, or only itself.

    A question that names no document is a document of its own.
    """
    import numpy

    named = [(document, -1) if document else ("", place) for place, document in enumerate(documents)]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(named))}
    if len(numbers) < FEWEST_DOCUMENTS:
        return numpy.arange(len(named)), "questions"
    return numpy.array([numbers[name] for name in named]), "documents"


def tail(count: int) -> float:
    """The share of the draws beyond either end of an interval, where ``count`` things (at least 2) are drawn.

    It is Phi(-sqrt(k / (k - 1)) * t), with the 97.5 % point of the t distribution with k - 1 degrees of
    freedom: 0.1 % for 5 things, 0.6 % for 8, near 2.5 % for many. Source: Hesterberg 2015.
    """
    from scipy.stats import norm, t

    return float(norm.cdf(-sqrt(count / (count - 1)) * t.ppf((1 + LEVEL) / 2, count - 1)))


def mean_intervals(values: NDArray[float64], documents: Sequence[str]) -> list[Interval | None]:
    """The intervals of several means over the same questions; None with fewer than two things to draw.

    ``values`` has a row for each figure and a column for each question, whose documents are ``documents``.
    Drawing the documents' sums and counts is the same as drawing the questions themselves.
    """
    import numpy

    drawn_with, resampled = clusters(documents)
    count = int(drawn_with.max(initial=-1)) + 1
    if count < 2:
        return [None] * len(values)
    sums = numpy.array([numpy.bincount(drawn_with, row, count) for row in values])
    counts = numpy.bincount(drawn_with, minlength=count).astype(float)

    def means(drawn: NDArray[int64]) -> NDArray[float64]:
        weights = times_drawn(drawn, count)
        found: NDArray[float64] = (sums @ weights.T) / (weights @ counts)
        return found

    found = distribution(lambda drawn, axis: means(drawn), count, MEAN_RESAMPLES)
    low, high = numpy.quantile(found, [tail(count), 1 - tail(count)], axis=-1)
    return [Interval(least, most, resampled) for least, most in zip(low.tolist(), high.tolist(), strict=True)]


def statistic_interval(
    statistic: Callable[..., float | None],
    columns: NDArray[float64],
    documents: Sequence[str],
    limits: Limits = (-inf, inf),
) -> Interval | None:
    """The interval of a figure that is no mean, cut at ``limits``.

    ``columns`` has a row for each argument of ``statistic`` and a column for each question. The percentiles
    are moved so that their draws lie around the figure, since a calibration error is larger in a resample
    than in the questions. Draws without a value (all answerable, say) are left out; None where they are most,
    or where there are fewer than two things to draw.

    The interval tells how far the figure may move with other questions. It does not take the bias from the
    figure itself: a calibration error cannot be below 0, so on few questions a perfectly calibrated system
    has one above 0 too, and its interval need not hold the true 0.
    """
    import numpy

    drawn_with, resampled = clusters(documents)
    value = statistic(*columns)
    count = int(drawn_with.max(initial=-1)) + 1
    if count < 2 or value is None:
        return None
    found = statistic_values(statistic, columns, drawn_with)
    known = found[~numpy.isnan(found)]
    if 2 * len(known) < len(found):
        return None
    ends = numpy.quantile(known, [tail(count), 1 - tail(count)]) - (known.mean() - value)
    low, high = numpy.clip(ends, *limits).tolist()
    return Interval(low, high, resampled)


def statistic_values(
    statistic: Callable[..., float | None], columns: NDArray[float64], drawn_with: NDArray[int64]
) -> NDArray[float64]:
    """The statistic of each draw; no number where it has no value."""
    import numpy

    every, count = numpy.arange(len(drawn_with)), int(drawn_with.max()) + 1

    def of_drawn(drawn: NDArray[int64]) -> float:
        weights = numpy.bincount(drawn, minlength=count)
        found = statistic(*columns[:, numpy.repeat(every, weights[drawn_with])])
        return nan if found is None else found

    return distribution(of_drawn, count, STATISTIC_RESAMPLES, vectorized=False)


def distribution(
    statistic: Callable[..., Any], count: int, resamples: int, vectorized: bool = True
) -> NDArray[float64]:
    """The values of ``statistic`` on numbers below ``count`` drawn with replacement, by scipy."""
    import numpy
    from scipy.stats import bootstrap

    with warnings.catch_warnings():
        # Draws without a value are no numbers; who asked for them counts them.
        warnings.simplefilter("ignore", RuntimeWarning)
        found = bootstrap(
            (numpy.arange(count),),
            statistic,
            vectorized=vectorized,
            n_resamples=resamples,
            batch=max(1, DRAWN_AT_ONCE // count),
            method="percentile",
            rng=numpy.random.default_rng(SEED),
        )
    drawn: NDArray[float64] = found.bootstrap_distribution
    return drawn


def times_drawn(drawn: NDArray[int64], count: int) -> NDArray[float64]:
    """How often each number below ``count`` was drawn, for each row of draws."""
    import numpy

    apart = drawn + numpy.arange(len(drawn))[:, None] * count
    return (
        numpy.bincount(apart.ravel(), minlength=len(drawn) * count).reshape(len(drawn), count).astype(float)
    )
