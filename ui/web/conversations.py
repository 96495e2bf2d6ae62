"""The running conversations, kept on the server: one for each browser session.

The page never sends a conversation back; it sends its session's key and is shown the whole of it. So two
questions in quick succession, or a reload in the middle of an answer, lose nothing. The key is the id under
which the history keeps the conversation, so it outlasts the server too.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
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
    ``kept`` is its number in the history, None where it is not kept. One that is ``finished`` has its outcome
    and is about to be settled with it.
    """

    number: int
    question: str
    reply: str
    scope: Any = None
    as_it_stands: bool = False
    settled: bool = False
    in_view: str | None = None
    kept: int | None = None
    finished: bool = False

    def messages(self) -> list[Message]:
        """The question and the reply as the chat shows them."""
        asked = Message(role="user", content=render.question(self.question))
        return [asked, Message(role="assistant", content=self.reply)]


class Conversation:
    """The turns of one browser session. All methods may be called from any thread.

    ``change`` counts the changes, so that a watcher knows when to look again. ``begun`` tells whether the
    history has it, None where nobody has looked yet. ``order`` is held while a question is put down in both;
    ``told`` is what the status line says of the last one. ``talk`` is where its questions are asked, None
    where that is to be made anew from the history.
    """

    def __init__(self) -> None:
        self.order = threading.Lock()
        self.begun: bool | None = None
        self.told = ""
        self.talk: rag.Conversation | None = None
        self._turns: list[Turn] = []
        self._lock = threading.Lock()
        self._working = False
        self._asked = 0
        self.change = 0

    def ask(
        self,
        question: str,
        scope: Any = None,
        as_it_stands: bool = False,
        in_view: str | None = None,
        kept: int | None = None,
    ) -> bool:
        """Append a question. Whether the caller must start the work: nobody is at it yet.

        ``kept`` is its number in the history, None where it is not kept.
        """
        with self._lock:
            waits = "Waiting for the question before…" if self._working else "Looking…"
            self._asked += 1
            stage = render.stage(waits, self._asked)
            turn = Turn(self._asked, question, stage, scope, as_it_stands, in_view=in_view, kept=kept)
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

    def finish(self, turn: Turn) -> bool:
        """Claim to settle a turn; False where that is done or being done."""
        with self._lock:
            free, turn.finished = not (turn.finished or turn.settled), True
            return free

    def stop(self, number: int) -> Turn | None:
        """Settle the turn of this number as stopped; None where it has its reply, as when asked twice."""
        with self._lock:
            turn = next((turn for turn in self._turns if turn.number == number), None)
        if turn is None or not self.finish(turn):
            return None
        self.reply(turn, render.stopped(), settled=True)
        return turn

    def renew(self, kept: Iterable[tuple[int, str, str]]) -> None:
        """Show what the history has: number, question and reply of each turn.

        What is worked on, and what could not be kept, stays.
        """
        with self._lock:
            running = {turn.kept: turn for turn in self._turns if turn.kept and not turn.settled}
            known = [running.get(turn[0]) or self._from_history(*turn) for turn in kept]
            deleted = [turn for turn in running.values() if turn not in known]
            loose = [turn for turn in self._turns if turn.kept is None]
            self._turns = [*known, *deleted, *loose][-MAX_TURNS:]
            self.change += 1

    def _from_history(self, number: int, question: str, reply: str) -> Turn:
        self._asked += 1
        return Turn(self._asked, question, reply, settled=True, kept=number, finished=True)

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
