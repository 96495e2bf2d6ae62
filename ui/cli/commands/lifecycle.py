"""``groundwire remove``, ``restore`` and ``purge``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.failures import NOT_ANSWERED
from ui.cli.opening import open_assistant
from ui.cli.options import DocumentName, Json
from ui.cli.terminal import confirmed, note, one_line, print_json, say, working

if TYPE_CHECKING:
    from index import Document


def remove(context: typer.Context, document: DocumentName, as_json: Json = False) -> None:
    """Take an article out of the search. Citations of it still replay, and it can be restored."""
    with open_assistant(context) as assistant:
        removed = assistant.remove(document)
    tell(
        removed,
        as_json,
        f"“{one_line(removed.title)}” is out of the search; `groundwire restore {removed.document_id}` "
        "brings it back.",
    )


def restore(context: typer.Context, document: DocumentName, as_json: Json = False) -> None:
    """Bring a removed article back into the search."""
    with open_assistant(context) as assistant, working("Embedding the article …"):
        restored = assistant.restore(document)
    tell(restored, as_json, f"“{one_line(restored.title)}” can be found again.")


def purge(
    context: typer.Context,
    document: DocumentName,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")] = False,
    as_json: Json = False,
) -> None:
    """Delete an article, all its versions, for good. Citations of it cannot be replayed any more."""
    with open_assistant(context) as assistant:
        doomed = assistant.document(document)
        if not yes and not confirmed(
            f"“{one_line(doomed.title)}” and all its versions will be gone for good, and citations of it "
            "cannot be replayed any more. Purge it?",
            "There is nobody to ask; give --yes if you mean to purge it.",
        ):
            note("Nothing was purged.")
            raise typer.Exit(NOT_ANSWERED)
        with working("Purging …"):
            purged = assistant.purge(doomed.document_id)
    tell(purged, as_json, f"“{one_line(doomed.title)}” ({purged.document_id}) is purged.")


def tell(document: Document, as_json: bool, sentence: str) -> None:
    """Print what became of a document."""
    if as_json:
        print_json(document.to_dict())
    else:
        say(sentence)
