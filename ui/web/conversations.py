"""The running conversations, kept on the server: one for each browser session.

The page never sends a conversation back; it sends its session's key and is shown the whole of it. So two
questions in quick succession, or a reload in the middle of an answer, lose nothing.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, TypedDict

import rag
from ui import render

MAX_CONVERSATIONS = 500
MAX_TURNS = 200


class Message(TypedDict):
    """One message as the chat component takes it."""

    role: str
    content: str


@dataclass(slots=True)
class Turn:
    """A question and, as HTML, the reply as far as it has come.

    ``scope`` is as the page sent it, unchecked; ``in_view`` is the document that was open.
    """

    number: int
    question: str
    reply: str
    scope: Any = None
    as_it_stands: bool = False
    settled: bool = False
    in_view: str | None = None

    def messages(self) -> list[Message]:
        """The question and the reply as the chat shows them."""
        asked = Message(role="user", content=render.question(self.question))
        return [asked, Message(role="assistant", content=self.reply)]


class Conversation:
    """The turns of one browser session. All methods may be called from any thread.

    ``change`` counts the changes, so that a watcher knows when to look again. ``talk`` is where its
    questions are asked; None before the first.
    """

    def __init__(self) -> None:
        self.talk: rag.Conversation | None = None
        self._turns: list[Turn] = []
        self._lock = threading.Lock()
        self._working = False
        self._asked = 0
        self.change = 0

    def ask(
        self, question: str, scope: Any = None, as_it_stands: bool = False, in_view: str | None = None
    ) -> bool:
        """Append a question. Whether the caller must start the work: nobody is at it yet."""
        with self._lock:
            waits = "Waiting for the question before…" if self._working else "Looking…"
            self._asked += 1
            stage = render.stage(waits, self._asked)
            turn = Turn(self._asked, question, stage, scope, as_it_stands, in_view=in_view)
            self._turns = [*self._turns[-MAX_TURNS + 1 :], turn]
            self.change += 1
            must_start, self._working = not self._working, True
            return must_start

    def next_turn(self) -> Turn | None:
        """The oldest question without a reply; None ends the work until the next :meth:`ask`."""
        with self._lock:
            waiting = next((turn for turn in self._turns if not turn.settled), None)
            self._working = waiting is not None
            return waiting

    def reply(self, turn: Turn, html: str, settled: bool = False) -> None:
        """Show ``html`` as the reply to ``turn``; after one that is ``settled`` no other counts."""
        with self._lock:
            if not turn.settled:
                turn.reply, turn.settled = html, settled
                self.change += 1

    def stop(self, number: int) -> None:
        """Settle the turn of this number as stopped; nothing where it has its reply, as when asked twice."""
        with self._lock:
            turn = next((turn for turn in self._turns if turn.number == number), None)
        if turn:
            self.reply(turn, render.stopped(), settled=True)

    def messages(self) -> list[Message]:
        """The whole conversation."""
        with self._lock:
            return [message for turn in self._turns for message in turn.messages()]

    @property
    def settled(self) -> bool:
        """Whether every question has its reply."""
        with self._lock:
            return all(turn.settled for turn in self._turns)


class Conversations:
    """Conversations by session key; the one longest unused makes room for a new one."""

    def __init__(self, limit: int = MAX_CONVERSATIONS) -> None:
        self._limit = limit
        self._by_key: OrderedDict[str, Conversation] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, key: str) -> Conversation:
        """The conversation of the session ``key``, begun if there is none."""
        with self._lock:
            conversation = self._by_key.setdefault(key, Conversation())
            self._by_key.move_to_end(key)
            while len(self._by_key) > self._limit:
                self._by_key.popitem(last=False)
            return conversation
