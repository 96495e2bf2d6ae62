"""A conversation as it is read back, each answer with what became of its sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from index import ConversationRecord, TurnOutcome
from rag.answer import Answer
from rag.citations import Replay, ReplayStatus
from rag.conversation import ConversationTurn

GONE: frozenset[ReplayStatus] = frozenset({"purged", "does not hold", "unknown"})


@dataclass(frozen=True, slots=True)
class SavedTurn:
    """A question with its answer, the quotations cut afresh.

    ``asked`` is an ISO time in UTC. ``answer`` is None unless ``outcome`` is ``answered``. ``replays`` tell
    of each of its citations (then of the nearest passage, then of the contradiction) what became of its
    source. A citation whose words are not kept any more has an empty quotation.
    """

    number: int
    question: str
    asked: str
    outcome: TurnOutcome
    answer: Answer | None
    replays: tuple[Replay, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence for each source that changed or is gone, each once."""
        return tuple(dict.fromkeys(note for note in map(note_on, self.replays) if note))

    def to_dict(self) -> dict[str, Any]:
        """All fields, ready for JSON."""
        return {
            "number": self.number,
            "question": self.question,
            "asked": self.asked,
            "outcome": self.outcome,
            "answer": self.answer.to_dict() if self.answer else None,
            "sources": [
                {"number": one.citation.number, "status": one.status, "date": one.date}
                for one in self.replays
            ],
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class SavedConversation:
    """A conversation with its turns in order; ``created`` and ``changed`` are ISO times in UTC."""

    conversation_id: str
    name: str
    created: str
    changed: str
    turns: tuple[SavedTurn, ...]

    @classmethod
    def of(cls, record: ConversationRecord, turns: tuple[SavedTurn, ...]) -> SavedConversation:
        """An entry of the list with its turns."""
        return cls(record.conversation_id, record.name, record.created, record.changed, turns)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers that there are, in order."""
        return tuple(turn.answer for turn in self.turns if turn.answer is not None)

    @property
    def context(self) -> tuple[ConversationTurn, ...]:
        """The answered turns as :meth:`rag.Assistant.converse` takes them, to go on from."""
        answered = ((turn.question, turn.answer) for turn in self.turns)
        return tuple(
            ConversationTurn(question, answer.understood, answer) for question, answer in answered if answer
        )

    def to_dict(self) -> dict[str, Any]:
        """All fields, ready for JSON; ``groundwire verify`` reads it back."""
        return {
            "conversation_id": self.conversation_id,
            "name": self.name,
            "created": self.created,
            "changed": self.changed,
            "turns": [turn.to_dict() for turn in self.turns],
        }


def note_on(replay: Replay) -> str | None:
    """What became of a citation's source, as a sentence; None where it stands as it was."""
    named = f"“{replay.citation.title}”" if replay.citation.title else "A source of this answer"
    match replay.status:
        case "holds":
            return None
        case "holds in an older version":
            return f"{named} has changed since; the quotation stands in the version of {replay.date}."
        case "removed but holds":
            return f"{named} was removed from the library on {replay.date}; it can still be read."
        case "purged":
            return f"{named} was purged on {replay.date}; no quotation of it is kept."
        case _:
            return f"{named} is not in the library; no quotation of it is kept."
