"""Two runs on the same questions: what is better, what is worse, and where one can't tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import isclose
from typing import Literal

from evals.datasets import DatasetError
from evals.figures import sample
from evals.metrics.definitions import DEFINITIONS, Definition
from evals.results import MAIN, Better, Model, Results, Row, Unit
from evals.statistics.bootstrap import Resampled
from evals.statistics.pairs import Pairs, Tested, tested
from evals.statistics.permutation import Swapped, adjusted

Verdict = Literal["better", "worse", "can’t tell"]
# Below this an adjusted probability counts as a difference.
LEVEL = 0.05
# What a question is judged by: where these differ, its scores do not compare.
JUDGED_BY = ("question", "answerable", "gold", "answers")


class Change(Model):
    """A question whose score changed."""

    id: str
    question: str
    before: float
    after: float


class ComparedFigure(Model):
    """A figure of two systems over the ``of`` questions to which it applies for both.

    ``difference`` is second less first, with its 95 % interval. ``probability`` is that of a difference this
    large by chance, by swaps of what ``swapped`` says; ``adjusted`` is the same with regard to how many
    figures are compared; ``verdict`` tells of the second system. ``changed`` lists losses first; it is empty
    for figures that are no means.
    """

    suite: str
    name: str
    unit: Unit
    better: Better
    of: int
    first: float
    second: float
    difference: float
    low: float | None
    high: float | None
    resampled: Resampled | None
    probability: float
    adjusted: float
    swapped: Swapped
    verdict: Verdict
    changed: tuple[Change, ...] = ()


class Comparison(Model):
    """Two systems on the ``shared`` questions of a split; ``left_out`` counts those that only one run has.

    ``dropped`` names the headline figures that could not be compared, since only one of the two has a value.
    """

    first: str
    second: str
    split: str
    shared: int
    left_out: int
    dropped: tuple[str, ...]
    figures: tuple[ComparedFigure, ...]

    @property
    def worse(self) -> bool:
        """Whether any figure is significantly worse."""
        return bool(self.of("worse"))

    def of(self, verdict: Verdict) -> tuple[str, ...]:
        """The names of the figures with this verdict."""
        return tuple(figure.name for figure in self.figures if figure.verdict == verdict)

    @property
    def sentence(self) -> str:
        """All of it in one sentence."""
        first, second = self.first, self.second
        if first == second:
            first, second = "the first run", "The second run"
        parts = [f"{word} on {listed(names)}" for word in ("better", "worse") if (names := self.of(word))]
        if not parts:
            return f"{second} can’t be told from {first}: every difference may be chance."
        unsure = len(self.of("can’t tell"))
        rest = f"; can’t tell on {unsure} more" if unsure else ""
        return f"{second} is {' and '.join(parts)} than {first}{rest}."


def listed(names: Iterable[str]) -> str:
    """Names in quotation marks, since some hold a comma."""
    return ", ".join(f"“{name}”" for name in names)


def compare(
    first: Results,
    second: Results,
    system_a: str | None = None,
    system_b: str | None = None,
    split: str | None = None,
    figures: Sequence[str] | None = None,
) -> Comparison:
    """Hold the second run against the first one, on the questions that both have.

    Args:
        first: the run to beat.
        second: the run that is judged.
        system_a: whose rows of the first run; its only system, or ours, by default.
        system_b: the same of the second run.
        split: only its questions; all by default.
        figures: names of figures; by default the headline figures that both runs have; those that only one
            has are told as dropped. Times are not compared, since they tell of the machine.

    Raises:
        DatasetError: the runs have no question in common or judge it differently, or lack a system or figure.
    """
    one, other = system_of(first, system_a, "first"), system_of(second, system_b, "second")
    rows, left_out = shared(of_split(first, split, "first"), of_split(second, split, "second"))
    wanted = chosen(figures)
    tests = [found for each in wanted if (found := tested(each, rows, one, other))]
    known = [test.pairs.definition for test in tests]
    lacking = [each for each in wanted if each not in known]
    if not tests or (figures and lacking):
        name = f"the figure “{lacking[0].name}”" if figures else "a headline figure"
        raise DatasetError(f"No question has {name} of both {one} (first run) and {other} (second run).")
    probabilities = adjusted([test.probability for test in tests])
    return Comparison(
        first=one,
        second=other,
        split=split or "all",
        shared=len(rows),
        left_out=left_out,
        dropped=tuple(dropped(lacking, rows, one, other)),
        figures=tuple(map(compared, tests, probabilities)),
    )


def system_of(results: Results, wanted: str | None, which: str) -> str:
    """The system of a run that is compared: the one wanted, else its only one, else ours.

    Raises:
        DatasetError: the run has no rows, or not of that system, or several and none of them is ours.
    """
    known = results.systems
    if not known:
        raise DatasetError(f"The {which} run keeps no questions row by row, so nothing can be paired.")
    if wanted is None and (len(known) == 1 or MAIN in known):
        return MAIN if MAIN in known else known[0]
    if wanted in known:
        return str(wanted)
    held = f"has {', '.join(known)}" + ("" if wanted is None else f", and no “{wanted}”")
    raise DatasetError(f"The {which} run {held}: choose one with --{which}-system.")


def of_split(results: Results, split: str | None, which: str) -> dict[str, Row]:
    """The rows of a split by id.

    Raises:
        DatasetError: it has no question there, or two of the same id.
    """
    found: dict[str, Row] = {}
    for row in results.questions:
        if split in (None, "all", row.split):
            if row.id in found:
                raise DatasetError(f"The {which} run has two questions with the id “{row.id}”.")
            found[row.id] = row
    if not found:
        raise DatasetError(
            f"The {which} run has no question in the split “{split}”; it has {', '.join(results.splits)}."
        )
    return found


def shared(first: dict[str, Row], second: dict[str, Row]) -> tuple[list[tuple[Row, Row]], int]:
    """The questions that both have, by id, and how many only one has.

    Raises:
        DatasetError: they share none, or judge one by other words, answers or evidence.
    """
    pairs = [(first[name], second[name]) for name in sorted(first.keys() & second.keys())]
    if not pairs:
        raise DatasetError("The two runs have no question in common; run both on the same set.")
    for one, other in pairs:
        for part in JUDGED_BY:
            if comparable(getattr(one, part)) != comparable(getattr(other, part)):
                raise DatasetError(
                    f"Question “{one.id}” is not the same in the two runs: “{part}” differs; run both on the "
                    "same set."
                )
    return pairs, len(first.keys() ^ second.keys())


def dropped(
    lacking: Iterable[Definition], rows: Sequence[tuple[Row, Row]], one: str, other: str
) -> Iterator[str]:
    """The names of those figures that could not be tested although either system has a value."""
    before, after = zip(*rows, strict=True)
    for wanted in lacking:
        if wanted.main and {one, other} != {MAIN}:
            continue
        samples = sample(wanted, one, before), sample(wanted, other, after)
        if any(found is not None and found.value is not None for found in samples):
            yield wanted.name


def comparable(value: object) -> object:
    """A value whose order does not count."""
    return frozenset(value) if isinstance(value, tuple) else value


def chosen(names: Iterable[str] | None) -> list[Definition]:
    """The definitions of the figures named, in the order of the table; the headline ones by default.

    Raises:
        DatasetError: a name is not that of a figure that can be compared.
    """
    if names is None:
        return [one for one in DEFINITIONS if one.headline]
    wanted = list(names)
    known = [one.name for one in DEFINITIONS]
    for name in wanted:
        if name not in known:
            raise DatasetError(f"“{name}” is no figure that can be compared; these are: {listed(known)}.")
    return [one for one in DEFINITIONS if one.name in wanted]


def compared(test: Tested, probability: float) -> ComparedFigure:
    """A test as the figure that is told, with its adjusted probability."""
    wanted, interval = test.pairs.definition, test.interval
    difference = test.second - test.first
    gain = difference if wanted.better == "higher" else -difference
    verdict: Verdict = "can’t tell"
    if probability < LEVEL:
        verdict = "better" if gain > 0 else "worse"
    return ComparedFigure(
        suite=wanted.suite,
        name=wanted.name,
        unit=wanted.unit,
        better=wanted.better,
        of=len(test.pairs.rows),
        first=test.first,
        second=test.second,
        difference=difference,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        resampled=interval.resampled if interval else None,
        probability=test.probability,
        adjusted=probability,
        swapped=test.swapped,
        verdict=verdict,
        changed=changes(test.pairs) if wanted.statistic is None else (),
    )


def changes(pairs: Pairs) -> tuple[Change, ...]:
    """The questions whose score changed, the largest loss first."""
    sign = 1 if pairs.definition.better == "higher" else -1
    found = [
        Change(id=row.id, question=row.question, before=before, after=after)
        for row, before, after in zip(
            pairs.rows, pairs.first[0].tolist(), pairs.second[0].tolist(), strict=True
        )
        if not isclose(before, after, abs_tol=1e-9)
    ]
    return tuple(sorted(found, key=lambda change: (sign * (change.after - change.before), change.id)))
