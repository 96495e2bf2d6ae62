"""Which questions failed, and in what way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.reporting.journey import journey, lost_by, verdict
from evals.results import MAIN, Results, Row, SystemRow

FIRST_CITATION = "first citation on gold, no abstaining"
EVIDENCE = "evidence within 2,000 characters"
ASKED = (FIRST_CITATION, "right", "answered although not answerable", "wrongly refused")


@dataclass(frozen=True, slots=True)
class FailureSort:
    """One way to fail: a short name and what it means."""

    key: str
    title: str
    meaning: str


CITATION = FailureSort(
    "citation",
    "wrong sentence",
    "The question can be answered, and the first citation, nothing withheld, is not on gold.",
)
UNANSWERABLE = FailureSort(
    "unanswerable",
    "answered although not answerable",
    "No article answers the question, and an answer was given.",
)
REFUSED = FailureSort(
    "refused", "wrongly refused", "The question can be answered, and the answer was withheld."
)
READING = FailureSort(
    "reading",
    "wrong sentence in the gold passage",
    "The gold passage was given, and another sentence chosen.",
)
RETRIEVAL = FailureSort(
    "evidence",
    "evidence not retrieved",
    "The evidence does not lie within the first 2,000 characters retrieved; where a set names whole "
    "documents only, none of the right ones is among the first five passages.",
)
SORTS = (CITATION, UNANSWERABLE, REFUSED, READING, RETRIEVAL)


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that failed, each way it did, and the stage that lost it in words."""

    row: Row
    system: SystemRow
    sorts: tuple[FailureSort, ...]
    stage: str

    @property
    def way(self) -> str:
        """What became of the gold passage from stage to stage, as a sentence; empty where there is none."""
        return journey(self.row.ranks) if self.row.answerable else ""

    @property
    def verdict(self) -> str:
        """A sentence on what lost it; empty where :attr:`way` says so already."""
        return "" if f"lost by {self.stage}" in self.way else verdict(self.stage)


def main_system(results: Results) -> str:
    """The system whose failures are listed: ours, or the ranking where nothing was asked."""
    for name in (MAIN, "hybrid"):
        if name in results.systems:
            return name
    return next(iter(results.systems), MAIN)


def was_asked(results: Results) -> bool:
    """Whether the main system answered, so that its answers are judged and not its search alone."""
    main = main_system(results)
    rows = (row.systems[main] for row in results.questions if main in row.systems)
    return any(key in system.scores for system in rows for key in ASKED)


def failures(results: Results) -> tuple[Failure, ...]:
    """The failed questions of the main system, in the order in which they were asked."""
    main, asked = main_system(results), was_asked(results)
    found = []
    for row in results.questions:
        if (system := row.systems.get(main)) is None:
            continue
        if sorts := tuple(failed_sorts(row, system, asked)):
            found.append(Failure(row, system, sorts, lost_by(row, system, asked)))
    return tuple(found)


def failed_sorts(row: Row, system: SystemRow, asked: bool) -> Iterator[FailureSort]:
    """The ways in which one question failed."""
    scores = system.scores
    if row.answerable and scores.get(FIRST_CITATION, scores.get("right", 1.0)) < 1.0:
        yield CITATION
    if scores.get("answered although not answerable", 0.0) > 0.0:
        yield UNANSWERABLE
    if scores.get("wrongly refused", 0.0) > 0.0:
        yield REFUSED
    if asked:
        return
    if scores.get("sentence on gold, passage given", 1.0) < 1.0:
        yield READING
    if scores.get(EVIDENCE, scores.get("recall@5", 1.0)) <= 0.0:
        yield RETRIEVAL


def at_most(found: Sequence[Failure], limit: int) -> tuple[Failure, ...]:
    """The first ``limit`` failures of each sort; a question counts for the first sort it failed in."""
    taken: dict[str, int] = {}
    kept = []
    for failure in found:
        key = failure.sorts[0].key
        taken[key] = taken.get(key, 0) + 1
        if taken[key] <= limit:
            kept.append(failure)
    return tuple(kept)


def counts(found: Sequence[Failure]) -> dict[FailureSort, int]:
    """How many questions failed in each way; one may count several times."""
    tally = {sort: sum(sort in failure.sorts for failure in found) for sort in SORTS}
    return {sort: number for sort, number in tally.items() if number}
