"""What a tab brings to the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import gradio as gr

from rag import Assistant
from ui.web.handlers import Handlers
from ui.web.serving import Served

# The id of the conversation in this browser tab, which outlasts a reload; the script does not wait for ours,
# which may come later.
KEY = (
    "(sessionStorage.groundwire ??= Array.from(crypto.getRandomValues(new Uint32Array(4)), String).join('-'))"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What a tab is built over.

    ``page`` is the page being built, for its ``load`` event; ``sent`` the hidden field in which the page's
    scripts send a handler what it needs, as JSON (see :func:`ui.web.serving.sent`): the browser tab's
    ``key``, which is the script :data:`KEY`, and more. ``served`` is what all tabs serve.
    """

    page: gr.Blocks
    assistant: Assistant
    handlers: Handlers
    sent: gr.Textbox
    served: tuple[Served, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its name, its parts, and its files in ``static``.

    ``build`` makes the parts where it is called. ``serves`` are functions the scripts may call, as
    ``server.NAME(request)`` (see :mod:`ui.web.serving`). A script names itself as a part of the page with
    ``groundwire.part({connect({server, …}), look()})``: ``connect`` is called once, when the server's
    functions are there, and ``look`` whenever Gradio changed the page. Scripts and styles are loaded in the
    tabs' order.
    """

    name: str
    build: Callable[[Context], None]
    serves: tuple[Served, ...] = ()
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()

    @property
    def element(self) -> str:
        """The id of the tab's element."""
        return f"gw-{self.name.lower()}-tab"
