"""Ask a conversation’s questions in their order, alone as typed, and rewritten; note what is cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from evals.datasets import Question
from evals.datasets.conversations import Conversation, Turn
from evals.dependence import Dependence, dependence
from evals.library import Shelf
from evals.spans import on_any
from rag import Answer, Assistant, ConversationTurn
from rag import Conversation as Talk

# Asked after what was asked before, asked alone as typed, and asked alone as a human rewrote it.
Way = Literal["in conversation", "as typed", "human rewrite"]
IN_CONVERSATION: Way = "in conversation"
AS_TYPED: Way = "as typed"
REWRITTEN: Way = "human rewrite"
# The citations among which the gold must be: what a reader looks at.
CITED = 2
# How many turns come before a question about something else.
TURNS_BEFORE = 2


@dataclass(frozen=True, slots=True)
class Reply:
    """What one question got.

    ``understood`` is the question that was answered. ``shown`` says whether gold is among the first
    citations of the answer, ``found`` the same were nothing withheld.
    """

    understood: str
    abstained: bool
    shown: bool
    found: bool


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn, and its reply in each way of asking."""

    id: str
    split: str
    kind: str
    document: str
    question: str
    rewrite: str
    depends: Dependence
    replies: Mapping[Way, Reply]

    @property
    def completed(self) -> bool:
        """Whether the conversation changed what was asked."""
        return self.replies[IN_CONVERSATION].understood != self.question

    def to_dict(self) -> dict[str, Any]:
        """All fields, ready for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class FirstRow:
    """A question that stands by itself: its reply alone, and after a conversation about something else."""

    id: str
    split: str
    document: str
    answerable: bool
    question: str
    conversation: str
    alone: Reply
    after: Reply

    @property
    def completed(self) -> bool:
        """Whether the conversation changed what was asked."""
        return self.after.understood != self.question

    @property
    def worse(self) -> bool:
        """Whether the conversation cost gold among the first citations, or a refusal that was right."""
        if not self.answerable:
            return self.alone.abstained and not self.after.abstained
        return (self.alone.shown and not self.after.shown) or (self.alone.found and not self.after.found)

    def to_dict(self) -> dict[str, Any]:
        """All fields, ready for JSON."""
        return asdict(self)


@dataclass(slots=True)
class Interviewer:
    """Asks questions of the documents of a set in a library, alone or one after another."""

    assistant: Assistant
    shelf: Shelf
    held: dict[str, tuple[ConversationTurn, ...]] = field(default_factory=dict)

    def turns(self, conversation: Conversation) -> list[TurnRow]:
        """Ask every turn in each way; the conversation is held twice: as shipped, and with nothing withheld.

        Raises:
            GroundwireError: a question cannot be asked.
        """
        shipped, forced = self.assistant.converse(), self.assistant.converse()
        return [self.turn(turn, shipped, forced) for turn in conversation.turns]

    def turn(self, turn: Turn, shipped: Talk, forced: Talk) -> TurnRow:
        """Ask one turn of two conversations, and alone."""
        asked = turn.question
        answer = shipped.ask(asked.question)
        whole = forced.ask(asked.question, abstain_below=0.0)
        typed = self.alone(asked, asked.question)
        same = turn.rewrite == asked.question
        return TurnRow(
            id=asked.id,
            split=asked.split,
            kind=asked.kind,
            document=asked.document_id,
            question=asked.question,
            rewrite=turn.rewrite,
            depends=dependence(asked.question, turn.rewrite),
            replies={
                IN_CONVERSATION: self.reply(asked, answer.understood or asked.question, answer, whole),
                AS_TYPED: typed,
                REWRITTEN: typed if same else self.alone(asked, turn.rewrite),
            },
        )

    def first(self, asked: Question, before: Conversation) -> FirstRow:
        """Ask a question alone, and after the first turns of a conversation.

        Raises:
            GroundwireError: a question cannot be asked.
        """
        answer = self.assistant.converse(self.begun(before)).ask(asked.question)
        understood = answer.understood or asked.question
        return FirstRow(
            id=asked.id,
            split=asked.split,
            document=asked.document_id,
            answerable=asked.answerable,
            question=asked.question,
            conversation=before.id,
            alone=self.alone(asked, asked.question),
            after=self.reply(asked, understood, answer, self.whole(understood, answer)),
        )

    def begun(self, conversation: Conversation) -> tuple[ConversationTurn, ...]:
        """The first turns of a conversation, asked once."""
        if conversation.id not in self.held:
            talk = self.assistant.converse()
            for turn in conversation.turns[:TURNS_BEFORE]:
                talk.ask(turn.question.question)
            self.held[conversation.id] = talk.turns
        return self.held[conversation.id]

    def alone(self, asked: Question, words: str) -> Reply:
        """Ask words without anything before them."""
        answer = self.assistant.ask(words)
        return self.reply(asked, words, answer, self.whole(words, answer))

    def whole(self, words: str, answer: Answer) -> Answer:
        """The answer to the same words with nothing withheld."""
        return self.assistant.ask(words, abstain_below=0.0) if answer.abstained else answer

    def reply(self, asked: Question, understood: str, answer: Answer, whole: Answer) -> Reply:
        """What an answer is worth, and what it is with nothing withheld."""
        shown, found = (self.on_gold(asked, given) for given in (answer, whole))
        return Reply(understood, answer.abstained, shown, found)

    def on_gold(self, asked: Question, answer: Answer) -> bool:
        """Whether gold is among the first citations of an answer."""
        first = map(self.shelf.place, answer.citations[:CITED])
        return any(on_any(place, asked.gold) for place in first)
