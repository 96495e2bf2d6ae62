"""Conversations: several questions in a row, each with its gold and what it means (docs/datasets.md).

:class:`OwnConversation` is the one definition: it checks the lines, and ``conversation.schema.json`` is
generated from it (evals.datasets.schema).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Literal, get_args

from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from evals.datasets.lines import Row, collect, rows
from evals.datasets.model import PACKAGED, Dataset, DatasetError, Question
from evals.datasets.own import OwnGold, OwnReader, Strict, Words, parse
from evals.datasets.problems import Problem, Problems

# The first question, one that goes on from those before it, one about something else.
Kind = Literal["first", "follow_up", "topic_change"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FEWEST_TURNS = 2
FIRST_IS_FIRST: JsonDict = {
    "prefixItems": [{"properties": {"kind": {"const": KINDS[0]}}}],
    "items": {"properties": {"kind": {"enum": list(KINDS[1:])}}},
}


class OwnTurn(Strict):
    """One question of a conversation; the documents answer it."""

    kind: Kind = Field(
        description="first, follow_up (it goes on from the questions before it), or topic_change (about "
        "something else, and understood alone)."
    )
    question: Words = Field(description="The question as a person would type it at this place.")
    rewrite: Words = Field(description="What it means, in a question that can be understood alone.")
    document: Words = Field(
        description="The document it is about: the path of a UTF-8 text file, relative to this file, "
        "or sample:NAME for a packaged sample."
    )
    gold: tuple[OwnGold, ...] = Field(
        strict=False, min_length=1, description="The places that bear an answer."
    )


class OwnConversation(Strict):
    """One line of a set of conversations."""

    model_config = ConfigDict(
        title="A conversation",
        json_schema_extra={
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "allOf": [{"properties": {"turns": FIRST_IS_FIRST}}],
        },
    )

    id: Words = Field(description="A name for the conversation that no other line of the file has.")
    split: Literal["development", "test", "all"] = Field("all", description="Which part it belongs to.")
    turns: tuple[OwnTurn, ...] = Field(
        strict=False, min_length=FEWEST_TURNS, description="The questions in their order."
    )
    note: str = Field("", description="Anything a reader should know.")

    @model_validator(mode="after")
    def begins_with_the_first(self) -> OwnConversation:
        """The first turn is the first question, and no other one is."""
        if [place for place, turn in enumerate(self.turns) if turn.kind == "first"] != [0]:
            raise ValueError("the first turn must be of the kind “first”, and no other one")
        return self


@dataclass(frozen=True, slots=True)
class Turn:
    """One question, as typed in ``question.question`` and as it is meant in ``rewrite``.

    ``question.id`` is the conversation's and the turn's number from 1; ``question.kind`` is one of
    :data:`KINDS`.
    """

    question: Question
    rewrite: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """Questions that are asked one after another."""

    id: str
    split: str
    turns: tuple[Turn, ...]
    note: str = ""

    @property
    def documents(self) -> frozenset[str]:
        """The documents that the questions are about or that hold their gold."""
        asked = [turn.question for turn in self.turns]
        return frozenset(
            name for q in asked for name in (q.document_id, *(place.document_id for place in q.gold))
        )


@dataclass(slots=True)
class ConversationReader:
    """Conversations out of rows, and the documents that they name."""

    named: OwnReader = field(default_factory=OwnReader)

    def read(self, row: Row) -> Conversation:
        """The conversation of a row, its gold checked against the documents' texts."""
        told = parse(row, OwnConversation)
        turns = [
            self.turn(inside, turn, f"{told.id}/{number}", told.split)
            for number, (inside, turn) in enumerate(zip(row.rows("turns"), told.turns, strict=True), 1)
        ]
        return Conversation(told.id, told.split, tuple(turns), told.note)

    def turn(self, row: Row, told: OwnTurn, identity: str, split: str) -> Turn:
        """One turn; ``row`` is the object it was read from."""
        document = self.named.document(row, told.document)
        evidence = self.named.evidence(row, told.gold, document)
        asked = Question(identity, document.id, told.question, told.kind, True, evidence, (), split)
        return Turn(asked, told.rewrite)


@dataclass(frozen=True, slots=True)
class Conversations:
    """A set of conversations; ``dataset`` has their documents, and all their turns for questions."""

    dataset: Dataset
    conversations: tuple[Conversation, ...]


def packaged_conversations() -> Conversations:
    """Our own conversations on our own articles and the packaged sample."""
    with resources.as_file(resources.files("evals.data")) as folder:
        return load_conversations(folder / "conversations.jsonl", PACKAGED)


def load_conversations(path: Path, name: str | None = None) -> Conversations:
    """The conversations of a file.

    Raises:
        DatasetError: the file cannot be read, a line is malformed, or there is none.
    """
    reader, problems = ConversationReader(), Problems()
    found = tuple(collect(rows(path, problems), reader.read, problems).values())
    if not found:
        raise Problem(path, None, "the set holds no conversations").error()
    turns = tuple(turn.question for conversation in found for turn in conversation.turns)
    return Conversations(Dataset(name or path.stem, tuple(reader.named.documents()), turns), found)


def of_one_split(found: Conversations, split: str) -> Conversations:
    """The same documents with the conversations of one split only; ``all`` is every one.

    Raises:
        DatasetError: the set has no conversation in that split.
    """
    kept = tuple(one for one in found.conversations if split in ("all", one.split))
    if not kept:
        raise DatasetError(f"{found.dataset.name} has no conversations in the split “{split}”.")
    turns = tuple(turn.question for conversation in kept for turn in conversation.turns)
    whole = found.dataset
    return Conversations(Dataset(whole.name, whole.documents, turns), kept)
