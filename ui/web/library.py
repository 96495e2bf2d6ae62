"""What the browser may ask about the library: its list, and changing what it holds."""

from __future__ import annotations

from typing import Any

from index import UserError
from rag import Assistant, Document, VersionRecord
from ui.dates import long_date
from ui.web import uploads
from ui.web.serving import Reply, answering, identifier, mapping


@answering
def list_library(assistant: Assistant, request: Any) -> Reply:
    """The documents of the library, by title, and the removed ones, the last one first."""
    everything = assistant.documents(include_removed=True)
    removed = [one for one in everything if one.state == "removed"]
    return {
        "documents": [_entry(one) for one in everything if one.state != "removed"],
        "removed": [_entry(one) for one in sorted(removed, key=lambda one: one.changed, reverse=True)],
    }


@answering
def amend_document(assistant: Assistant, request: Any) -> Reply:
    """Correct what is known of a document. ``request``: ``{"document": id, "title", "published"}``.

    With an empty ``published`` (not without one) the date is what the article itself tells, if it does.
    """
    fields = mapping(request)
    document_id = identifier(fields, "document")
    title, published = uploads.title(fields.get("title")), uploads.published(fields.get("published"))
    taken_back = () if published or "published" not in fields else ("published",)
    amended = assistant.amend(document_id, title=title, published=published, taken_back=taken_back)
    day = amended.metadata.value("published")
    return {"amended": amended.document_id, "title": amended.title, "published": day}


@answering
def remove_document(assistant: Assistant, request: Any) -> Reply:
    """Take a document out of the search. ``request``: ``{"document": id}``."""
    removed = assistant.remove(identifier(mapping(request), "document"))
    return {"removed": removed.document_id, "title": removed.title}


@answering
def restore_document(assistant: Assistant, request: Any) -> Reply:
    """Bring a removed document back. ``request``: ``{"document": id}``."""
    restored = assistant.restore(identifier(mapping(request), "document"))
    return {"restored": restored.document_id, "title": restored.title}


@answering
def purge_document(assistant: Assistant, request: Any) -> Reply:
    """Take a removed document's words out of the library for good. ``request``: ``{"document": id}``."""
    document_id = identifier(mapping(request), "document")
    record = next((one for one in assistant.documents() if one.document_id == document_id), None)
    if record is not None:
        raise UserError(f"“{record.title}” is in the library; remove it first, then it can be purged.")
    assistant.purge(document_id)
    return {"purged": document_id}


def _entry(document: Document) -> Reply:
    return {
        "document": document.document_id,
        "version": document.version,
        "title": document.title,
        "name": document.name,
        "published": document.published,
        "day": long_date(document.published) if document.published else None,
        "added": document.versions[0].added if document.versions else document.changed,
        "changed": long_date(document.changed),
        "passages": document.passages,
        "versions": [_version(document, one) for one in reversed(document.versions) if not one.purged],
    }


def _version(document: Document, record: VersionRecord) -> Reply:
    return {
        "version": record.version,
        "added": long_date(record.added),
        "at": record.added,
        "current": record.version == document.version,
    }
