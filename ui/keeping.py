"""Writing conversations to the history as they happen, and reading them back."""

from __future__ import annotations

import logging

from rag import Answer, ConversationNotFound, GroundwireError, History, SavedConversation

log = logging.getLogger(__name__)

DELETED = "That conversation was deleted from the history; your question begins a new one."
NOT_KEPT = "This question could not be written to the history: {}"


class Keeper:
    """Keeps conversations under keys: on the page its session’s. What cannot be kept is answered anyway."""

    def __init__(self, history: History) -> None:
        self._history = history

    def asked(self, key: str, question: str, begun: bool) -> tuple[int | None, str]:
        """Put down a question, beginning the conversation where it is not ``begun``.

        Returns its number in the conversation, None where it is not kept, and a sentence for the status line.
        """
        try:
            if not begun:
                self._history.begin(question, key)
            return self._history.ask(key, question), ""
        except ConversationNotFound:
            if not begun:
                return None, ""
            return self.asked(key, question, begun=False)[0], DELETED
        except GroundwireError as error:
            log.warning("a question could not be kept: %s", error)
            return None, NOT_KEPT.format(error)

    def settled(self, key: str, number: int | None, answer: Answer | None, stopped: bool = False) -> None:
        """Write what became of a question; one of a conversation deleted meanwhile is let go."""
        if number is None:
            return
        try:
            self._history.settle(key, number, answer, stopped=stopped)
        except ConversationNotFound:
            return
        except GroundwireError as error:  # the page may be closing; the turn is read back as stopped
            log.warning("an answer could not be kept: %s", error)
        except Exception:  # the answer is shown whatever becomes of the history
            log.exception("an answer could not be kept")

    def kept(self, key: str) -> SavedConversation | None:
        """The conversation as it is kept now; None where it is not.

        Raises:
            LibraryError
        """
        try:
            return self._history.conversation(key)
        except ConversationNotFound:
            return None
