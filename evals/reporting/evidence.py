"""For a failed question, the articles with what is gold and what was cited."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.reporting.failures import Failure
from evals.reporting.journey import REFUSAL, SEARCH, SEARCHES, STAGES
from evals.reporting.marking import Mark, Segment, excerpt, fitting
from evals.reporting.wording import ordinal
from evals.results import Cited, Row

Documents = Mapping[str, tuple[str, str]]
# A question with more articles than this names the number of the others.
MOST_ARTICLES = 6


@dataclass(frozen=True, slots=True)
class Shown:
    """One article beside a question: what is shown of it, and its marks for showing the whole.

    ``problems`` are sentences on marks that could not be set; ``cut`` tells whether there is more of it.
    """

    document: str
    title: str
    segments: tuple[Segment, ...]
    marks: str
    cut: bool
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A stage on the way of the gold passage: its rank in words, and whether it lost the passage.

    ``beside`` is true of a search that stands beside another one instead of following it.
    """

    name: str
    rank: str
    lost: bool
    beside: bool = False


def shown(failure: Failure, documents: Documents) -> tuple[Shown, ...]:
    """The articles of one failed question, those with gold first, at most :data:`MOST_ARTICLES`."""
    return tuple(article(failure, name, documents) for name in named(failure)[:MOST_ARTICLES])


def more(failure: Failure) -> int:
    """How many articles with gold or a citation are not shown."""
    return max(0, len(named(failure)) - MOST_ARTICLES)


def named(failure: Failure) -> list[str]:
    """The articles that hold gold or were cited; where there is neither, the one that was asked about."""
    places = [*(gold.document for gold in failure.row.gold), *(cited.document for cited in cites(failure))]
    return list(dict.fromkeys(places)) or [name for name in (failure.row.document,) if name]


def cites(failure: Failure) -> tuple[Cited, ...]:
    """The citations a user saw; where the system abstained, those it withheld."""
    return failure.system.citations or failure.system.forced


def article(failure: Failure, name: str, documents: Documents) -> Shown:
    """One article, marked."""
    golden = gold_marks(failure.row, name)
    if name not in documents:
        quotes = [f"Cited from it: “{one.quote}”" for one in cites(failure) if one.document == name]
        return Shown(name, name, (), "[]", False, ("The text of this article is not at hand.", *quotes))
    title, text = documents[name]
    cited, problems = cited_marks(cites(failure), name, text)
    if len(fitting(golden, len(text))) < len(golden):
        problems = (*problems, "Some gold does not lie in the text, so it is not marked.")
    marks = fitting([*golden, *cited], len(text))
    segments = excerpt(text, marks)
    cut = len(segments) > 1 or any(segment.cut_before or segment.cut_after for segment in segments)
    return Shown(name, title or name, segments, as_json(marks), cut, problems)


def gold_marks(row: Row, name: str) -> list[Mark]:
    """What is gold in a document, numbered where there are several true answers."""
    several = len({gold.answer for gold in row.gold}) > 1
    return [
        Mark(gold.start, gold.end, "gold", f"gold {gold.answer + 1}" if several else "gold")
        for gold in row.gold
        if gold.document == name
    ]


def cited_marks(cited: Sequence[Cited], name: str, text: str) -> tuple[list[Mark], tuple[str, ...]]:
    """What was cited in a document, and a sentence for each citation that does not stand where it says.

    A wrong mark is worse than none.
    """
    marks, problems = [], []
    for number, one in enumerate(cited, 1):
        if one.document != name:
            continue
        if 0 <= one.start < one.end and text[one.start : one.end] == one.quote:
            marks.append(Mark(one.start, one.end, "cited", f"cited {number}"))
        else:
            problems.append(f"Citation {number} does not stand where it says: “{one.quote}”")
    return marks, tuple(problems)


def steps(failure: Failure) -> tuple[Step, ...]:
    """The stages in order; where none of them lost the passage, what did so is the last step."""
    if not failure.row.answerable:
        return ()
    found = [
        Step(
            STAGES.get(stage, stage),
            "not found" if rank is None else ordinal(rank),
            lost(failure, stage),
            stage in SEARCHES[1:],
        )
        for stage, rank in failure.row.ranks.items()
    ]
    if failure.stage and not any(step.lost for step in found):
        found.append(Step(failure.stage, "withheld" if failure.stage == REFUSAL else "", True))
    return tuple(found)


def lost(failure: Failure, stage: str) -> bool:
    """Whether this stage is the one that the failure names."""
    if failure.stage == SEARCH:
        return stage in SEARCHES
    return STAGES.get(stage, stage) == failure.stage


def as_json(marks: Sequence[Mark]) -> str:
    """The marks for the script: start, end, sort and label of each."""
    return json.dumps([[mark.start, mark.end, mark.sort, mark.label] for mark in marks])
