"""Ask our assistant one question and note everything that happened."""

from __future__ import annotations

import time
from dataclasses import dataclass

from evals.datasets import Question
from evals.library import Shelf
from evals.results import Cited
from evals.running.outcome import Outcome, as_cited
from rag import Answer, Answered, Assistant, Candidate, ReadingDone

# The first question after loading pays for what later ones find ready, so it is one that nobody measures.
WARMING = "Is anything measured yet?"


@dataclass(frozen=True, slots=True)
class Asked:
    """An outcome, and the sentences that the reader chose among, best first."""

    outcome: Outcome
    candidates: tuple[Candidate, ...]


def ask(assistant: Assistant, question: Question, shelf: Shelf) -> Asked:
    """Ask, ask again with a threshold of 0 where the answer was withheld, and replay all citations.

    Raises:
        GroundwireError: the question cannot be asked.
    """
    candidates: tuple[Candidate, ...] = ()
    answer: Answer | None = None
    started = time.perf_counter()
    for event in assistant.steps(question.question):
        if isinstance(event, ReadingDone):
            candidates = event.candidates
        if isinstance(event, Answered):
            answer = event.answer
    seconds = time.perf_counter() - started
    assert answer is not None, "steps ends with an answer"
    forced = assistant.ask(question.question, abstain_below=0.0) if answer.abstained else answer
    held = tuple(replay.holds for replay in assistant.verify(forced))
    outcome = Outcome(
        shown=cited(answer, shelf),
        forced=cited(forced, shelf),
        predicted=predicted_words(answer),
        abstained=answer.abstained,
        confidence=answer.confidence,
        held=held,
        seconds=seconds,
    )
    return Asked(outcome, candidates)


def cited(answer: Answer, shelf: Shelf) -> tuple[Cited, ...]:
    """An answer's citations in the terms of the question set."""
    return tuple(as_cited(shelf.place(citation), citation.quote) for citation in answer.citations)


def predicted_words(answer: Answer) -> str:
    """What exact match and F1 judge: ``short``, else the first sentence of the first answer."""
    if answer.abstained:
        return ""
    if answer.short is not None:
        return answer.short
    return answer.citations[0].quote if answer.citations else answer.text
