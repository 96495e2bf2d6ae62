"""The table of figures: a row for each figure, a column for each system."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.figures import definition
from evals.reporting.wording import SYSTEMS, arrow, interval_text, value_text
from evals.results import Figure, Results


@dataclass(frozen=True, slots=True)
class Cell:
    """A system's figure; ``best`` tells whether no other system of the row is better."""

    figure: Figure
    best: bool

    @property
    def value(self) -> str:
        """The value with its unit."""
        return value_text(self.figure)

    @property
    def interval(self) -> str:
        """The 95 % interval, or empty."""
        return interval_text(self.figure)

    @property
    def whisker(self) -> tuple[float, float, float] | None:
        """Low end, value and high end in per cent of the scale from 0 to 1; None off that scale."""
        figure = self.figure
        if figure.value is None or figure.unit not in ("share", "score"):
            return None
        ends = (figure.low, figure.value, figure.high)
        low, value, high = (100 * min(1.0, max(0.0, figure.value if end is None else end)) for end in ends)
        return low, value, high


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of every system; ``cells`` has None where a system does not have it.

    ``meaning`` says in a sentence what the figure tells, empty where nobody defined it.
    """

    name: str
    meaning: str
    direction: str
    of: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The figures of a split, grouped by suite."""

    split: str
    systems: tuple[str, ...]
    suites: dict[str, tuple[FigureRow, ...]]


def figure_table(results: Results, split: str, headline: bool = True) -> FigureTable:
    """The figures of one split; only the headline ones, if any is one and ``headline`` is true."""
    chosen = [figure for figure in results.figures if figure.split == split]
    heads = [figure for figure in chosen if figure.headline]
    # A system shares the row of a headline figure, whether or not its own is flagged.
    names = {(figure.suite, figure.name) for figure in heads} if headline and heads else None
    shown = [figure for figure in chosen if names is None or (figure.suite, figure.name) in names]
    systems = ordered(figure.system for figure in shown)
    suites = {
        suite: tuple(rows([figure for figure in shown if figure.suite == suite], systems))
        for suite in dict.fromkeys(figure.suite for figure in shown)
    }
    return FigureTable(split, systems, suites)


def ordered(systems: Iterable[str]) -> tuple[str, ...]:
    """Each system once: ours, then the baselines from the nearest to the plainest, then any others."""
    present = dict.fromkeys(systems)
    known = [name for name in SYSTEMS if name in present]
    return (*known, *(name for name in present if name not in SYSTEMS))


def rows(figures: Sequence[Figure], systems: Sequence[str]) -> Iterable[FigureRow]:
    """A row for each name among ``figures``."""
    for name in dict.fromkeys(figure.name for figure in figures):
        named = {figure.system: figure for figure in figures if figure.name == name}
        winners = best(list(named.values()))
        yield FigureRow(
            name,
            known.meaning if (known := definition(name)) else "",
            arrow(next(iter(named.values())).better),
            of_text(named.values()),
            tuple(Cell(named[system], system in winners) if system in named else None for system in systems),
        )


def best(figures: Sequence[Figure]) -> set[str]:
    """The systems with the best value; none where there is nothing to compare or all are alike."""
    values = {figure.system: figure.value for figure in figures if figure.value is not None}
    if len(set(values.values())) < 2:
        return set()
    top = (max if figures[0].better == "higher" else min)(values.values())
    return {system for system, value in values.items() if value == top}


def of_text(figures: Iterable[Figure]) -> str:
    """How many questions the row's figures rest on; a range where systems differ."""
    numbers = sorted({figure.of for figure in figures if figure.value is not None})
    if not numbers:
        return "0"
    return f"{numbers[0]:,}" if len(numbers) == 1 else f"{numbers[0]:,} to {numbers[-1]:,}"
