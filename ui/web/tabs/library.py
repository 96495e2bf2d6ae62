"""The library: what it holds, adding to it, and putting it right. Its scripts make everything in it."""

from __future__ import annotations

import gradio as gr

from ui.web.adding import add_file, add_pasted, check_files
from ui.web.library import (
    amend_document,
    list_library,
    purge_document,
    remove_document,
    restore_document,
)
from ui.web.tabs.tab import Context, Tab


def build(context: Context) -> None:
    """The place that the scripts fill."""
    gr.HTML("", elem_id="gw-library")


TAB = Tab(
    name="Library",
    build=build,
    serves=(
        list_library, check_files, add_file, add_pasted,
        amend_document, remove_document, restore_document, purge_document,
    ),
    styles=("library.css", "adding.css", "scope.css"),
    scripts=(
        "confirm.js", "library.js", "adding.js", "pasting.js", "entry.js", "listing.js",
        "empty.js", "scope.js",
    ),
)  # fmt: skip
