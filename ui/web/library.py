"""What the browser may ask about the library: its list, removing and restoring."""

from __future__ import annotations

from typing import Any

from index import starter_questions
from rag import Assistant, Document
from ui.render import long_date
from ui.web.serving import Reply, answering, identifier, mapping


@answering
def list_library(assistant: Assistant, request: Any) -> Reply:
    """The documents of the library, and questions to start with where an article brings some."""
    documents = assistant.documents()
    sample_names = [one.name for one in documents if one.uri.startswith("sample:")]
    return {
        "documents": [_entry(document) for document in documents],
        "starters": [question for name in sample_names for question in starter_questions(name)],
    }


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


def _entry(document: Document) -> Reply:
    return {
        "document": document.document_id,
        "version": document.version,
        "title": document.title,
        "name": document.name,
        "published": long_date(document.published) if document.published else None,
        "passages": document.passages,
    }
