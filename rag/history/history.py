"""The history: conversations that outlast the process, in the library they are about."""

from __future__ import annotations

from collections.abc import Iterable

from index import ConversationRecord, Library, TurnRecord, UserError
from rag.answer import Answer
from rag.history.recording import recorded
from rag.history.restoring import restored
from rag.history.saved import SavedConversation, SavedTurn
from rag.history.sources import Sources
from rag.replay import citations_of, replay


class History:
    """Keeps conversations in a library. Thread-safe.

    Kept are the questions, short texts of ours and where the quoted words stand, no word of an article. Every
    method that takes an id raises ConversationNotFound where no such conversation is kept.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._store = library.conversations

    def conversations(self) -> tuple[ConversationRecord, ...]:
        """All that are kept, the one changed last first."""
        return self._store.list()

    def conversation(self, conversation_id: str) -> SavedConversation:
        """One conversation, its answers made again from the versions that the library still has."""
        record, turns = self._store.load(conversation_id)
        sources = Sources(self._library)
        return SavedConversation.of(record, tuple(self._turn(turn, sources) for turn in turns))

    def save(
        self, answers: Iterable[Answer], *, name: str | None = None, conversation_id: str | None = None
    ) -> ConversationRecord:
        """Keep answers as a new conversation, or at the end of one that is kept.

        Args:
            name: that of a new one (None: the first question).

        Raises:
            UserError: there is no answer to keep, or the name is blank.
        """
        answers = tuple(answers)
        if not answers:
            raise UserError("There is no answer to keep; ask a question first.")
        kept_in = conversation_id or self.begin(name or answers[0].question)
        for answer in answers:
            self.settle(kept_in, self.ask(kept_in, answer.question), answer)
        return self._store.load(kept_in)[0]

    def begin(self, name: str, conversation_id: str | None = None) -> str:
        """Make an empty conversation and return its id; one that has the given id stays as it is.

        Raises:
            UserError: the name is blank.
        """
        return self._store.begin(name, conversation_id)

    def ask(self, conversation_id: str, question: str) -> int:
        """Put down a question before its answer is looked for; its number in the conversation.

        Should the process end meanwhile, the turn is read back as ``stopped``.
        """
        return self._store.append(conversation_id, question).number

    def settle(
        self, conversation_id: str, number: int, answer: Answer | None, *, stopped: bool = False
    ) -> None:
        """Write the answer to a question that :meth:`ask` put down; None where it failed or was stopped."""
        if answer is None:
            self._store.settle(conversation_id, number, "stopped" if stopped else "failed")
            return
        asked, versions = self._store.context(conversation_id)
        record, ranges = recorded(answer, asked, versions, Sources(self._library))
        self._store.settle(conversation_id, number, "answered", record, ranges)

    def rename(self, conversation_id: str, name: str) -> ConversationRecord:
        """Give a conversation another name.

        Raises:
            UserError: the name is blank.
        """
        return self._store.rename(conversation_id, name)

    def delete(self, conversation_id: str) -> ConversationRecord:
        """Take a conversation out for good; what its entry was."""
        return self._store.delete(conversation_id)

    def _turn(self, turn: TurnRecord, sources: Sources) -> SavedTurn:
        answer = restored(turn, sources)
        replays = tuple(replay(sources, one) for one in citations_of(answer)) if answer else ()
        return SavedTurn(turn.number, turn.question, turn.asked, turn.outcome, answer, replays)
