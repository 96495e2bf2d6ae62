"""Search for every question of a set and note what was found, without answering."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from evals.datasets import Dataset, Question
from evals.library import Shelf
from evals.metrics.retrieval import BUDGETS, Ranking, evidence_within, rank_of_gold
from evals.spans import Place
from rag import Passage

# More passages than any budget of characters needs, so that a run of one-line paragraphs fills it too.
SEARCHED = 50

Search = Callable[[str], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What one search brought: places, best first, and for each budget whether they hold the evidence.

    ``seconds`` is the time the search took.
    """

    question: Question
    places: tuple[Place, ...]
    evidence: dict[int, bool]
    seconds: float

    @property
    def ranking(self) -> Ranking:
        """The same as the figures take it."""
        return Ranking(self.question.id, self.places, self.question.gold)

    def to_dict(self) -> dict[str, Any]:
        """The row of this question in the results."""
        asked = self.question
        return {
            "id": asked.id,
            "document": asked.document_id,
            "question": asked.question,
            "kind": asked.kind,
            "split": asked.split,
            "answerable": asked.answerable,
            "gold": [[gold.start, gold.end] for gold in asked.gold],
            "rank_of_gold": rank_of_gold(self.ranking),
            "evidence": {str(budget): found for budget, found in self.evidence.items()},
            "search_seconds": round(self.seconds, 4),
        }


def retrieve(search: Search, question: Question, shelf: Shelf, texts: dict[str, str]) -> Retrieval:
    """Search for one question; ``texts`` are the documents' texts by id."""
    started = time.perf_counter()
    passages = search(question.question)
    seconds = time.perf_counter() - started
    places = tuple(shelf.place(passage) for passage in passages)
    ranking = Ranking(question.id, places, question.gold)
    found = {size: evidence_within(ranking, size, texts[question.document_id]) for size in BUDGETS}
    return Retrieval(question, places, found, seconds)


def texts_of(dataset: Dataset) -> dict[str, str]:
    """The documents' texts by id."""
    return {document.id: document.text for document in dataset.documents}
