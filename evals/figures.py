"""From outcomes to figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any, Literal

from evals.asking import Outcome
from evals.metrics.answers import exact_match, f1
from evals.metrics.citations import replay_share
from evals.metrics.latency import percentile
from evals.metrics.refusal import (
    answered_although_not_answerable,
    refusal_auroc,
    share,
    wrongly_refused,
)
from evals.metrics.retrieval import BUDGETS, ranking_figures
from evals.retrieving import Retrieval

Unit = Literal["share", "score", "seconds"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: the mean over ``of`` questions (or citations); ``value`` is None where ``of`` is 0."""

    suite: str
    name: str
    value: float | None
    of: int
    unit: Unit = "share"

    def to_dict(self) -> dict[str, Any]:
        """Value, count and unit, ready for JSON."""
        return {"value": self.value, "of": self.of, "unit": self.unit}

    def __str__(self) -> str:
        if self.value is None:
            return "–"
        if self.unit == "seconds":
            return f"{self.value * 1000:,.0f} ms"
        if self.unit == "score":
            return f"{self.value:.3f}"
        return f"{100 * self.value:.1f} % ({round(self.value * self.of)} of {self.of})"


def figures(outcomes: Sequence[Outcome]) -> tuple[Figure, ...]:
    """Every figure over these outcomes, in the order of the table."""
    return (
        *retrieval_figures([outcome.retrieval for outcome in outcomes]),
        *answer_figures(outcomes),
        *refusal_figures(outcomes),
        *latency_figures("ask", [outcome.seconds for outcome in outcomes]),
    )


def search_figures(retrievals: Sequence[Retrieval]) -> tuple[Figure, ...]:
    """The figures where nothing was asked, only searched."""
    seconds = [retrieval.seconds for retrieval in retrievals]
    return (*retrieval_figures(retrievals), *latency_figures("search", seconds))


def retrieval_figures(retrievals: Sequence[Retrieval]) -> list[Figure]:
    """Evidence within characters, recall, MRR and nDCG, over the answerable questions."""
    answerable = [retrieval for retrieval in retrievals if retrieval.question.answerable]
    count = len(answerable)
    found = [
        Figure(
            "retrieval",
            f"evidence within {size:,} characters",
            share([retrieval.evidence[size] for retrieval in answerable]),
            count,
        )
        for size in BUDGETS
    ]
    values = ranking_figures([retrieval.ranking for retrieval in answerable])
    shares = [Figure("retrieval", name, values.get(name), count) for name in ("recall@1", "recall@5")]
    scores = [Figure("retrieval", name, values.get(name), count, "score") for name in ("mrr", "ndcg@10")]
    return [*found, *shares, *scores]


def answer_figures(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Exact match and F1 where short answers are known, first citation on gold, and replay."""
    answerable = [outcome for outcome in outcomes if outcome.question.answerable]
    worded = [
        (outcome.predicted, outcome.question.answers) for outcome in answerable if outcome.question.answers
    ]
    matches = [exact_match(predicted, answers) for predicted, answers in worded]
    overlaps = [f1(predicted, answers) for predicted, answers in worded]
    held = [flag for outcome in outcomes for flag in outcome.held]
    count = len(answerable)
    return [
        Figure("answers", "exact match", fmean(matches) if matches else None, len(worded)),
        Figure("answers", "f1", fmean(overlaps) if overlaps else None, len(worded), "score"),
        Figure("answers", "first citation on gold", share([o.on_gold for o in answerable]), count),
        Figure(
            "answers",
            "first citation on gold, no abstaining",
            share([outcome.forced_on_gold for outcome in answerable]),
            count,
        ),
        Figure("citations", "citations that replay", replay_share(held), len(held)),
    ]


def refusal_figures(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Answered although not answerable, wrongly refused, AUROC of the confidence."""
    answerable = [outcome.question.answerable for outcome in outcomes]
    abstained = [outcome.answer.abstained for outcome in outcomes]
    confidence = [outcome.answer.confidence for outcome in outcomes]
    able = sum(answerable)
    return [
        Figure(
            "refusal",
            "answered although not answerable",
            answered_although_not_answerable(answerable, abstained),
            len(outcomes) - able,
        ),
        Figure("refusal", "wrongly refused", wrongly_refused(answerable, abstained), able),
        Figure("refusal", "auroc", refusal_auroc(answerable, confidence), len(outcomes), "score"),
    ]


def latency_figures(what: str, seconds: Sequence[float]) -> list[Figure]:
    """Median and 95th percentile of the seconds that ``what`` took, models loaded."""
    return [
        Figure("speed", f"{what}, p{percent}", percentile(seconds, percent), len(seconds), "seconds")
        for percent in (50, 95)
    ]
