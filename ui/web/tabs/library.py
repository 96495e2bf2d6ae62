"""The library: what it holds, and adding to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from ui.web.library import list_library, remove_document, restore_document
from ui.web.tabs.tab import Context, Tab

LIBRARY_HEADING = "<h2>Library</h2><p>Add text files here, or drop them anywhere on the page.</p>"
SHOW_ADDED = "(added) => { window.groundwire.library.added(added); }"


def build(context: Context) -> None:
    """The heading, the button that adds files, and the list, which a script fills."""
    with gr.Column(elem_id="gw-library"):
        gr.HTML(LIBRARY_HEADING, elem_id="gw-library-heading")
        upload = gr.UploadButton(
            "Add articles", elem_id="gw-upload", file_count="multiple", file_types=[".txt", ".text"]
        )
        gr.HTML("", elem_id="gw-documents")
        added = gr.JSON(visible="hidden", elem_id="gw-added")

    def add(paths: list[str] | None) -> Iterator[dict[str, Any]]:
        yield from context.handlers.add(paths)

    upload.upload(
        add, upload, added, api_visibility="private", show_progress="hidden", trigger_mode="multiple",
        concurrency_limit=1,
    )  # fmt: skip
    added.change(None, added, None, js=SHOW_ADDED)


TAB = Tab(
    name="Library",
    build=build,
    serves=(list_library, remove_document, restore_document),
    styles=("library.css",),
    scripts=("library.js",),
)
