"""From rows to figures: the value of each on each split for each system, with an interval."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from evals.metrics.definitions import ASKING, DEFINITIONS, SEARCHING, Definition
from evals.results import MAIN, Figure, Row
from evals.statistics.bootstrap import Interval, Limits, mean_intervals, statistic_interval

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

# The suites for which questions are asked; the others only search.
ASKED = frozenset({"answers", "refusal", "citations", "speed"})


def definitions() -> tuple[Definition, ...]:
    """Every figure that is computed from rows, in the order of the table, each with its meaning."""
    return (*DEFINITIONS, *ASKING, *SEARCHING)


def definition(name: str) -> Definition | None:
    """The definition of a figure by its name; None for figures that are measured apart."""
    return next((found for found in definitions() if found.name == name), None)


@dataclass(frozen=True, slots=True)
class Sample:
    """The questions that a figure of one system rests on.

    ``places`` are their places among the rows; ``columns`` has a row for each number that a question adds
    and a column for each question.
    """

    definition: Definition
    system: str
    places: tuple[int, ...]
    columns: NDArray[float64]

    @property
    def value(self) -> float | None:
        """The figure itself; None where the statistic has no value."""
        if self.definition.statistic is None:
            return float(self.columns[0].mean())
        return self.definition.statistic(*self.columns)


def sample(wanted: Definition, system: str, rows: Sequence[Row]) -> Sample | None:
    """What ``rows`` hold of a figure of one system; None where it applies to no question."""
    import numpy

    added = {
        place: numbers
        for place, row in enumerate(rows)
        if system in row.systems and (numbers := wanted.numbers(row, row.systems[system])) is not None
    }
    if not added or (wanted.main and system != MAIN):
        return None
    if wanted.words and not any(rows[place].answers for place in added):
        return None
    return Sample(wanted, system, tuple(added), numpy.array(list(added.values()), dtype=float).T)


def figures(
    rows: Sequence[Row],
    suites: Collection[str],
    systems: Collection[str] | None = None,
    intervals: bool = True,
) -> tuple[Figure, ...]:
    """Every figure of these suites for each split and system to whose questions it applies.

    A set in several splits also gets figures over all of them, as the split ``all``. The order of ``rows``
    does not matter.

    Args:
        rows: one for each question.
        suites: whose figures are wanted. Times are always told, since they are always taken: of asking, or
            of searching where no suite asks.
        systems: whose figures are wanted; all that have a row by default.
        intervals: whether each figure gets its 95 % bootstrap interval.
    """
    times = ASKING if ASKED & set(suites) else SEARCHING
    wanted = [*(one for one in DEFINITIONS if one.suite in suites), *times]
    ordered = sorted(rows, key=lambda row: row.id)
    known = dict.fromkeys(name for row in ordered for name in row.systems)
    chosen = [name for name in known if systems is None or name in systems]
    found: list[Figure] = []
    for split, inside in by_split(ordered):
        samples = [sample(one, system, inside) for system in chosen for one in wanted]
        present = [one for one in samples if one is not None]
        bounds = intervals_of(present, inside) if intervals else [None] * len(present)
        found += [figure(one, split, interval) for one, interval in zip(present, bounds, strict=True)]
    return tuple(found)


def by_split(rows: Sequence[Row]) -> Iterator[tuple[str, Sequence[Row]]]:
    """The rows of each split, and all of them where there are several splits."""
    present = sorted({row.split for row in rows})
    for split in present:
        if split != "all" and len(present) > 1:
            yield split, [row for row in rows if row.split == split]
    if present:
        yield present[0] if len(present) == 1 else "all", rows


def figure(one: Sample, split: str, interval: Interval | None) -> Figure:
    """A sample as the figure that is kept."""
    wanted = one.definition
    return Figure(
        suite=wanted.suite,
        name=wanted.name,
        system=one.system,
        split=split,
        value=one.value,
        of=len(one.places),
        unit=wanted.unit,
        better=wanted.better,
        headline=wanted.headline,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        resampled=interval.resampled if interval else None,
    )


def intervals_of(samples: Sequence[Sample], rows: Sequence[Row]) -> list[Interval | None]:
    """The interval of each sample; means over the same questions share their draws."""
    import numpy

    found: list[Interval | None] = [None] * len(samples)
    alike: dict[tuple[int, ...], list[int]] = {}
    for number, one in enumerate(samples):
        if one.definition.statistic is None:
            alike.setdefault(one.places, []).append(number)
        else:
            documents = [rows[place].document for place in one.places]
            limits = limits_of(one.definition)
            found[number] = statistic_interval(one.definition.statistic, one.columns, documents, limits)
    for places, numbers in alike.items():
        values = numpy.array([samples[number].columns[0] for number in numbers])
        bounds = mean_intervals(values, [rows[place].document for place in places])
        for number, interval in zip(numbers, bounds, strict=True):
            found[number] = interval
    return found


def limits_of(wanted: Definition) -> Limits:
    """What a figure cannot be below or above."""
    return (0.0, inf if wanted.unit == "seconds" else 1.0)
