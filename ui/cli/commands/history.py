"""``groundwire history``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.failures import NOT_ANSWERED
from ui.cli.opening import open_assistant
from ui.cli.options import Json
from ui.cli.terminal import confirmed, note, one_line, print_json, print_table, say

if TYPE_CHECKING:
    from rag import Assistant, SavedConversation


def history(
    context: typer.Context,
    conversation: Annotated[
        str | None,
        typer.Argument(
            metavar="CONVERSATION", show_default=False, help="Its id; without one, all are listed."
        ),
    ] = None,
    rename: Annotated[str | None, typer.Option(metavar="NAME", help="Give it another name.")] = None,
    delete: Annotated[bool, typer.Option("--delete", help="Delete it for good.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before deleting.")] = False,
    as_json: Json = False,
) -> None:
    """List the conversations that are kept, or show one as Markdown, with its quotations and their addresses.

    What --json prints of one, `groundwire verify` replays.
    """
    from index import UserError

    if conversation is None and (rename is not None or delete):
        raise UserError("Say which conversation; `groundwire history` lists their ids.")
    if rename is not None and delete:
        raise UserError("Give --rename or --delete, not both.")
    with open_assistant(context) as assistant:
        if conversation is None:
            list_all(assistant, as_json)
        elif delete:
            remove(assistant, conversation, yes, as_json)
        else:
            if rename is not None:
                assistant.history.rename(conversation, rename)
            show(assistant.history.conversation(conversation), as_json)


def list_all(assistant: Assistant, as_json: bool) -> None:
    """Print the conversations, the one changed last first."""
    records = assistant.history.conversations()
    if as_json:
        print_json([record.to_dict() for record in records])
    elif records:
        rows = [(one.conversation_id, one.changed[:16], str(one.questions), one.name) for one in records]
        print_table(("Id", "Changed (UTC)", "Questions", "Name"), rows)
    else:
        note("No conversation is kept yet; those of `groundwire serve` are.")


def show(shown: SavedConversation, as_json: bool) -> None:
    """Print one conversation."""
    from ui.markdown import markdown

    if as_json:
        print_json(shown.to_dict())
    else:
        say(markdown(shown).rstrip("\n"))


def remove(assistant: Assistant, conversation: str, yes: bool, as_json: bool) -> None:
    """Delete one conversation, once that is confirmed."""
    doomed = assistant.history.conversation(conversation)
    if not yes and not confirmed(
        f"“{one_line(doomed.name)}” and its {len(doomed.turns)} questions will be gone for good. Delete it?",
        "There is nobody to ask; give --yes if you mean to delete it.",
    ):
        note("Nothing was deleted.")
        raise typer.Exit(NOT_ANSWERED)
    deleted = assistant.history.delete(conversation)
    if as_json:
        print_json(deleted.to_dict())
    else:
        say(f"“{one_line(deleted.name)}” is deleted.")
