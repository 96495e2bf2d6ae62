"""What a light search finds for the completions of a follow-up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import DateRange, Passage
    from rag.assistant import Assistant

# A passage with a lower score hardly mentions what a question asks for.
MENTIONED = 0.9


@dataclass(slots=True)
class Evidence:
    """The passages that were found for questions; nothing is searched for twice.

    ``spoken_of`` are the ids of the documents that the conversation speaks of.
    """

    assistant: Assistant
    documents: Sequence[str] | None
    published: DateRange | None
    spoken_of: frozenset[str]
    found: dict[str, tuple[Passage, ...]] = field(default_factory=dict)

    def scores(self, questions: Sequence[str]) -> list[float]:
        """For each question the score of the best passage, 0 where there is none."""
        self._search(questions)
        return [max((one.score for one in self.found[question]), default=0.0) for question in questions]

    def distance(self, question: str) -> float:
        """How far the best passage of what is spoken of lies below the best.

        Infinite where none fits, and where nothing else is found: there is nothing to tell it from then.
        """
        (best,) = self.scores([question])
        if self.spoken_of.issuperset(one.document_id for one in self.found[question]):
            return math.inf
        there = [one.score for one in self.found[question] if one.document_id in self.spoken_of]
        nearest = max(there, default=0.0)
        return best - nearest if nearest >= MENTIONED else math.inf

    def _search(self, questions: Sequence[str]) -> None:
        lacking = [one for one in dict.fromkeys(questions) if one not in self.found]
        if lacking:
            found = self.assistant.glance(lacking, self.documents, self.published)
            self.found |= zip(lacking, found, strict=True)
