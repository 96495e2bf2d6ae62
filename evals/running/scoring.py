"""The scores of one question: what evals.figures takes the means of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from evals.datasets import Question
from evals.metrics.answers import exact_match, f1, squad2_scores
from evals.metrics.citations import citation_precision, first_on_gold, gold_cited, wrong_document
from evals.metrics.retrieval import BUDGETS, Ranking, evidence_within, ranking_scores
from evals.running.outcome import Outcome, as_places
from evals.spans import Place
from rag import Candidate

Scores = dict[str, float]
Texts = Mapping[str, str]


def retrieval_scores(question: Question, places: Sequence[Place], texts: Texts) -> Scores:
    """How well a ranking found the evidence; empty where nothing is to be found."""
    if not question.answerable:
        return {}
    ranking = Ranking(question.id, tuple(places), question.evidence, question.level)
    scores = ranking_scores([ranking])[question.id]
    if question.level == "span":
        for size in BUDGETS:
            found = evidence_within(ranking, size, texts)
            scores[f"evidence within {size:,} characters"] = float(found)
    return scores


def refusal_scores(question: Question, outcome: Outcome) -> Scores:
    """Whether there should have been an answer, and whether there was one."""
    name = "wrongly refused" if question.answerable else "answered although not answerable"
    return {name: float(outcome.abstained == question.answerable)}


def answer_scores(question: Question, outcome: Outcome) -> Scores:
    """Everything about one answer: its words, its citations, and whether there should have been one."""
    able = question.answerable
    scores = squad2_scores(outcome.predicted, question.answers, able) | citation_scores(question, outcome)
    scores |= refusal_scores(question, outcome)
    on_gold = able and first_on_gold(as_places(outcome.forced), question.gold)
    scores["right"] = float(on_gold)
    if able:
        scores["first citation on gold"] = float(on_gold and not outcome.abstained)
        scores["first citation on gold, no abstaining"] = float(on_gold)
    return scores


def citation_scores(question: Question, outcome: Outcome) -> Scores:
    """Whether citations hold, point at the evidence, and at all of it."""
    scores: Scores = {}
    shown, forced = as_places(outcome.shown), as_places(outcome.forced)
    if outcome.held:
        scores["citation replay"] = fmean(map(float, outcome.held))
    precision = citation_precision(shown, question.gold)
    if precision is not None:
        scores["citation precision"] = precision
    if len(question.evidence) > 1:
        scores["gold cited"] = gold_cited(shown, question.evidence)
    if question.answerable and forced:
        scores["wrong document"] = float(wrong_document(forced, question.gold))
    return scores


def reading_scores(question: Question, read: Sequence[Candidate], places: Sequence[Place]) -> Scores:
    """What the reader chose when it was given the passage with the evidence.

    ``places`` are those of ``read``, both best first; a reader that was given nothing found nothing.
    """
    scores = {"sentence on gold, passage given": float(first_on_gold(places[:1], question.gold))}
    if question.answers:
        words = spoken(read[0]) if read else ""
        scores["exact match, passage given"] = exact_match(words, question.answers)
        scores["f1, passage given"] = f1(words, question.answers)
    return scores


def spoken(candidate: Candidate) -> str:
    """The words that answer, or the whole sentence where the reader marks none."""
    if candidate.short is None:
        return candidate.text
    start, end = candidate.short
    return candidate.text[start - candidate.start : end - candidate.start]
