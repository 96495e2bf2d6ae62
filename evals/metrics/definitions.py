"""What each figure is: what a question adds to it, and what is made of the questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evals.metrics.latency import percentile
from evals.metrics.refusal import area_under_risk_coverage, calibration_error, refusal_auroc
from evals.results import Better, Row, SystemRow, Unit

Numbers = tuple[float, ...]


def confident(row: Row, made: SystemRow) -> Numbers | None:
    """Whether the question is answerable, and how sure the system was."""
    return None if made.confidence is None else (float(row.answerable), made.confidence)


def judged(row: Row, made: SystemRow) -> Numbers | None:
    """How sure the system was, and whether it was right."""
    if made.confidence is None or "right" not in made.scores:
        return None
    return made.confidence, made.scores["right"]


def timed(row: Row, made: SystemRow) -> Numbers | None:
    """The seconds that it took."""
    return None if made.seconds is None else (made.seconds,)


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure: the mean of the score of its name, or a ``statistic`` over the questions.

    ``meaning`` says in a sentence what it tells. ``adds`` gives a question's numbers, one for each argument
    of ``statistic``, and None where the figure does not apply to the question. ``ordered`` is the place of
    the argument of which only the order counts. ``main`` marks figures that only make sense for our own
    system, ``words`` those that judge words and mean nothing where no question has any to expect.
    """

    suite: str
    name: str
    meaning: str
    unit: Unit = "share"
    better: Better = "higher"
    headline: bool = False
    main: bool = False
    words: bool = False
    adds: Callable[[Row, SystemRow], Numbers | None] | None = None
    statistic: Callable[..., float | None] | None = None
    ordered: int | None = None

    def numbers(self, row: Row, made: SystemRow) -> Numbers | None:
        """What a question adds to the figure; None where it does not apply."""
        if self.adds is not None:
            return self.adds(row, made)
        return (made.scores[self.name],) if self.name in made.scores else None


RETRIEVAL = (
    Definition(
        "retrieval",
        "evidence within 500 characters",
        "The first 500 characters retrieved hold the whole evidence.",
        headline=True,
    ),
    Definition(
        "retrieval",
        "evidence within 2,000 characters",
        "The first 2,000 characters retrieved hold the whole evidence.",
        headline=True,
    ),
    Definition("retrieval", "recall@1", "The first passage is on the evidence.", headline=True),
    Definition("retrieval", "recall@5", "One of the first five passages is on the evidence."),
    Definition("retrieval", "mrr", "One over the rank of the first passage on the evidence.", "score"),
    Definition(
        "retrieval",
        "ndcg@10",
        "How early in the first ten passages each piece of evidence comes; 1 is best.",
        "score",
        headline=True,
    ),
)
READING = (
    Definition(
        "reading",
        "sentence on gold, passage given",
        "Given the passage with the evidence, the reader puts the right sentence first.",
        headline=True,
    ),
    Definition(
        "reading",
        "exact match, passage given",
        "Given the passage with the evidence, the words marked are an expected answer.",
    ),
    Definition(
        "reading",
        "f1, passage given",
        "Given the passage with the evidence, how far the words marked and an expected answer agree.",
        "score",
    ),
)
ANSWERS = (
    Definition(
        "answers",
        "first citation on gold",
        "The first sentence cited is the evidence; a withheld answer is a miss.",
        headline=True,
    ),
    Definition(
        "answers",
        "first citation on gold, no abstaining",
        "The first sentence cited is the evidence, were nothing withheld.",
        headline=True,
    ),
    Definition(
        "answers",
        "wrong document",
        "The first citation, were nothing withheld, lies in an article without evidence.",
        better="lower",
        headline=True,
    ),
    Definition(
        "answers",
        "exact match",
        "The words are an expected answer, or nothing answers and the answer is withheld (SQuAD 2.0).",
        headline=True,
        words=True,
    ),
    Definition(
        "answers",
        "f1",
        "How far the words and an expected answer agree; rightly withheld counts 1 (SQuAD 2.0).",
        "score",
        words=True,
    ),
    Definition(
        "answers",
        "exact match, answerable",
        "Exact match of the questions that have an answer (SQuAD 2.0’s HasAns).",
    ),
    Definition(
        "answers", "f1, answerable", "F1 of the questions that have an answer (SQuAD 2.0’s HasAns).", "score"
    ),
    Definition(
        "answers", "no-answer accuracy", "Nothing answers, and the answer is withheld (SQuAD 2.0’s NoAns)."
    ),
)
REFUSAL = (
    Definition(
        "refusal",
        "answered although not answerable",
        "A question that nothing answers got an answer.",
        better="lower",
        headline=True,
    ),
    Definition(
        "refusal",
        "wrongly refused",
        "A question that the articles answer got no answer.",
        better="lower",
        headline=True,
    ),
    Definition(
        "refusal",
        "auroc",
        "How often an answerable question gets more confidence than one that is not; 0.5 is chance.",
        "score",
        headline=True,
        adds=confident,
        statistic=refusal_auroc,
        ordered=1,
    ),
    Definition(
        "refusal",
        "area under risk-coverage",
        "The share of wrong answers, averaged over all thresholds of abstaining.",
        "score",
        "lower",
        headline=True,
        adds=judged,
        statistic=area_under_risk_coverage,
        ordered=0,
    ),
    Definition(
        "refusal",
        "calibration error",
        "How far stated confidence lies from the share of answers that are right, in ten equal bins.",
        "score",
        "lower",
        headline=True,
        # The baselines' scores are no probabilities.
        main=True,
        adds=judged,
        statistic=calibration_error,
    ),
)
CITATIONS = (
    Definition(
        "citations",
        "citation replay",
        "The share of a question’s quotations that stand, character for character, where they say.",
        headline=True,
    ),
    Definition(
        "citations",
        "citation precision",
        "The share of an answer’s citations that are on the evidence; none is where nothing answers.",
        headline=True,
    ),
    Definition(
        "citations",
        "gold cited",
        "Where several answers are true, the share of them that is cited.",
        headline=True,
    ),
)


def below(percent: int) -> Callable[..., float | None]:
    """The seconds that ``percent`` of the questions stay below."""
    return lambda seconds: percentile(seconds, percent)


def latency(name: str, percent: int) -> Definition:
    """A percentile of the time that a question takes."""
    return Definition(
        "speed",
        f"{name}, p{percent}",
        f"Of 100 questions {percent} take less, models loaded and articles read before.",
        "seconds",
        "lower",
        headline=True,
        adds=timed,
        statistic=below(percent),
    )


ASKING = (latency("ask", 50), latency("ask", 95))
SEARCHING = (latency("search", 50), latency("search", 95))
# What figures are made of; times come apart, since their name depends on what was run.
DEFINITIONS = (*RETRIEVAL, *READING, *ANSWERS, *REFUSAL, *CITATIONS)
