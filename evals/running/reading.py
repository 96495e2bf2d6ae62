"""Give the reader the passage that holds the evidence: what it makes of a perfect search."""

from __future__ import annotations

from collections.abc import Sequence

from evals.datasets import Question
from evals.library import Shelf
from evals.spans import Place, shared_characters
from rag import Assistant, Candidate, Passage

# More passages than an article has: all of them come back, scored for the question as the reader expects.
WHOLE_DOCUMENT = 1_000


def read_gold(assistant: Assistant, question: Question, shelf: Shelf) -> tuple[Candidate, ...]:
    """The sentences of the passages with evidence, best first; none where no passage holds any.

    Raises:
        GroundwireError: the question cannot be asked.
    """
    documents = shelf.library_ids({place.document_id for place in question.gold})
    passages = assistant.search(question.question, WHOLE_DOCUMENT, documents)
    return assistant.read(question.question, holding(passages, question.gold, shelf))


def holding(passages: Sequence[Passage], gold: Sequence[Place], shelf: Shelf) -> tuple[Passage, ...]:
    """The passages that share a character with the evidence."""
    places = [(passage, shelf.place(passage)) for passage in passages]
    return tuple(p for p, place in places if any(shared_characters(place, one) for one in gold))
