"""What the browser may ask without a question: every passage that mentions some words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from index import Mention, Span, UserError, is_valid
from rag import Assistant
from ui.dates import long_date
from ui.web.serving import Reply, answering, mapping

PAGE = 20
LONGEST_WORDS = 500
LARGEST_OFFSET = 10**9


@answering
def find_mentions(assistant: Assistant, request: Any) -> Reply:
    """A page of the passages that hold some words, newest article first.

    ``request``: ``{"words": text, "offset": int}``, the offset optional. Each passage comes in ``pieces``, of
    which those with a ``mark`` are the words looked for: their place in ``marks``, which are cut from the
    version here, as are the pieces.
    """
    fields = mapping(request)
    words, offset = _words(fields), _offset(fields)
    found = assistant.mentions(words, PAGE, offset)
    return {
        "words": words,
        "total": found.total,
        "offset": offset,
        "mentions": [_entry(mention) for mention in found.mentions],
    }


def pieces(mention: Mention) -> list[Reply]:
    """The passage's text, cut at both ends of every mark; ``mark`` is its place among them, or None."""
    passage, spans = mention.passage, mention.spans
    ends = sorted({passage.start, passage.end, *(end for span in spans for end in (span.start, span.end))})
    return [
        {"text": _cut(mention, Span(start, end)), "mark": _mark_at(spans, start)}
        for start, end in pairwise(ends)
    ]


def _mark_at(spans: Sequence[Span], place: int) -> int | None:
    return next((number for number, span in enumerate(spans) if span.start <= place < span.end), None)


def _cut(mention: Mention, span: Span) -> str:
    start = mention.passage.start
    return mention.passage.text[span.start - start : span.end - start]


def _entry(mention: Mention) -> Reply:
    passage = mention.passage
    return {
        "document": passage.document_id,
        "version": passage.version,
        "title": passage.title,
        "published": long_date(passage.published) if passage.published else None,
        "start": passage.start,
        "end": passage.end,
        "pieces": pieces(mention),
        "marks": [
            {"start": span.start, "end": span.end, "quote": _cut(mention, span)} for span in mention.spans
        ],
    }


def _words(fields: dict[str, Any]) -> str:
    words = fields.get("words")
    if not isinstance(words, str) or not is_valid(words):
        raise UserError("Type the words to look for.")
    if len(words) > LONGEST_WORDS:
        raise UserError(f"That is too much to look for; {LONGEST_WORDS} characters are the most.")
    return words


def _offset(fields: dict[str, Any]) -> int:
    offset = fields.get("offset", 0)
    if type(offset) is not int or not 0 <= offset <= LARGEST_OFFSET:  # bool is an int, but no offset
        raise UserError("There is no such page of passages.")
    return offset
