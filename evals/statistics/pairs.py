"""One figure of two systems on the same questions: the difference, its interval, and its probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evals.metrics.definitions import Definition
from evals.results import MAIN, Row
from evals.statistics.bootstrap import Interval, mean_intervals, statistic_interval
from evals.statistics.permutation import Swapped, mean_probability, statistic_probability, swap_groups

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Pairs:
    """What two systems add to one figure: a row for each number, a column for each question of ``rows``."""

    definition: Definition
    rows: tuple[Row, ...]
    first: NDArray[float64]
    second: NDArray[float64]

    @property
    def documents(self) -> list[str]:
        """Each question's document."""
        return [row.document for row in self.rows]


@dataclass(frozen=True, slots=True)
class Tested:
    """Both values of a figure, the interval of their difference and its probability by chance.

    ``swapped`` says what was swapped for the probability.
    """

    pairs: Pairs
    first: float
    second: float
    interval: Interval | None
    probability: float
    swapped: Swapped


def tested(wanted: Definition, rows: Sequence[tuple[Row, Row]], one: str, other: str) -> Tested | None:
    """A figure of both systems; None where it applies to no question, or has no value, for either."""
    import numpy

    if wanted.main and {one, other} != {MAIN}:
        return None
    added = [
        (row, before, after)
        for row, same in rows
        if one in row.systems
        and other in same.systems
        and (before := wanted.numbers(row, row.systems[one])) is not None
        and (after := wanted.numbers(same, same.systems[other])) is not None
    ]
    if not added:
        return None
    kept, first, second = zip(*added, strict=True)
    pairs = Pairs(wanted, kept, numpy.array(first, dtype=float).T, numpy.array(second, dtype=float).T)
    return tested_mean(pairs) if wanted.statistic is None else tested_statistic(pairs)


def tested_mean(pairs: Pairs) -> Tested:
    """The test of a mean of scores."""
    differences = pairs.second[0] - pairs.first[0]
    (interval,) = mean_intervals(differences[None, :], pairs.documents)
    groups, swapped = swap_groups(pairs.documents)
    probability = mean_probability(differences, groups)
    first, second = float(pairs.first.mean()), float(pairs.second.mean())
    return Tested(pairs, first, second, interval, probability, swapped)


def tested_statistic(pairs: Pairs) -> Tested | None:
    """The test of another figure; None where it has no value, since all are answerable, say."""
    import numpy

    statistic = pairs.definition.statistic
    assert statistic is not None
    values = statistic(*pairs.first), statistic(*pairs.second)
    if values[0] is None or values[1] is None:
        return None
    count = len(pairs.first)

    def difference(*columns: NDArray[float64]) -> float | None:
        before, after = statistic(*columns[:count]), statistic(*columns[count:])
        return None if before is None or after is None else after - before

    interval = statistic_interval(difference, numpy.vstack([pairs.first, pairs.second]), pairs.documents)
    groups, swapped = swap_groups(pairs.documents)
    first, second = ranked(pairs.first, pairs.definition), ranked(pairs.second, pairs.definition)
    probability = statistic_probability(statistic, first, second, groups)
    return Tested(pairs, values[0], values[1], interval, probability, swapped)


def ranked(columns: NDArray[float64], definition: Definition) -> NDArray[float64]:
    """Ranks in place of numbers of which only the order counts: two systems have scales of their own."""
    from scipy.stats import rankdata

    if definition.ordered is None:
        return columns
    found = columns.copy()
    found[definition.ordered] = rankdata(columns[definition.ordered])
    return found
