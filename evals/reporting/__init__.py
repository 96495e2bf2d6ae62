"""What a run says to people: a page in HTML, Markdown beside it, and tables for the terminal."""

from evals.reporting.html import html_report
from evals.reporting.markdown import markdown_report
from evals.reporting.terminal import terminal_tables

__all__ = ["html_report", "markdown_report", "terminal_tables"]
