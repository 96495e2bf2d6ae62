"""Which documents tell of the same thing, and first questions with a conversation about something else."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle

from evals.datasets import Question
from evals.datasets.conversations import Conversation


def documents_of(question: Question) -> frozenset[str]:
    """The document that a question is about and those that hold its gold."""
    return frozenset({question.document_id, *(place.document_id for place in question.gold)})


def stories(questions: Iterable[Question]) -> dict[str, frozenset[str]]:
    """For each document those that tell of the same: some question has gold in both, or in a third one."""
    told: dict[str, frozenset[str]] = {}
    for question in questions:
        same = documents_of(question)
        same = same.union(*(told.get(name, frozenset()) for name in same))
        told |= dict.fromkeys(same, same)
    return told


def after_another_topic(
    asked: Sequence[Question], conversations: Sequence[Conversation], limit: int | None, seed: int
) -> Iterator[tuple[Question, Conversation]]:
    """Questions that stand by themselves, each with a conversation of its split about something else.

    At most ``limit`` of each split, drawn at random with ``seed``; conversations take turns. A question for
    which there is no such conversation is left out.
    """
    turns = [turn.question for conversation in conversations for turn in conversation.turns]
    told = stories([*asked, *turns])
    for split in dict.fromkeys(question.split for question in asked):
        of_split = [question for question in asked if question.split == split]
        random.Random(seed).shuffle(of_split)
        others = [conversation for conversation in conversations if conversation.split == split]
        queue = cycle(others)
        for question in of_split[:limit]:
            same = told[question.document_id] | documents_of(question)
            for _, conversation in zip(others, queue, strict=False):
                if not same & conversation.documents:
                    yield question, conversation
                    break
