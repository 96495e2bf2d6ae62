"""What people wait for goes before work that the page does on its own account.

Two cores are soon busy: loading the models would hold up a page that is being opened, and making questions
to start with would hold up the first question that somebody asks.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

from starlette.responses import Response

FIRST_VISIT = 1.0  # seconds to wait for somebody who opens the page at once
LONGEST_VISIT = 10.0  # seconds that opening a page may hold up what it gives way to
BETWEEN_LOOKS = 0.05
PAGE, FUNCTIONS = "/", "/gradio_api/component_server"

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]


class Precedence:
    """Who is being served now. All methods may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._questions = 0
        self._visited = False
        self._opening: float | None = None  # since when, and None while no page is being opened
        self.closing = threading.Event()

    @contextmanager
    def question(self) -> Iterator[None]:
        """While somebody's question is worked on."""
        with self._lock:
            self._questions += 1
        try:
            yield
        finally:
            with self._lock:
                self._questions -= 1

    def requested(self, path: str) -> None:
        """A browser or a program asks for something; the page's scripts call a function once it is there."""
        if path == PAGE:
            self._visited, self._opening = True, time.monotonic()
        elif path.startswith(FUNCTIONS):
            self._opening = None

    def after_questions(self) -> None:
        """Return when nobody's question is worked on, or when the page is closing."""
        while self._questions and not self.closing.wait(BETWEEN_LOOKS):
            pass

    def after_opening(self) -> None:
        """Return when a page that is opened now is there; soon where none is, and at once for a question."""
        until = time.monotonic() + FIRST_VISIT
        while not (self._questions or self.closing.wait(BETWEEN_LOOKS)):
            opening = self._opening
            if self._visited:
                until = opening + LONGEST_VISIT if opening is not None else 0.0
            if time.monotonic() >= until:
                return


class Noting:
    """Tells when a request comes, and says at once that the page is there to who asks nothing else.

    Gradio asks so when it starts (HEAD), waits three seconds, and gives up: on a busy machine making the page
    takes longer. It is no visit either.
    """

    def __init__(self, app: Application, precedence: Precedence) -> None:
        self._app = app
        self._precedence = precedence

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            if scope["method"] == "HEAD" and scope["path"] == PAGE:
                await Response(media_type="text/html")(scope, receive, send)
                return
            self._precedence.requested(scope["path"])
        await self._app(scope, receive, send)
