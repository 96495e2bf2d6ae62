"""What the page does when something is asked."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

from cachetools import LRUCache

from rag import Answer, Answered, Assistant, GroundwireError
from rag import Conversation as Talk
from ui import render
from ui.keeping import Keeper
from ui.web.conversations import MAX_TURNS, Conversation, Conversations, Message, Turn
from ui.web.readiness import Readiness
from ui.web.scope import checked
from ui.web.serving import is_identifier
from ui.web.standing import reply
from ui.web.starters import Starters

log = logging.getLogger(__name__)

QUESTIONS_AT_ONCE = 4
MAX_PAGES = 5_000
SECONDS_BETWEEN_LOOKS = 0.03
LOADING = "Loading the search model…"
BLANK = "Type a question first."
OURS = "Something went wrong inside Groundwire; its log file tells more. Press Ask again to try once more."
_NUMBER = re.compile(r"[0-9]{1,9}")
_KEY = re.compile(r"[0-9A-Za-z-]{16,64}")


class Handlers:
    """The page's actions over one assistant. Work runs in threads of ours; the page only watches it."""

    def __init__(self, assistant: Assistant, readiness: Readiness) -> None:
        self._assistant = assistant
        self._readiness = readiness
        self.precedence = readiness.precedence
        self._conversations = Conversations()
        self.starters = Starters(assistant, readiness)
        self._keeper = Keeper(assistant.history)
        # Which key each page shows; the event loop's own.
        self._shown: LRUCache[Any, Any] = LRUCache(MAX_PAGES)
        self._workers = ThreadPoolExecutor(QUESTIONS_AT_ONCE, thread_name_prefix="groundwire-question")

    def close(self) -> None:
        """Take no more questions."""
        self.precedence.closing.set()
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
            conversation.told = BLANK
            return conversation.messages(), self._status(conversation)
        seen = in_view if is_identifier(in_view) else None
        with conversation.order:
            kept, conversation.told = self._keep(conversation, question, key)
            must_start = conversation.ask(question, scope, as_it_stands is True, seen, kept)
        if must_start:
            self._workers.submit(self._work, conversation, key)
        return conversation.messages(), self._status(conversation)

    def _keep(self, conversation: Conversation, question: str, key: Any) -> tuple[int | None, str]:
        if conversation.begun is None:
            return None, ""
        kept, told = self._keeper.asked(key, question, conversation.begun)
        conversation.begun = kept is not None
        return kept, told

    def stop(self, turn: Any, key: Any) -> tuple[list[Message], str]:
        """End the work on the question of this number; a second time nothing more happens."""
        conversation = self._conversation(key)
        if isinstance(turn, str) and _NUMBER.fullmatch(turn):
            stopped = conversation.stop(int(turn))
            if stopped:
                self._keeper.settled(key, stopped.kept, None, stopped=True)
        return conversation.messages(), self._status(conversation)

    async def watch(
        self, key: Any, page: Any = None, afresh: bool = False
    ) -> AsyncIterator[tuple[list[Message], str]]:
        """The chat and the status line, each time they change, until nothing is left to do.

        With ``afresh`` earlier answers are made again from the history, as their sources are now, and what
        else the same ``page`` watches ends: it shows one conversation.
        """
        if afresh:
            self._shown[page] = key
        conversation, seen = await asyncio.to_thread(self._conversation, key, afresh), None
        while self._shown.get(page, key) == key:
            busy = self._readiness.loading or not conversation.settled
            now = (conversation.change, self._readiness.loading)
            if now != seen:
                seen = now
                yield conversation.messages(), self._status(conversation)
            if not busy:
                return
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)

    def _conversation(self, key: Any, afresh: bool = False) -> Conversation:
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            return Conversation()  # without a key there is nobody to show it to again
        conversation = self._conversations.of(key)
        with conversation.order:
            if afresh or conversation.begun is None:
                self._renew(conversation, key)
        return conversation

    def _renew(self, conversation: Conversation, key: str) -> None:
        try:
            kept = self._keeper.kept(key)
        except Exception:  # what is shown already stays
            log.exception("a conversation could not be read from the history")
            conversation.begun = bool(conversation.begun)
            return
        conversation.begun = kept is not None
        conversation.talk = None
        shown = kept.turns[-MAX_TURNS:] if kept else ()
        conversation.renew((turn.number, turn.question, reply(turn)) for turn in shown)

    def _status(self, conversation: Conversation) -> str:
        return conversation.told or (LOADING if self._readiness.loading else "")

    def _work(self, conversation: Conversation, key: Any) -> None:
        while turn := conversation.next_turn():
            answer, html = None, ""
            try:
                with self.precedence.question():
                    answer, html = self._answer(conversation, turn, key) or (None, "")
            except GroundwireError as error:
                html = render.failure(str(error))
            except Exception:  # every question gets a reply, and the log the details
                log.exception("a question failed")
                html = render.failure(OURS)
            if conversation.finish(turn):
                self._keeper.settled(key, turn.kept, answer)
                conversation.reply(turn, html, settled=True)

    def _talk(self, conversation: Conversation, key: Any) -> Talk:
        """Where questions are asked: going on from what the history has, as its sources are now."""
        kept = self._keeper.kept(key) if conversation.begun else None
        return Talk(self._assistant, kept.context if kept else ())

    def _answer(self, conversation: Conversation, turn: Turn, key: Any) -> tuple[Answer, str] | None:
        """The answer and how it is shown; None where the question was stopped meanwhile."""
        if self._readiness.loading:
            conversation.reply(turn, render.stage(LOADING, turn.number))
        while not turn.settled and not self._readiness.wait(SECONDS_BETWEEN_LOOKS):
            pass
        scope = checked(self._assistant, turn.scope)
        conversation.talk = talk = conversation.talk or self._talk(conversation, key)
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
                    return None
                if isinstance(event, Answered):
                    answer = event.answer
                    return answer, render.answer(answer, scope.told(answer.documents_searched))
                if line := render.stage_of(event):
                    conversation.reply(turn, render.stage(line, turn.number))
        raise RuntimeError("the steps ended without an answer")
