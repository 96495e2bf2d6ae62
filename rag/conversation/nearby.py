"""Answers from the articles that a conversation speaks of, where others are doubtful or lie elsewhere."""

from __future__ import annotations

import math
from collections.abc import Callable, Set
from dataclasses import replace

from index import DocumentNotFound
from rag.answer import Answer
from rag.conversation.mentions import names_in

Ask = Callable[[str], Answer]
"""From a question to its answer from the documents spoken of alone."""

# How much more likely an answer from elsewhere must be right, in logits.
ELSEWHERE = 1.5
# An answer to a completed question that is less likely to be right is doubted; how much more likely one to
# the question as typed must be right.
DOUBTFUL, COMPLETED = 0.7, 0.25
# So sure is nobody.
LEAST = 1e-6


def goes_on(question: str) -> bool:
    """Whether a question, as it was typed, names nothing: one that does may well be about something else."""
    return not names_in(question)


def nearby(given: Answer, typed: str, asked: str, spoken_of: Set[str], ask: Ask) -> tuple[Answer, str]:
    """An answer, or one from the documents spoken of where that is likelier meant, and what it answers.

    Args:
        given: the answer to the completed question from all documents.
        typed: the question as it was typed.
        asked: what it was completed to.
        spoken_of: the ids of the documents that the conversation speaks of.
        ask: called at most twice.
    """
    if given.kind != "answer" or not spoken_of:
        return given, asked
    try:
        best = given if spoken_of & cited_first(given) else nearer(given, ask(asked))
        if typed != asked and best.confidence < DOUBTFUL:
            other = ask(typed)
            if likelier(other, best, COMPLETED):
                return counted(other, given), typed
    except DocumentNotFound:  # it was removed since
        return given, asked
    return counted(best, given), asked


def cited_first(answer: Answer) -> set[str]:
    """The document that an answer begins with."""
    return {one.document_id for one in answer.citations[:1]}


def nearer(given: Answer, near: Answer) -> Answer:
    """An answer from what is spoken of, unless one from elsewhere is far likelier right."""
    return near if likelier(near, given, -ELSEWHERE) else given


def likelier(one: Answer, other: Answer, by: float) -> bool:
    """Whether an answer is given, and likelier right than another by so much, in logits."""
    return not one.abstained and (other.abstained or logit(one) > logit(other) + by)


def counted(answer: Answer, given: Answer) -> Answer:
    """An answer that tells how much was searched in all."""
    return replace(answer, documents_searched=given.documents_searched, undated=given.undated)


def logit(answer: Answer) -> float:
    """The logarithm of the odds that an answer is right."""
    sure = min(max(answer.confidence, LEAST), 1 - LEAST)
    return math.log(sure / (1 - sure))
