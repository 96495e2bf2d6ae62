"""The conversations of a library, kept across processes. Thread-safe; none waits for articles being added."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from index.catalog import Connection, Database, conversations
from index.conversation import (
    CitedRange,
    ConversationRecord,
    TurnOutcome,
    TurnRecord,
    checked_id,
    checked_name,
)
from index.document import printable
from index.errors import ConversationNotFound


class ConversationStore:
    """Questions in the order they were asked, with what is kept of their answers.

    Every method that takes an id raises ConversationNotFound where no such conversation is kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.writing() as connection:
            conversations.stop_unfinished(connection)

    def list(self) -> tuple[ConversationRecord, ...]:
        """All conversations, the one changed last first."""
        with self._database.reading() as connection:
            return conversations.listing(connection)

    def load(self, conversation_id: str) -> tuple[ConversationRecord, tuple[TurnRecord, ...]]:
        """One conversation with its turns."""
        with self._database.reading() as connection:
            return found(connection, conversation_id), conversations.turns(connection, conversation_id)

    def context(self, conversation_id: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        """The questions of a conversation, and the documents and versions it rests on, the last first."""
        with self._database.reading() as connection:
            found(connection, conversation_id)
            asked = conversations.questions(connection, conversation_id)
            return asked, conversations.versions(connection, conversation_id)

    def begin(self, name: str, conversation_id: str | None = None) -> str:
        """Make a conversation and return its id: the given one, or one drawn by lot.

        One that has the given id already stays as it is.

        Raises:
            UserError: the name is blank.
            ConversationNotFound: the id cannot be one.
        """
        chosen = uuid.uuid4().hex[:16] if conversation_id is None else checked_id(conversation_id)
        with self._database.writing() as connection:
            conversations.begin(connection, chosen, checked_name(name))
        return chosen

    def append(self, conversation_id: str, question: str) -> TurnRecord:
        """Put down a question, whose answer is still to be looked for."""
        with self._database.writing() as connection:
            found(connection, conversation_id)
            return conversations.append(connection, conversation_id, printable(question))

    def settle(
        self,
        conversation_id: str,
        number: int,
        outcome: TurnOutcome,
        record: dict[str, Any] | None = None,
        ranges: Sequence[CitedRange] = (),
    ) -> None:
        """Write what became of a question: ``record`` and ``ranges`` as :class:`TurnRecord` tells."""
        with self._database.writing() as connection:
            if not conversations.settle(connection, conversation_id, number, outcome, record or {}, ranges):
                raise ConversationNotFound(missing(conversation_id))

    def rename(self, conversation_id: str, name: str) -> ConversationRecord:
        """Give a conversation another name.

        Raises:
            UserError: the name is blank.
        """
        chosen = checked_name(name)
        with self._database.writing() as connection:
            found(connection, conversation_id)
            conversations.rename(connection, conversation_id, chosen)
            return found(connection, conversation_id)

    def delete(self, conversation_id: str) -> ConversationRecord:
        """Take a conversation out for good, and return what its entry was."""
        with self._database.writing() as connection:
            record = found(connection, conversation_id)
            conversations.delete(connection, conversation_id)
            return record


def found(connection: Connection, conversation_id: str) -> ConversationRecord:
    """The conversation's entry.

    Raises:
        ConversationNotFound
    """
    record = conversations.by_id(connection, checked_id(conversation_id))
    if record is None:
        raise ConversationNotFound(missing(conversation_id))
    return record


def missing(conversation_id: str) -> str:
    """The sentence that says so."""
    return f"The history has no conversation {conversation_id}; it may have been deleted."
