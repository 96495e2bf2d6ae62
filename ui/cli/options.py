"""Arguments and options that several subcommands share."""

from __future__ import annotations

import inspect
from datetime import date
from typing import Annotated

import typer

from ui.cli.terminal import escape_markup


def examples(*commands: str, after: str = "") -> str:
    """The text below a command's help: its examples, one a line, and a paragraph after them."""
    lines = ["[bold]Examples[/bold]", *(f"  [cyan]{escape_markup(command)}[/cyan]" for command in commands)]
    return "\n\n".join([*lines, *([escape_markup(after)] if after else [])])


def unfolded(docstring: str | None) -> str:
    """A docstring as help: each paragraph on one line, so that the screen decides where lines break."""
    paragraphs = inspect.cleandoc(docstring or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def parse_day(text: str) -> date:
    """A day as people type it: 2011-09-26.

    Raises:
        typer.BadParameter: it is none; ends in exit code 2.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise typer.BadParameter(f"“{text}” is not a day; write it like 2011-09-26.") from None


Json = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")]
DocumentName = Annotated[
    str,
    typer.Argument(
        metavar="DOCUMENT", show_default=False, help="Its id, or its file name where only one has it."
    ),
]
Documents = Annotated[
    list[str] | None,
    typer.Option(
        "--document",
        metavar="DOCUMENT",
        help="Stay within this document (id or file name); give it again for more.",
    ),
]
From = Annotated[
    date | None,
    typer.Option(
        "--from", metavar="DAY", parser=parse_day, help="Only articles published on this day or later."
    ),
]
To = Annotated[
    date | None,
    typer.Option(
        "--to", metavar="DAY", parser=parse_day, help="Only articles published on this day or earlier."
    ),
]
Words = Annotated[list[str], typer.Argument(metavar="QUESTION", show_default=False)]
