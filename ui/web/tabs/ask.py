"""The first tab: the conversation, and the article beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.web.article import read_article
from ui.web.conversations import Message
from ui.web.serving import Reply, bound
from ui.web.tabs.tab import KEY, Context, Tab

CONNECT = """
const connect = () => {
  if (window.groundwire && window.groundwire.connect) window.groundwire.connect(element, server);
  else setTimeout(connect, 20);
};
connect();
"""
TAKE = (
    "async (question) => { const asking = window.groundwire?.asking, "
    "taken = (await asking?.take()) ?? question; "
    f"return [taken, {KEY}, window.groundwire?.scope?.current() ?? null, asking?.stands(taken) ?? false, "
    "window.groundwire?.article?.inView() ?? '']; }"
)
RUNNING = f"() => [window.groundwire.asking.running(), {KEY}]"
ACCEPTED = "() => { window.groundwire.asking.accepted(); }"
UNSENT = "() => window.groundwire.asking.unsent()"
ANOTHER = "() => [window.groundwire.history.another()]"
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True, slots=True)
class Parts:
    """The conversation's parts."""

    chat: gr.Chatbot
    box: gr.Textbox
    scope: gr.JSON
    ask: gr.Button
    stop: gr.Button
    turn: gr.Textbox
    stands: gr.Checkbox
    in_view: gr.Textbox
    status: gr.Textbox
    new: gr.Button


def build(context: Context) -> None:
    """The conversation on the left, the article on the right, and what happens when something is asked."""
    with gr.Row(elem_id="gw-columns"):
        with gr.Column(elem_id="gw-left"):
            parts = _conversation()
        with gr.Column(elem_id="gw-right"):
            served = [bound(function, context.assistant) for function in context.served]
            served.append(_suggesting(context))
            gr.HTML("", elem_id="gw-article", server_functions=served, js_on_load=CONNECT)
    _asking(context, parts)
    _stopping(context, parts)


def _conversation() -> Parts:
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
    gr.HTML("", elem_id="gw-scope")
    scope = gr.JSON(visible="hidden", elem_id="gw-scope-asked")
    with gr.Row(elem_id="gw-composer"):
        box = gr.Textbox(
            elem_id="gw-question", label="Question", show_label=False, placeholder="Ask a question",
            lines=1, max_lines=6, container=False, autofocus=False,
        )  # fmt: skip
        stop = gr.Button("Stop", elem_id="gw-stop", variant="secondary")
        button = gr.Button("Ask", elem_id="gw-ask", variant="primary")
    status = gr.Textbox(
        elem_id="gw-status", label="Status", show_label=False, container=False, interactive=False
    )
    turn = gr.Textbox(visible="hidden", elem_id="gw-turn")
    stands = gr.Checkbox(visible="hidden", elem_id="gw-stands")
    in_view = gr.Textbox(visible="hidden", elem_id="gw-in-view")
    new = gr.Button("New conversation", elem_id="gw-new", variant="secondary")
    return Parts(chat, box, scope, button, stop, turn, stands, in_view, status, new)


def _suggesting(context: Context) -> Callable[[Any], Reply]:
    def suggest_questions(request: Any) -> Reply:
        return context.handlers.starters.suggest(request)

    return suggest_questions


def _asking(context: Context, parts: Parts) -> None:
    handlers, session, shown = context.handlers, context.session, [parts.chat, parts.status]

    def ask(
        question: str, key: str, scope: Any, stands: bool, in_view: str, request: gr.Request
    ) -> tuple[list[Message], str]:
        return handlers.ask(question, key or request.session_hash, scope, stands, in_view)

    for asked in (parts.box.submit, parts.ask.click):
        accepted = asked(
            ask,
            [parts.box, session, parts.scope, parts.stands, parts.in_view],
            shown,
            js=TAKE,
            queue=False,
            trigger_mode="multiple",
            **QUIET,
        )
        accepted.failure(None, None, [parts.status], js=UNSENT)
        accepted.success(None, None, None, js=ACCEPTED)
        accepted.success(**_watching(context, parts))
    afresh = _watching(context, parts, afresh=True)
    context.page.load(**afresh)
    parts.new.click(**{**afresh, "js": ANOTHER})


def _watching(context: Context, parts: Parts, afresh: bool = False) -> dict[str, Any]:
    """An event that shows the conversation until nothing is left to do."""

    async def watch(key: str, request: gr.Request) -> AsyncIterator[tuple[list[Message], str]]:
        page = request.session_hash
        async for seen in context.handlers.watch(key or page, page, afresh):
            yield seen

    return {
        "fn": watch,
        "inputs": [context.session],
        "outputs": [parts.chat, parts.status],
        "js": f"() => [{KEY}]",
        "trigger_mode": "multiple",
        "concurrency_limit": None,
        **QUIET,
    }


def _stopping(context: Context, parts: Parts) -> None:
    handlers = context.handlers

    def stop(turn: str, key: str, request: gr.Request) -> tuple[list[Message], str]:
        return handlers.stop(turn, key or request.session_hash)

    parts.stop.click(
        stop, [parts.turn, context.session], [parts.chat, parts.status], js=RUNNING, queue=False,
        trigger_mode="multiple", **QUIET,
    )  # fmt: skip


TAB = Tab(
    name="Ask",
    build=build,
    serves=(read_article,),
    styles=("chat.css", "article.css"),
    scripts=("ask.js", "article.js", "chips.js", "card.js", "changed.js"),
)
