"""``groundwire add``."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.failures import MISTAKE
from ui.cli.opening import open_assistant
from ui.cli.options import Json, parse_day
from ui.cli.terminal import complain, print_json, progress_bar, say

if TYPE_CHECKING:
    from index import AddResult
    from rag import Assistant


def add(
    context: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            show_default=False,
            help="Text files, and folders, whose text files are added at any depth.",
        ),
    ],
    title: Annotated[
        str | None, typer.Option(help="The article's title, where it is not recognised; for one file.")
    ] = None,
    published: Annotated[
        date | None,
        typer.Option(metavar="DAY", parser=parse_day, help="Its day of publication; for one file."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Add articles to the library, which is made where there is none.

    A file that was added before and has changed becomes a new version. One that cannot be added does not
    keep the others out; it is reported, and the exit code is 2.
    """
    check(sources, title, published)
    with open_assistant(context, create=True) as assistant:
        with progress_bar("Reading files") as progress:
            results = assistant.add(*sources, progress=progress)
        if title or published:
            results = tuple(amended(assistant, result, title, published) for result in results)
    if as_json:
        print_json([result.to_dict() for result in results])
    for result in results:
        if result.failed:
            complain(result.message)
        elif not as_json:
            say(result.message)
    if any(result.failed for result in results):
        raise typer.Exit(MISTAKE)


def check(sources: list[str], title: str | None, published: date | None) -> None:
    """Refuse what cannot be meant, before anything is opened.

    Raises:
        UserError: a title or day for more than one file, or a blank title or source.
    """
    from index import UserError

    if not all(source.strip() for source in sources):
        raise UserError("The name of a source is blank; name a file or a folder.")
    if title is not None and not title.strip():
        raise UserError("The title is blank; write one, or leave out --title.")
    if (title or published) and (len(sources) > 1 or Path(sources[0]).expanduser().is_dir()):
        raise UserError("--title and --published are for a single file; use `groundwire amend` for each.")


def amended(assistant: Assistant, result: AddResult, title: str | None, published: date | None) -> AddResult:
    """Set what the user knows about an article that was just added."""
    if result.failed or result.document_id is None:
        return result
    version = assistant.amend(result.document_id, title=title, published=published)
    return replace(result, title=version.title)
