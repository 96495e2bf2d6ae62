"""Search: every passage that mentions some words, without a question. A script fills it."""

from __future__ import annotations

import gradio as gr

from ui.web.search import find_mentions
from ui.web.tabs.tab import Context, Tab


def build(context: Context) -> None:
    """The place where the script puts the words' field and what they find."""
    with gr.Column(elem_id="gw-search"):
        gr.HTML("", elem_id="gw-search-parts")


TAB = Tab(name="Search", build=build, serves=(find_mentions,), styles=("search.css",), scripts=("search.js",))
