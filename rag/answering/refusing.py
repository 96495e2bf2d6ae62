"""Saying that the articles don't answer, and why."""

from __future__ import annotations

from index import Scope
from rag.answer import DONT_SAY, Answer
from rag.citations import Citation

NOTHING_FOUND = "No passage shares a word or a sense with the question."
NO_DOCUMENTS = "There is no article to search: the library, the articles chosen or the dates leave none."
NOT_SURE = "No sentence answers it clearly enough."


def withheld(
    question: str,
    reason: str,
    scope: Scope,
    confidence: float = 0.0,
    nearest: Citation | None = None,
) -> Answer:
    """An answer that says the articles don't answer, and why."""
    return Answer(
        question=question,
        text=DONT_SAY,
        short=None,
        answers=(),
        citations=(),
        confidence=confidence,
        abstained=True,
        nearest=nearest,
        reason=reason,
        documents_searched=scope.count,
        undated=scope.undated,
    )
