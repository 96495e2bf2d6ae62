"""What the page does when something is asked."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

from rag import Answered, Assistant, Event, GroundwireError
from rag import Conversation as Talk
from ui import render
from ui.web.conversations import Conversation, Conversations, Message, Turn
from ui.web.readiness import Readiness
from ui.web.scope import Scope, checked
from ui.web.starters import Starters

log = logging.getLogger(__name__)

QUESTIONS_AT_ONCE = 4
SECONDS_BETWEEN_LOOKS = 0.03
LOADING = "Loading the search model…"
OURS = "Something went wrong inside Groundwire; its log file tells more. Press Ask again to try once more."
_NUMBER = re.compile(r"[0-9]{1,9}")
_DOCUMENT = re.compile(r"[0-9a-f]{16}")
_KEY = re.compile(r"[0-9A-Za-z-]{16,64}")


class Handlers:
    """The page's actions over one assistant. Work runs in threads of ours; the page only watches it."""

    def __init__(self, assistant: Assistant, readiness: Readiness) -> None:
        self._assistant = assistant
        self._readiness = readiness
        self._conversations = Conversations()
        self.starters = Starters(assistant, readiness)
        self._workers = ThreadPoolExecutor(QUESTIONS_AT_ONCE, thread_name_prefix="groundwire-question")

    def close(self) -> None:
        """Take no more questions."""
        self.starters.close()
        self._workers.shutdown(wait=False, cancel_futures=True)

    def ask(
        self, question: Any, key: Any, scope: Any = None, as_it_stands: Any = False, in_view: Any = None
    ) -> tuple[list[Message], str]:
        """Accept a question, of some articles or of all: what the chat and the status line show next.

        ``in_view`` is the id of the document that is open, which “this article” means.
        """
        conversation = self._conversation(key)
        if not isinstance(question, str) or not question.strip():
            return conversation.messages(), "Type a question first."
        seen = in_view if isinstance(in_view, str) and _DOCUMENT.fullmatch(in_view) else None
        if conversation.ask(question, scope, as_it_stands is True, seen):
            self._workers.submit(self._work, conversation)
        return conversation.messages(), self._status()

    def stop(self, turn: Any, key: Any) -> tuple[list[Message], str]:
        """End the work on the question of this number; a second time nothing more happens."""
        conversation = self._conversation(key)
        if isinstance(turn, str) and _NUMBER.fullmatch(turn):
            conversation.stop(int(turn))
        return conversation.messages(), self._status()

    async def watch(self, key: Any) -> AsyncIterator[tuple[list[Message], str]]:
        """The chat and the status line, each time they change, until nothing is left to do."""
        conversation, seen = self._conversation(key), None
        while True:
            busy = self._readiness.loading or not conversation.settled
            now = (conversation.change, self._readiness.loading)
            if now != seen:
                seen = now
                yield conversation.messages(), self._status()
            if not busy:
                return
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)

    def _conversation(self, key: Any) -> Conversation:
        if isinstance(key, str) and _KEY.fullmatch(key):
            return self._conversations.of(key)
        return Conversation()  # without a key there is nobody to show it to again

    def _status(self) -> str:
        return LOADING if self._readiness.loading else ""

    def _work(self, conversation: Conversation) -> None:
        while turn := conversation.next_turn():
            try:
                self._answer(conversation, turn)
            except GroundwireError as error:
                conversation.reply(turn, render.failure(str(error)), settled=True)
            except Exception:  # every question gets a reply, and the log the details
                log.exception("a question failed")
                conversation.reply(turn, render.failure(OURS), settled=True)

    def _answer(self, conversation: Conversation, turn: Turn) -> None:
        if self._readiness.loading:
            conversation.reply(turn, render.stage(LOADING, turn.number))
        while not turn.settled and not self._readiness.wait(SECONDS_BETWEEN_LOOKS):
            pass
        scope = checked(self._assistant, turn.scope)
        conversation.talk = talk = conversation.talk or Talk(self._assistant)
        asked = talk.steps(
            turn.question,
            scope.documents,
            scope.published,
            as_it_stands=turn.as_it_stands,
            in_view=turn.in_view,
        )
        with closing(asked) as steps:
            for event in steps:
                if turn.settled:  # stopped: leaving the steps ends the work
                    return
                self._show(conversation, turn, event, scope)
        if not turn.settled:
            raise RuntimeError("the steps ended without an answer")

    def _show(self, conversation: Conversation, turn: Turn, event: Event, scope: Scope) -> None:
        if isinstance(event, Answered):
            conversation.reply(
                turn, render.answer(event.answer, scope.told(event.answer.documents_searched)), settled=True
            )
        elif line := render.stage_of(event):
            conversation.reply(turn, render.stage(line, turn.number))
