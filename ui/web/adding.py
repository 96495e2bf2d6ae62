"""Adding from the page: files and pasted text, one at a time, and the question where a name is taken.

Where a name is taken by an article with other words, nothing is stored: the reply asks, and the same request
comes again with the choice, ``{"as": "version", "of": id}`` or ``{"as": "another"}``.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import PurePosixPath
from typing import Any

from index import Paste, Revision, SourceError, Upload, UserError
from rag import AddResult, Assistant, Document, DocumentNotFound, Source
from ui.dates import long_date
from ui.web import uploads
from ui.web.serving import Reply, answering, identifier, mapping

LONGEST_PASTE = 2_000_000


@answering
def check_files(assistant: Assistant, request: Any) -> Reply:
    """What of some files may be read, before any is.

    ``request``: ``{"files": [{"name", "size"}]}``; the reply has the same order: ``{"name", "problem"}``, the
    problem a sentence or None.
    """
    files = mapping(request).get("files")
    if not isinstance(files, list):
        raise UserError("That request names no files.")
    uploads.check_count(len(files))
    return {"files": [_checked(assistant, one) for one in files]}


@answering
def add_file(assistant: Assistant, request: Any) -> Reply:
    """Add a file. ``request``: ``{"name", "content": base64}`` and, when asked, the choice."""
    fields = mapping(request)
    name = uploads.file_name(fields.get("name"))
    uploads.check_kind(name)
    data = uploads.decoded(name, fields.get("content"), _most(assistant))
    return _add(assistant, fields, name, data, lambda free: Upload(free, data))


@answering
def add_pasted(assistant: Assistant, request: Any) -> Reply:
    """Add a text. ``request``: ``{"title", "text", "published": "2011-09-26" or None}`` and the choice."""
    fields = mapping(request)
    title, published = uploads.title(fields.get("title")), uploads.published(fields.get("published"))
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        raise UserError("There is no text to add; paste it below the title.")
    if len(text) > LONGEST_PASTE:
        raise UserError(
            f"That text has {len(text):,} characters; {LONGEST_PASTE:,} are the most that can be pasted. "
            "Save it as a file and add that."
        )
    data = Paste(title, text).read(_most(assistant))
    reply = _add(assistant, fields, title, data, lambda free: Paste(free, text))
    if reply.get("outcome") in ("added", "updated", "restored"):
        assistant.amend(reply["document"], title=title, published=published)
    return reply


def _checked(assistant: Assistant, file: Any) -> Reply:
    fields = file if isinstance(file, dict) else {}
    try:
        name = uploads.file_name(fields.get("name"))
        uploads.check_kind(name)
        uploads.check_size(name, fields.get("size"), _most(assistant))
    except SourceError as error:
        return {"name": uploads.one_line(str(fields.get("name")))[:80], "problem": str(error)}
    return {"name": name, "problem": None}


def _most(assistant: Assistant) -> int:
    return assistant.config.reading.max_bytes


def _add(
    assistant: Assistant, fields: Reply, name: str, data: bytes, source: Callable[[str], Source]
) -> Reply:
    """Add what comes under ``name`` as the choice says; without one, ask where it must be made."""
    choice = fields.get("as")
    if choice == "version":
        return _told(assistant, Revision(_taken(assistant, fields).uri, data))
    if choice == "another":
        return _told(assistant, source(_free(assistant, name)))
    if choice is not None:
        raise UserError("An article is added as a new version or as another article; choose one.")
    holders = [one for one in assistant.documents(include_removed=True) if one.name == name]
    return _asked_or_added(assistant, holders, source(name))


def _asked_or_added(assistant: Assistant, holders: list[Document], source: Source) -> Reply:
    if not holders:
        return _told(assistant, source)
    same_words = assistant.preview(source).version
    for one in holders:
        if one.version == same_words and one.uri == source.uri:
            return _told(assistant, source)
        if one.version == same_words and one.state != "removed":
            said = f"“{one.name}” is in the library already, with the same words; nothing was done."
            return _reply(AddResult(one.uri, "unchanged", said, one.document_id, one.version, one.title))
    return {"asks": _question(max(holders, key=lambda one: (one.state != "removed", one.changed)))}


def _question(holder: Document) -> Reply:
    """The article that has the name, and the sentence that asks what the new words are."""
    kept = "was removed and can be restored" if holder.state == "removed" else "is in the library"
    since = f", added on {long_date(holder.versions[-1].added)}" if holder.versions else ""
    told = f"An article named “{holder.name}” {kept}, with other words{since}. What is yours?"
    return {"of": holder.document_id, "title": holder.title, "name": holder.name, "sentence": told}


def _taken(assistant: Assistant, fields: Reply) -> Document:
    wanted = identifier(fields, "of")
    for one in assistant.documents(include_removed=True):
        if one.document_id == wanted:
            return one
    raise DocumentNotFound("That article is not in the library any more; add the file again.")


def _free(assistant: Assistant, name: str) -> str:
    """``otters.txt``, or where that is taken, the first that is free of ``otters (2).txt`` and so on."""
    taken = {one.name for one in assistant.documents(include_removed=True)}
    if name not in taken:
        return name
    suffix = PurePosixPath(name).suffix if " " not in PurePosixPath(name).suffix else ""
    stem = name.removesuffix(suffix) if suffix else name
    return next(free for number in count(2) if (free := f"{stem} ({number}){suffix}") not in taken)


def _told(assistant: Assistant, source: Source) -> Reply:
    (result,) = assistant.add(source)
    return _reply(result)


def _reply(result: AddResult) -> Reply:
    return {
        "outcome": result.outcome,
        "message": result.message,
        "document": result.document_id,
        "title": result.title,
        "passages": result.passages,
    }
