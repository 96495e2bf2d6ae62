"""Whether a difference between two systems on the same questions is more than chance.

Were two systems alike, either might have given either's values; so their values are swapped at random, and
the difference is held against those of the swaps. Source: Fisher 1935; Smucker, Allan and Carterette 2007 for
retrieval; Venkatraman and Begg 1996 for ROC curves.

Whole documents are swapped, as whole documents are drawn for the intervals: questions on one article rise and
fall together, and swapping them one by one takes an article on which one system is lucky for many pieces of
evidence. With fewer than six documents no difference could reach 0.05 (2 of 2^5 swaps are 0.06); then
questions are swapped, the result says so, and it is worth as much as the questions are independent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from evals.statistics.bootstrap import DRAWN_AT_ONCE, SEED, clusters

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray

MEAN_RESAMPLES = 9_999
# Another statistic than a mean is computed anew for each swap.
STATISTIC_RESAMPLES = 999
FEWEST_DOCUMENTS = 6

Swapped = Literal["documents", "questions"]


def swap_groups(documents: Sequence[str]) -> tuple[NDArray[int64], Swapped]:
    """For each question the number of what it is swapped with: its document, or only itself.

    A question that names no document is a document of its own.
    """
    import numpy

    groups, drawn = clusters(documents)
    if drawn == "documents" and groups.max() + 1 >= FEWEST_DOCUMENTS:
        return groups, "documents"
    return numpy.arange(len(groups)), "questions"


def mean_probability(differences: NDArray[float64], groups: NDArray[int64]) -> float:
    """The two-sided probability of a mean difference this far from 0, if the two systems were alike.

    ``differences`` and ``groups`` (of :func:`swap_groups`) have an entry for each question. Swapping a group
    turns the sign of its sum. Exact where few groups differ; 1 where none does.
    """
    import numpy

    sums = numpy.bincount(groups, differences)
    # A group on which they agree adds nothing to any swap.
    changed = sums[sums != 0]
    if not len(changed):
        return 1.0
    # scipy wants two observations; swapping a 0 changes nothing.
    changed = changed if len(changed) > 1 else [*changed, 0.0]
    return probability((changed,), lambda values, axis: values.sum(axis), MEAN_RESAMPLES, vectorized=True)


def statistic_probability(
    statistic: Callable[..., float | None],
    first: NDArray[float64],
    second: NDArray[float64],
    groups: NDArray[int64],
) -> float:
    """The same for a figure that is no mean.

    ``first`` and ``second`` have a row for each argument of ``statistic`` and a column for each question; the
    columns of whole ``groups`` (of :func:`swap_groups`) are swapped. The statistic needs to have a value for
    every swap; else the answer is 1.
    """
    import numpy

    count = int(groups.max(initial=-1)) + 1
    if count < 2 or numpy.array_equal(first, second):
        return 1.0

    def difference(one: NDArray[int64], other: NDArray[int64]) -> float:
        swapped = (one >= count)[groups]
        before = statistic(*numpy.where(swapped, second, first))
        after = statistic(*numpy.where(swapped, first, second))
        return numpy.nan if before is None or after is None else after - before

    places = numpy.arange(count)
    found = probability((places, places + count), difference, STATISTIC_RESAMPLES, vectorized=False)
    return 1.0 if numpy.isnan(found) else found


def probability(
    samples: tuple[Any, ...], statistic: Callable[..., Any], resamples: int, vectorized: bool
) -> float:
    """The two-sided p of scipy's permutation test with swaps within pairs."""
    import numpy
    from scipy.stats import permutation_test

    found = permutation_test(
        samples,
        statistic,
        permutation_type="samples",
        vectorized=vectorized,
        n_resamples=resamples,
        batch=max(1, DRAWN_AT_ONCE // len(samples[0])),
        alternative="two-sided",
        rng=numpy.random.default_rng(SEED),
    )
    return float(found.pvalue)


def adjusted(probabilities: Sequence[float]) -> list[float]:
    """The probabilities adjusted for being many: at 0.05, five in a hundred differences told are chance.

    Source: the false discovery rate of Benjamini and Hochberg 1995, by scipy. It holds where the tests are
    independent or positively dependent (Benjamini and Yekutieli 2001). Two-sided tests of figures of one run
    are not in general either, so we take it as an approximation.
    """
    from scipy.stats import false_discovery_control

    return [float(one) for one in false_discovery_control(list(probabilities))] if probabilities else []
