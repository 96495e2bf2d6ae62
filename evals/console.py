"""What the commands of this package share: errors in one line, bars, lists of options."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from index import GroundwireError

# Standard output holds the table only; bars and sentences go to standard error.
aside = Console(stderr=True)

DatasetsOption = Annotated[
    list[Path] | None, typer.Option("--dataset", help="A file or folder of questions; may be repeated.")
]
DatasetOption = Annotated[
    Path | None, typer.Option("--dataset", help="A file or folder of questions; our own set by default.")
]
LimitOption = Annotated[int | None, typer.Option(min=1, help="Ask this many questions, drawn at random.")]
SeedOption = Annotated[int, typer.Option(help="The seed of what is drawn at random.")]


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Turn an error of ours into its sentence and exit code."""
    try:
        yield
    except GroundwireError as error:
        say(str(error), style="red")
        raise SystemExit(error.exit_code) from error


@contextmanager
def progress_bars() -> Iterator[Progress]:
    """Bars on standard error."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=aside) as progress:
        yield progress


def say(sentence: str, style: str = "") -> None:
    """Print a sentence to standard error, as it is."""
    aside.print(sentence, style=style, markup=False, highlight=False, soft_wrap=True)
