"""The history: conversations of earlier, to go on with, to take along and to delete."""

from __future__ import annotations

import gradio as gr

from ui.web.history import (
    delete_conversation,
    export_conversation,
    list_conversations,
    rename_conversation,
)
from ui.web.tabs.tab import Context, Tab

HEADING = (
    "<h2>History</h2><p>Questions are kept with the places of the sentences cited, not their words: "
    "what you purge from the library is gone from here, too.</p>"
)


def build(context: Context) -> None:
    """The heading, and the list, which a script fills."""
    with gr.Column(elem_id="gw-history"):
        gr.HTML(HEADING, elem_id="gw-history-heading")
        gr.HTML("", elem_id="gw-conversations")


TAB = Tab(
    name="History",
    build=build,
    serves=(list_conversations, rename_conversation, delete_conversation, export_conversation),
    styles=("history.css",),
    scripts=("history.js",),
)
