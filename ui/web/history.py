"""What the browser may ask about kept conversations: the list, renaming, deleting, exporting."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from index import UserError
from rag import Assistant, ConversationRecord
from ui.dates import long_date
from ui.markdown import markdown
from ui.web.serving import Reply, answering, mapping

LONGEST_FILE_NAME = 60

_PAGE = re.compile(r"https?://[^\s<>]{1,200}")
_NOT_IN_FILE_NAMES = re.compile(r"[^\w -]+")


@answering
def list_conversations(assistant: Assistant, request: Any) -> Reply:
    """The conversations that are kept, the one changed last first."""
    return {"conversations": [_entry(record) for record in assistant.history.conversations()]}


@answering
def rename_conversation(assistant: Assistant, request: Any) -> Reply:
    """Give a conversation another name. ``request``: ``{"conversation": id, "name": text}``."""
    fields = mapping(request)
    return _entry(assistant.history.rename(fields.get("conversation"), fields.get("name")))  # type: ignore[arg-type]


@answering
def delete_conversation(assistant: Assistant, request: Any) -> Reply:
    """Take a conversation out for good. ``request``: ``{"conversation": id}``."""
    return _entry(assistant.history.delete(mapping(request).get("conversation")))  # type: ignore[arg-type]


@answering
def export_conversation(assistant: Assistant, request: Any) -> Reply:
    """A conversation as a file's name and text.

    ``request``: ``{"conversation": id, "format": "markdown" or "json", "page": address of the page}``; in
    Markdown the addresses of citations begin with the last.
    """
    fields = mapping(request)
    kind, page = fields.get("format"), fields.get("page")
    if kind not in ("markdown", "json"):
        raise UserError("A conversation is exported as “markdown” or as “json”.")
    conversation = assistant.history.conversation(fields.get("conversation"))  # type: ignore[arg-type]
    base = " ".join(_NOT_IN_FILE_NAMES.sub(" ", conversation.name).split())[:LONGEST_FILE_NAME]
    if kind == "json":
        text = json.dumps(conversation.to_dict(), indent=2, ensure_ascii=False)
        return {"file": f"{base or 'conversation'}.json", "text": text}
    known = page if isinstance(page, str) and _PAGE.fullmatch(page) else ""
    return {"file": f"{base or 'conversation'}.md", "text": markdown(conversation, known)}


def _entry(record: ConversationRecord) -> Reply:
    changed = datetime.fromisoformat(record.changed).astimezone()
    return {
        "conversation": record.conversation_id,
        "name": record.name,
        "changed": f"{long_date(changed.date().isoformat())}, {changed:%H:%M}",
        "questions": record.questions,
    }
