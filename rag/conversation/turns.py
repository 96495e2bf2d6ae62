"""One earlier turn as completing needs it: plain texts."""

from __future__ import annotations

from dataclasses import dataclass

from rag.conversation.vocabulary import NOTHING_SAID


@dataclass(frozen=True, slots=True)
class Said:
    """A question as it was understood, and what was answered: nothing where there was no answer."""

    question: str
    answer: str

    @classmethod
    def of(cls, question: str, answer: str) -> Said:
        """A turn without blanks, and without what only says that nothing is known."""
        answer = " ".join(answer.split())
        return cls(" ".join(question.split()), "" if answer.lower() in NOTHING_SAID else answer)
