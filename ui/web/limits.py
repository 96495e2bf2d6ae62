"""Requests that are too long, and files sent past our own checks, are refused before they are read."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.responses import JSONResponse

UPLOADS = "/gradio_api/upload"  # Gradio's own door for files, which nothing of ours uses
BESIDE_THE_FILE = 1_000_000  # bytes for what is sent with a file

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]


class TooLong(Exception):
    """More has arrived than is taken."""


class Arriving:
    """A request whose bytes are counted; once they are too many, nothing else is read, or replied."""

    def __init__(self, receive: Receive, send: Send, most: int) -> None:
        self._receive, self._send = receive, send
        self._left = most
        self.too_long = False

    async def receive(self) -> Message:
        """The next part of the request."""
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.too_long = True
            raise TooLong
        return message

    async def send(self, message: Message) -> None:
        """Pass a part of the reply on."""
        if not self.too_long:
            await self._send(message)


class BodyLimit:
    """Answers 413 with a sentence where a request is longer than the longest file in base64.

    It goes by the length that the request states, and where it states none, by what has arrived.
    """

    def __init__(self, app: Application, largest_file: int) -> None:
        self._app = app
        self._most = largest_file * 4 // 3 + BESIDE_THE_FILE

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        stated = dict(scope["headers"]).get(b"content-length", b"0")
        if not stated.isdigit() or int(stated) > self._most:
            await self._refuse(scope, receive, send)
            return
        arriving = Arriving(receive, send, self._most)
        with contextlib.suppress(TooLong):
            await self._app(scope, arriving.receive, arriving.send)
        if arriving.too_long:
            await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Message, receive: Receive, send: Send) -> None:
        told = f"That request is too long; {self._most / 1e6:,.0f} MB are the most. It was not read."
        refusal = JSONResponse({"error": told}, status_code=413, headers={"Connection": "close"})
        await refusal(scope, receive, send)


class NoUploads:
    """Answers 403 with a sentence where files are sent to Gradio's own door, which would keep them unread."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(UPLOADS):
            await self._app(scope, receive, send)
            return
        told = "Files are not taken here. Add articles in the page’s Library, or through the endpoint add."
        refusal = JSONResponse({"error": told}, status_code=403, headers={"Connection": "close"})
        await refusal(scope, receive, send)
