"""``groundwire list``, ``show`` and ``amend``: what the library holds and knows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.opening import open_assistant
from ui.cli.options import DocumentName, Json, parse_day
from ui.cli.terminal import note, one_line, print_json, print_table, say

if TYPE_CHECKING:
    from index import Document, DocumentVersion

FIELDS = ("title", "byline", "agency", "place", "published", "credits")


def list_documents(
    context: typer.Context,
    removed: Annotated[bool, typer.Option("--removed", help="List removed articles too.")] = False,
    as_json: Json = False,
) -> None:
    """List the articles in the library: id, file name, title, date, passages, state."""
    with open_assistant(context) as assistant:
        documents = assistant.documents(include_removed=removed)
    if as_json:
        print_json([document.to_dict() for document in documents])
        return
    if not documents:
        note("The library holds no articles; add some with `groundwire add article.txt`.")
        return
    rows = [row(document) for document in documents]
    print_table(("Id", "Name", "Title", "Published", "Passages", "State"), rows)


def row(document: Document) -> tuple[str, ...]:
    """A document as a row of the list."""
    published = document.published or "—"
    count, state = str(document.passages), document.state
    return document.document_id, document.name, document.title, published, count, state


def show(
    context: typer.Context,
    document: DocumentName,
    version: Annotated[
        str | None,
        typer.Option(metavar="VERSION", help="An older version, as citations name it (16 hex digits)."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show an article: what is known about it, its versions, and its text.

    The screen gets the text without control characters; --json gives it character for character.
    """
    with open_assistant(context) as assistant:
        shown = assistant.document(document, version)
        everything = assistant.documents(include_removed=True)
    if as_json:
        print_json(shown.to_dict())
        return
    entry = next((one for one in everything if one.document_id == shown.document_id), None)
    print_facts(shown, entry)
    say()
    say(shown.text)


def print_facts(shown: DocumentVersion, entry: Document | None) -> None:
    """Print the metadata of a version and which versions there are."""
    known = [(name.capitalize(), shown.metadata.value(name)) for name in FIELDS]
    facts = [(label, value) for label, value in known if value]
    if not shown.metadata.title:
        facts.insert(0, ("Title", shown.title))
    facts += [("Document", shown.document_id), ("Source", shown.uri), ("Encoding", shown.encoding)]
    for record in entry.versions if entry else ():
        mark = ", shown here" if record.version == shown.version else ""
        mark += ", purged" if record.purged else ""
        facts.append(("Version", f"{record.version}, added {record.added[:10]}{mark}"))
    if entry and entry.state != "current":
        facts.append(("State", entry.state))
    for label, value in facts:
        say((f"{label + ':':<11} ", "bold"), one_line(value))


def amend(
    context: typer.Context,
    document: DocumentName,
    title: Annotated[str | None, typer.Option(help="The article's title.")] = None,
    published: Annotated[
        date | None, typer.Option(metavar="DAY", parser=parse_day, help="Its day of publication.")
    ] = None,
    byline: Annotated[str | None, typer.Option(help="Who wrote it.")] = None,
    agency: Annotated[str | None, typer.Option(help="The agency or paper it comes from.")] = None,
    place: Annotated[str | None, typer.Option(help="The place in its dateline.")] = None,
    credits_: Annotated[
        str | None, typer.Option("--credits", metavar="CREDITS", help="Who else worked on it.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Set or correct what is known about an article; what is not given stays as it is."""
    from index import UserError

    values = {"title": title, "byline": byline, "agency": agency, "place": place, "credits": credits_}
    given = {name: value for name, value in values.items() if value is not None}
    if blank := [name for name, value in given.items() if not value.strip()]:
        raise UserError(f"--{blank[0]} is blank; write what is right, or leave it out.")
    if not given and published is None:
        raise UserError("Say what to correct, for example --title or --published.")
    with open_assistant(context) as assistant:
        amended = assistant.amend(document, published=published, **given)
    if as_json:
        print_json(amended.to_dict())
        return
    names = [name for name in FIELDS if name in given or (name == "published" and published)]
    facts = ", ".join(f"{name} “{one_line(amended.metadata.value(name) or '')}”" for name in names)
    say(f"{amended.document_id} now has: {facts}.")
