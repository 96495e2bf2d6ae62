"""The page: its bar, its tabs (:mod:`ui.web.tabs`), and its head. Looks and behaviour lie in ``static``."""

from __future__ import annotations

from importlib import resources

import gradio as gr

from rag import Assistant
from ui.web import programs
from ui.web.handlers import Handlers
from ui.web.tabs import TABS, Context

STYLES = ("page.css", *(style for tab in TABS for style in tab.styles))
SCRIPTS = ("page.js", *(script for tab in TABS for script in tab.scripts), "start.js")

BAR = (
    '<h1 id="gw-name">Groundwire</h1><button type="button" id="gw-theme" title="Light or dark">Dark</button>'
)


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
        # Before the page's own events, which would take the same names.
        programs.offer(assistant, handlers.precedence)
        # One field for all that scripts send: each part of the page delays its first showing.
        sent = gr.Textbox(visible="hidden", elem_id="gw-sent")
        served = tuple(function for tab in TABS for function in tab.serves)
        context = Context(page, assistant, handlers, sent, served)
        with gr.Column(elem_id="gw-app"):
            gr.HTML(BAR, elem_id="gw-bar")
            with gr.Tabs(elem_id="gw-tabs", overflow_behavior="wrap"):
                for tab in TABS:
                    with gr.Tab(tab.name, elem_id=tab.element):
                        tab.build(context)
    return page
