"""How far somebody who answered our questions blind agrees with their gold.

Whoever answered had the articles and the questions, and neither gold nor kinds. What they chose stands
in ``blind_answers.jsonl``, a line for each answered question: ``id``, ``annotator``, ``answerable`` and
``quotes``, the places they would cite, the most direct one first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from statistics import fmean
from typing import Any

from evals.datasets import Dataset, Question
from evals.metrics.citations import first_on_gold, gold_cited
from evals.spans import Place


@dataclass(frozen=True, slots=True)
class BlindAnswer:
    """What somebody answered who did not write the question; no places where they found no answer."""

    question_id: str
    annotator: str
    answerable: bool
    quotes: tuple[Place, ...]


def blind_answers() -> list[BlindAnswer]:
    """The blind answers that come with our own set."""
    lines = (resources.files("evals.data") / "blind_answers.jsonl").read_text("utf-8").splitlines()
    return [parse(json.loads(line)) for line in lines]


def parse(row: Mapping[str, Any]) -> BlindAnswer:
    """One line of ``blind_answers.jsonl``."""
    quotes = tuple(Place(quote["document"], quote["start"], quote["end"]) for quote in row["quotes"])
    return BlindAnswer(row["id"], row["annotator"], row["answerable"], quotes)


def agreement(dataset: Dataset, answers: Iterable[BlindAnswer]) -> dict[str, float]:
    """How far blind answers agree with the gold of the questions they answer.

    - ``questions``: how many were answered.
    - ``answerable or not``: share with the same verdict; ``kappa``: the same beyond chance (Cohen 1960).
    - ``first quote on gold``: of those that both call answerable, the share whose first quote is on gold.
    - ``true answers found``: the share of the answers that a quote bears, where several are true; absent
      where none of the questions has several.
    """
    from sklearn.metrics import cohen_kappa_score

    pairs = paired(dataset, answers)
    gold = [question.answerable for question, _ in pairs]
    blind = [answer.answerable for _, answer in pairs]
    both = [(question, answer) for question, answer in pairs if question.answerable and answer.answerable]
    several = [(question, answer) for question, answer in both if len(question.evidence) > 1]
    found = {
        "questions": len(pairs),
        "answerable or not": fmean(one == other for one, other in zip(gold, blind, strict=True)),
        "kappa": float(cohen_kappa_score(gold, blind)),
        "first quote on gold": fmean(first_on_gold(a.quotes, q.gold) for q, a in both),
    }
    if several:
        found["true answers found"] = fmean(gold_cited(a.quotes, q.evidence) for q, a in several)
    return found


def paired(dataset: Dataset, answers: Iterable[BlindAnswer]) -> list[tuple[Question, BlindAnswer]]:
    """Each blind answer with its question, where the set has it."""
    asked = {question.id: question for question in dataset.questions}
    return [(asked[answer.question_id], answer) for answer in answers if answer.question_id in asked]


def disagreements(dataset: Dataset, answers: Iterable[BlindAnswer]) -> list[tuple[Question, BlindAnswer]]:
    """The questions where the verdict differs, or the first quote is not on gold."""
    return [
        (question, answer)
        for question, answer in paired(dataset, answers)
        if question.answerable != answer.answerable
        or (question.answerable and not first_on_gold(answer.quotes, question.gold))
    ]


def annotators(answers: Sequence[BlindAnswer]) -> dict[str, list[BlindAnswer]]:
    """The answers of each annotator, by name."""
    return {
        name: [answer for answer in answers if answer.annotator == name]
        for name in sorted({answer.annotator for answer in answers})
    }
