"""Whether a difference between two systems on the same questions is more than chance.

Were two systems alike, either might have given either value of a question; so their values are swapped at
random, question by question, and the difference is held against those of the swaps. Source: Fisher 1935;
Smucker, Allan and Carterette 2007 for retrieval; Venkatraman and Begg 1996 for ROC curves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray

MEAN_RESAMPLES = 9_999
# Another statistic than a mean is computed anew for each swap.
STATISTIC_RESAMPLES = 999
SEED = 20110926
DRAWN_AT_ONCE = 2_000_000


def mean_probability(differences: NDArray[float64]) -> float:
    """The two-sided probability of a mean difference this far from 0, if the two systems were alike.

    ``differences`` has an entry for each question. Exact where few questions differ; 1 where none does.
    """
    # A question on which they agree adds nothing to any swap.
    changed = differences[differences != 0]
    if not len(changed):
        return 1.0
    # scipy wants two observations; swapping a 0 changes nothing.
    changed = changed if len(changed) > 1 else [*changed, 0.0]
    return probability((changed,), lambda values, axis: values.sum(axis), MEAN_RESAMPLES, vectorized=True)


def statistic_probability(
    statistic: Callable[..., float | None], first: NDArray[float64], second: NDArray[float64]
) -> float:
    """The same for a figure that is no mean.

    ``first`` and ``second`` have a row for each argument of ``statistic`` and a column for each question; the
    columns are swapped. The statistic needs to have a value for every swap; else the answer is 1.
    """
    import numpy

    count = first.shape[1]
    both = numpy.concatenate([first, second], axis=1)
    if count < 2 or numpy.array_equal(first, second):
        return 1.0

    def difference(one: NDArray[int64], other: NDArray[int64]) -> float:
        before, after = statistic(*both[:, one]), statistic(*both[:, other])
        return numpy.nan if before is None or after is None else after - before

    places = numpy.arange(count)
    found = probability((places, places + count), difference, STATISTIC_RESAMPLES, vectorized=False)
    return 1.0 if numpy.isnan(found) else found


def probability(
    samples: tuple[Any, ...], statistic: Callable[..., Any], resamples: int, vectorized: bool
) -> float:
    """The two-sided p of scipy's permutation test with swaps within questions."""
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

    Source: the false discovery rate of Benjamini and Hochberg 1995, which also holds where figures rise and
    fall together (Benjamini and Yekutieli 2001), as those of one run mostly do. By scipy.
    """
    from scipy.stats import false_discovery_control

    return [float(one) for one in false_discovery_control(list(probabilities))] if probabilities else []
