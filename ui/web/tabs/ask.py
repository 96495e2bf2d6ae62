"""The first tab: the conversation, and the article beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.web.article import read_article
from ui.web.conversations import Message
from ui.web.serving import Reply, bound, sent
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
    f"return [taken, JSON.stringify({{key: {KEY}, scope: window.groundwire?.scope?.current() ?? null, "
    "stands: asking?.stands(taken) ?? false, in_view: window.groundwire?.article?.inView() ?? null})]; }"
)
RUNNING = f"() => [JSON.stringify({{key: {KEY}, turn: window.groundwire.asking.running()}})]"
WATCHED = f"() => [JSON.stringify({{key: {KEY}}})]"
ACCEPTED = "() => { window.groundwire.asking.accepted(); }"
UNSENT = "() => window.groundwire.asking.unsent()"
ANOTHER = "() => [JSON.stringify({key: window.groundwire.history.another()})]"
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True, slots=True)
class Parts:
    """The conversation's parts."""

    chat: gr.Chatbot
    box: gr.Textbox
    ask: gr.Button
    stop: gr.Button
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
    new = gr.Button("New conversation", elem_id="gw-new", variant="secondary")
    return Parts(chat, box, button, stop, status, new)


def _suggesting(context: Context) -> Callable[[Any], Reply]:
    def suggest_questions(request: Any) -> Reply:
        return context.handlers.starters.suggest(request)

    return suggest_questions


def _asking(context: Context, parts: Parts) -> None:
    handlers, shown = context.handlers, [parts.chat, parts.status]

    def ask(question: str, told: str, request: gr.Request) -> tuple[list[Message], str]:
        fields = sent(told)
        key = fields.get("key") or request.session_hash
        return handlers.ask(question, key, fields.get("scope"), fields.get("stands"), fields.get("in_view"))

    for asked in (parts.box.submit, parts.ask.click):
        accepted = asked(
            ask,
            [parts.box, context.sent],
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

    async def watch(told: str, request: gr.Request) -> AsyncIterator[tuple[list[Message], str]]:
        page = request.session_hash
        async for seen in context.handlers.watch(sent(told).get("key") or page, page, afresh):
            yield seen

    return {
        "fn": watch,
        "inputs": [context.sent],
        "outputs": [parts.chat, parts.status],
        "js": WATCHED,
        "trigger_mode": "multiple",
        "concurrency_limit": None,
        **QUIET,
    }


def _stopping(context: Context, parts: Parts) -> None:
    handlers = context.handlers

    def stop(told: str, request: gr.Request) -> tuple[list[Message], str]:
        fields = sent(told)
        return handlers.stop(fields.get("turn"), fields.get("key") or request.session_hash)

    parts.stop.click(
        stop, [context.sent], [parts.chat, parts.status], js=RUNNING, queue=False,
        trigger_mode="multiple", **QUIET,
    )  # fmt: skip


TAB = Tab(
    name="Ask",
    build=build,
    serves=(read_article,),
    styles=("chat.css", "article.css"),
    scripts=("ask.js", "article.js", "chips.js", "card.js", "changed.js"),
)
