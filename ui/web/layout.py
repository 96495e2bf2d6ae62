"""The page: which parts it has and which action each starts. Looks and behaviour lie in ``static``."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from importlib import resources
from typing import Any

import gradio as gr

from rag import Assistant
from ui.web import article
from ui.web.conversations import Message
from ui.web.handlers import Handlers

STYLES = ("page.css", "chat.css", "article.css", "library.css")
SCRIPTS = ("page.js", "ask.js", "article.js", "chips.js", "card.js", "library.js", "start.js")

BAR = (
    '<h1 id="gw-name">Groundwire</h1><button type="button" id="gw-theme" title="Light or dark">Dark</button>'
)
LIBRARY_HEADING = "<h2>Library</h2><p>Add text files here, or drop them anywhere on the page.</p>"
CONNECT = """
const connect = () => {
  if (window.groundwire && window.groundwire.connect) window.groundwire.connect(element, server);
  else setTimeout(connect, 20);
};
connect();
"""
# A key of this tab that outlasts a reload; the script does not wait for ours, which may come later.
KEY = (
    "(sessionStorage.groundwire ??= Array.from(crypto.getRandomValues(new Uint32Array(4)), String).join('-'))"
)
TAKE = f"(question) => [window.groundwire?.asking?.take() ?? question, {KEY}]"
SHOW_ADDED = "(added) => { window.groundwire.library.added(added); }"


def head() -> str:
    """Our styles and scripts, for the page's head: Gradio would copy and prefix rules passed as ``css``."""
    static = resources.files("ui.web") / "static"
    styles = "".join(f"<style>{(static / name).read_text('utf-8')}</style>" for name in STYLES)
    scripts = "".join(f"<script>{(static / name).read_text('utf-8')}</script>" for name in SCRIPTS)
    return styles + scripts


def theme() -> gr.themes.Base:
    """Paper from the first frame on, in light and dark, and no font from anywhere else."""
    fonts = ["-apple-system", "Segoe UI", "Roboto", "Inter", "Noto Sans", "Liberation Sans", "Arial"]
    base = gr.themes.Base(
        font=[gr.themes.Font(name) for name in fonts], font_mono=[gr.themes.Font("monospace")]
    )
    return base.set(body_background_fill="#faf8f3", body_background_fill_dark="#171612")


def build(assistant: Assistant, handlers: Handlers) -> gr.Blocks:
    """The whole page over ``assistant``; nothing is loaded or asked yet."""
    page: gr.Blocks
    with gr.Blocks(title="Groundwire", analytics_enabled=False, fill_width=True) as page:
        key = gr.Textbox(visible="hidden", elem_id="gw-key")
        with gr.Column(elem_id="gw-app"):
            gr.HTML(BAR, elem_id="gw-bar")
            with gr.Tabs(elem_id="gw-tabs", overflow_behavior="wrap"):
                with gr.Tab("Ask", elem_id="gw-ask-tab"):
                    parts = _ask_tab(assistant)
                with gr.Tab("Library", elem_id="gw-library-tab"):
                    _library_tab(handlers)
        _asking(page, handlers, key, *parts)
    return page


def _ask_tab(assistant: Assistant) -> tuple[gr.Chatbot, gr.Textbox, gr.Button, gr.Textbox]:
    with gr.Row(elem_id="gw-columns"):
        with gr.Column(elem_id="gw-left"):
            gr.HTML("", elem_id="gw-empty")
            chat = gr.Chatbot(
                elem_id="gw-chat",
                show_label=False,
                container=False,
                height=None,
                layout="panel",
                latex_delimiters=[],
                sanitize_html=True,
                buttons=[],
                feedback_options=None,
                group_consecutive_messages=False,
                autoscroll=False,
            )
            with gr.Row(elem_id="gw-composer"):
                box = gr.Textbox(
                    elem_id="gw-question", label="Question", show_label=False, placeholder="Ask a question",
                    lines=1, max_lines=6, container=False, autofocus=False,
                )  # fmt: skip
                button = gr.Button("Ask", elem_id="gw-ask", variant="primary")
            status = gr.Textbox(
                elem_id="gw-status", label="Status", show_label=False, container=False, interactive=False
            )
        with gr.Column(elem_id="gw-right"):
            gr.HTML(
                "", elem_id="gw-article", server_functions=_server_functions(assistant), js_on_load=CONNECT
            )
    return chat, box, button, status


def _server_functions(assistant: Assistant) -> list[Any]:
    """What the scripts may call: plain functions, as Gradio marks each with an attribute."""

    def read_article(request: Any) -> article.Reply:
        return article.read_article(assistant, request)

    def list_library(request: Any) -> article.Reply:
        return article.list_library(assistant, request)

    def remove_document(request: Any) -> article.Reply:
        return article.remove_document(assistant, request)

    def restore_document(request: Any) -> article.Reply:
        return article.restore_document(assistant, request)

    return [read_article, list_library, remove_document, restore_document]


def _library_tab(handlers: Handlers) -> None:
    with gr.Column(elem_id="gw-library"):
        gr.HTML(LIBRARY_HEADING, elem_id="gw-library-heading")
        upload = gr.UploadButton(
            "Add articles", elem_id="gw-upload", file_count="multiple", file_types=[".txt", ".text"]
        )
        gr.HTML("", elem_id="gw-documents")
        added = gr.JSON(visible="hidden", elem_id="gw-added")

    def add(paths: list[str] | None) -> Iterator[dict[str, Any]]:
        yield from handlers.add(paths)

    upload.upload(
        add, upload, added, api_visibility="private", show_progress="hidden", trigger_mode="multiple",
        concurrency_limit=1,
    )  # fmt: skip
    added.change(None, added, None, js=SHOW_ADDED)


def _asking(
    page: gr.Blocks,
    handlers: Handlers,
    key: gr.Textbox,
    chat: gr.Chatbot,
    box: gr.Textbox,
    button: gr.Button,
    status: gr.Textbox,
) -> None:
    def ask(question: str, session: str, request: gr.Request) -> tuple[list[Message], str]:
        return handlers.ask(question, session or request.session_hash)

    async def watch(session: str, request: gr.Request) -> AsyncIterator[tuple[list[Message], str]]:
        async for seen in handlers.watch(session or request.session_hash):
            yield seen

    watching: dict[str, Any] = {
        "fn": watch,
        "inputs": [key],
        "outputs": [chat, status],
        "js": f"() => [{KEY}]",
        "trigger_mode": "multiple",
        "concurrency_limit": None,
        "show_progress": "hidden",
        "api_visibility": "private",
    }
    for asked in (box.submit, button.click):
        accepted = asked(
            ask, [box, key], [chat, status], js=TAKE, queue=False,
            trigger_mode="multiple", show_progress="hidden", api_visibility="private",
        )  # fmt: skip
        accepted.then(**watching)
    page.load(**watching)
