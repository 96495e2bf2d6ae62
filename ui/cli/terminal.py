"""What reaches the screen, and in which shape.

Results go to standard output; everything said about the work goes to standard error. Text of documents
is never read as Rich markup, and cannot steer the terminal: see :func:`clean`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from index import Progress

# Control characters but tab and newline, and those that turn the direction of what follows.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """``text`` without what could steer a terminal or cannot be printed; lines end in ``\\n``."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return SURROGATES.sub("\ufffd", STEERING.sub("", text))


def one_line(text: str) -> str:
    """``text`` cleaned and on one line."""
    return " ".join(clean(text).split())


def escape_markup(text: str) -> str:
    """``text`` so that Rich's markup shows exactly it."""
    return text.replace("\\", "\\\\").replace("[", "\\[")


def console(error: bool = False) -> Console:
    """Standard output (or error) as it stands now; plain text where it is no terminal."""
    from rich.console import Console

    return Console(stderr=error, highlight=False, markup=False, emoji=False)


def styled(*parts: str | tuple[str, str]) -> Text:
    """Cleaned pieces of text, each alone or with its style."""
    from rich.text import Text

    made = Text()
    for part in parts:
        words, style = (part, "") if isinstance(part, str) else part
        made.append(clean(words), style)
    return made


def say(*parts: str | tuple[str, str]) -> None:
    """Print a result."""
    put(console(), styled(*parts))


def note(*parts: str | tuple[str, str]) -> None:
    """Print a sentence about the work, on standard error."""
    put(console(error=True), styled(*parts))


def put(screen: Console, text: Text) -> None:
    """Print a text and a newline; where no terminal shows it, as it is: no wrapping, tabs kept."""
    if screen.is_terminal:
        screen.print(text)
    else:
        screen.file.write(text.plain + "\n")


def complain(message: str) -> None:
    """Print an error: what happened and what to do."""
    note(("Error: ", "bold red"), message)


def print_json(data: Any) -> None:
    """Print JSON on standard output; ASCII, so valid in any encoding and harmless on any terminal."""
    sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=True, allow_nan=False) + "\n")


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows as a table; where no terminal shows them, a line each with tabs between, no headings."""
    screen = console()
    if not screen.is_terminal:
        for row in rows:
            say("\t".join(one_line(cell) for cell in row))
        return
    from rich.table import Table

    table = Table(*headings, box=None, header_style="bold", pad_edge=False)
    for column in table.columns:
        column.overflow = "fold"
    for row in rows:
        table.add_row(*(styled(one_line(cell)) for cell in row))
    screen.print(table)


def confirmed(question: str, nobody: str) -> bool:
    """Ask whether something is meant.

    Raises:
        UserError: there is nobody to ask; ``nobody`` is the sentence that says so.
    """
    from rich.prompt import Confirm

    from index import UserError

    try:
        return Confirm.ask(styled(question), console=console(error=True), default=False)
    except EOFError:
        raise UserError(nobody) from None


@contextmanager
def working(sentence: str) -> Iterator[None]:
    """Show on standard error that something takes a while, where that is a terminal."""
    screen = console(error=True)
    if not screen.is_terminal:
        yield
        return
    with screen.status(styled(sentence)):
        yield


@contextmanager
def progress_bar(sentence: str) -> Iterator[Callable[[Progress], None]]:
    """A progress bar on standard error; yields what :meth:`rag.Assistant.add` takes as ``progress``."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    screen = console(error=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task(escape_markup(sentence), total=None)

        def show(step: Any) -> None:
            what = "Reading files" if step.stage == "reading" else "Embedding passages"
            bar.update(task, description=what, completed=step.done, total=step.total or None)

        yield show
