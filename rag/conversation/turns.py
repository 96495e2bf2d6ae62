"""The turns of a conversation: as they were asked and answered, and the plain texts that completing needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rag.answer import Answer
from rag.citations import Citation
from rag.mentions.mention import Kind
from rag.mentions.people import Person
from rag.mentions.vocabulary import NOTHING_SAID

# So many characters of a text are looked at.
LONGEST = 1_500


@dataclass(frozen=True, slots=True)
class Said:
    """A question as it was understood, and what was answered: nothing where there was no answer.

    ``short`` are the words of the answer that answer, where they are known; ``typed`` is the question before
    it was completed; ``people`` are the persons of the articles that the answer is from, and ``told_of`` the
    names of those for whom the pronouns of its first sentence stand; ``kinds`` are names of the articles with
    what kind of thing each is.
    """

    question: str
    answer: str
    short: str = ""
    typed: str = ""
    people: tuple[Person, ...] = ()
    told_of: tuple[str, ...] = ()
    kinds: tuple[tuple[str, Kind], ...] = ()

    @classmethod
    def of(
        cls, question: str, answer: str, short: str = "", typed: str = "", people: tuple[Person, ...] = ()
    ) -> Said:
        """A turn without blanks, of long texts the beginning, and none of what says that nothing is known."""
        answer = " ".join(answer[:LONGEST].split())
        known = answer.lower() not in NOTHING_SAID
        asked, before = (" ".join(text[:LONGEST].split()) for text in (question, typed or question))
        return cls(asked, answer if known else "", " ".join(short.split()), before, people)


@dataclass(frozen=True, slots=True)
class ConversationTurn:
    """A question as it was typed, what it was understood as (None: as it stands), and its answer."""

    question: str
    understood: str | None
    answer: Answer

    def to_dict(self) -> dict[str, Any]:
        """All fields, ready for JSON."""
        return {"question": self.question, "understood": self.understood, "answer": self.answer.to_dict()}


def shown(answer: Answer) -> tuple[Citation, ...]:
    """What an answer cites, and what it shows in place of one."""
    return (*answer.citations, *((answer.nearest,) if answer.nearest else ()))


def led(answer: Answer) -> tuple[Citation, ...]:
    """Where a talk goes on from an answer: of sides that differ, from the one that was told first."""
    return answer.answers[0].citations if answer.differing else shown(answer)


def documents_of(turn: ConversationTurn) -> frozenset[str]:
    """The ids of the documents that a turn cites or shows."""
    return frozenset(citation.document_id for citation in shown(turn.answer))


def spoken_of(turns: Sequence[ConversationTurn]) -> frozenset[str]:
    """The same of the last turn; none where there is none."""
    return documents_of(turns[-1]) if turns else frozenset()


def text_of(turn: ConversationTurn) -> str:
    """What was asked and answered in a turn."""
    quotes = (citation.quote for citation in shown(turn.answer))
    return " ".join((turn.question, turn.understood or "", turn.answer.text, *quotes))


def said(turn: ConversationTurn) -> Said:
    """A turn as plain texts; in place of an answer that was withheld what was shown instead."""
    answer = turn.answer
    question = turn.understood or turn.question
    if answer.abstained:
        instead = answer.contradiction or answer.nearest
        return Said.of(question, instead.quote if instead else "", typed=turn.question)
    # of sides that differ, the talk goes on about the one that was told first
    told = answer.answers[0].text if answer.differing else answer.text
    return Said.of(question, told, answer.short or "", turn.question)
