"""The command ``groundwire`` and what holds for all of its subcommands."""

from __future__ import annotations

import io
import itertools
import os
import sys
import warnings
from collections.abc import Callable
from importlib import metadata
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ui.cli.commands.adding import add
from ui.cli.commands.asking import ask, search
from ui.cli.commands.chatting import chat
from ui.cli.commands.documents import amend, list_documents, show
from ui.cli.commands.history import history
from ui.cli.commands.lifecycle import purge, remove, restore
from ui.cli.commands.serving import serve
from ui.cli.commands.upkeep import reindex, status
from ui.cli.commands.verifying import verify
from ui.cli.failures import guarded, report_unexpected
from ui.cli.opening import GlobalOptions
from ui.cli.options import examples, unfolded

ARTICLES, QUESTIONS, LIBRARY = "Articles", "Questions", "Library"


class Commands(TyperGroup):
    """The subcommands; ``--library`` may also stand after them, where people look for it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        end = args.index("--") if "--" in args else len(args)
        front: list[str] = []
        rest: list[str] = []
        words = iter(args[:end])
        for word in words:
            if word == "--library":
                front += [word, *itertools.islice(words, 1)]
            else:
                (front if word.startswith("--library=") else rest).append(word)
        return super().parse_args(ctx, front + rest + args[end:])


app = typer.Typer(
    name="groundwire",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def print_version(wanted: bool) -> None:
    """Print the installed version and end, where ``--version`` is given."""
    if not wanted:
        return
    try:
        print(f"groundwire {metadata.version('groundwire')}")
    except metadata.PackageNotFoundError:
        print("groundwire (not installed, run from its source)")
    raise typer.Exit


@app.callback(
    epilog=examples(
        "groundwire add article.txt more/",
        'groundwire ask "who denied the allegations?"',
        "groundwire --library my-library serve --open",
        after="Exit codes: 0 answered, found or holds; 1 not answered, not found or does not hold; "
        "2 a mistake in the command; 3 something of ours went wrong, or another process uses the library.",
    )
)
@guarded
def groundwire(
    context: typer.Context,
    library: Annotated[
        str | None,
        typer.Option(
            metavar="FOLDER",
            help="The library to work on: a folder. By default the setting `library`, "
            "or a folder among your user data.",
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=print_version, help="Print the version.")
    ] = False,
) -> None:
    """Answers questions from news articles and shows the sentence behind every answer."""
    context.obj = GlobalOptions.parse(library)


def register(panel: str, function: Callable[..., None], *shown: str, name: str | None = None) -> None:
    """Make a function a subcommand, with examples below its help."""
    decorate = app.command(
        name, help=unfolded(function.__doc__), epilog=examples(*shown), rich_help_panel=panel
    )
    decorate(guarded(function))


register(
    ARTICLES,
    add,
    "groundwire add article.txt more/",
    'groundwire add notes.txt --title "Harbour reopens" --published 2011-09-26',
)
register(ARTICLES, list_documents, "groundwire list", "groundwire list --removed --json", name="list")
register(
    ARTICLES,
    show,
    "groundwire show article.txt",
    "groundwire show article.txt --version 0123456789abcdef --json",
)
register(
    ARTICLES,
    amend,
    'groundwire amend article.txt --title "Harbour reopens" --published 2011-09-26',
)
register(ARTICLES, remove, "groundwire remove article.txt")
register(ARTICLES, restore, "groundwire restore article.txt")
register(ARTICLES, purge, "groundwire purge article.txt", "groundwire purge article.txt --yes")
register(
    QUESTIONS,
    ask,
    'groundwire ask "who denied the allegations?"',
    'groundwire ask "who denied the allegations?" --document article.txt --from 2011-09-01 --to 2011-09-30',
    'groundwire ask "who denied the allegations?" --json > answer.json',
)
register(
    QUESTIONS,
    chat,
    "groundwire chat",
    "groundwire chat --document article.txt",
)
register(
    QUESTIONS,
    search,
    'groundwire search "diplomatic support"',
    'groundwire search "diplomatic support" --limit 3 --json',
)
register(
    QUESTIONS,
    verify,
    'groundwire ask "who denied the allegations?" --json > answer.json',
    "groundwire verify answer.json",
)
register(
    QUESTIONS,
    history,
    "groundwire history",
    "groundwire history 0123456789abcdef > conversation.md",
    "groundwire history 0123456789abcdef --json > conversation.json",
    "groundwire verify conversation.json",
    "groundwire history 0123456789abcdef --delete",
)
register(QUESTIONS, serve, "groundwire serve --open", "groundwire serve --port 8080")
register(LIBRARY, status, "groundwire status", "groundwire status --json")
register(LIBRARY, reindex, "groundwire reindex")


def main() -> None:
    """Run the command that the arguments name, and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a character gets “?” for it, not an error.
            stream.reconfigure(errors="replace")
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # our dependencies warn programmers; this is the reader's screen
    try:
        app()
    except Exception as error:  # noqa: BLE001  what the commands' own guard cannot see
        sys.exit(report_unexpected(error))
    finally:
        flush()


def flush() -> None:
    """Write out what is left; that whoever reads it has stopped reading is no error of ours."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would complain when it flushes once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
