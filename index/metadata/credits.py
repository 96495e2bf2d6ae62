"""The credits at an article's end: who reported, wrote and edited it."""

from __future__ import annotations

import re

from index.document import MetadataField, Span
from index.metadata.layout import Layout, read_from

_WORK = (
    r"(?:additional|further|extra)?\s*(?:reporting|writing|editing|research|compiled|translated|translation|edited"
    r"|written|reported|photography|production)(?:\s+and\s+(?:writing|editing|reporting|additional\s+reporting))?"
)
_STARTS = re.compile(
    rf"(?:{_WORK}\s+by\s+(?=[A-Z])|(?i:contributing|contributors?|credits?|reporting|editing|writing)\s*:\s*\S)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(rf"[(\[]\s*({_WORK}\s+by\s[^()\[\]]{{2,600}})[)\]]\.?$", re.IGNORECASE)
_CONTRIBUTED = re.compile(
    r"[\s–—-]*([^!?]{3,300}?\bcontributed\s+(?:reporting\s+)?to\s+(?:this|the)\s+(?:report|story|article)\b\.?)"
    r"(?=\s*$|\s+[A-Z(–—])",
    re.DOTALL,
)
_LONGEST = 800


def find_credits(text: str, layout: Layout) -> MetadataField | None:
    """The first line of credits near the end, or the credits in brackets that end a paragraph there."""
    for paragraph in layout.tail:
        span = _credits_in(text, paragraph)
        if span:
            return read_from(text, span)
    return None


def is_credits(text: str, paragraph: Span) -> bool:
    """Whether the paragraph is, or ends in, a line of credits."""
    return _credits_in(text, paragraph) is not None


def _credits_in(text: str, paragraph: Span) -> Span | None:
    start = max(paragraph.start, paragraph.end - _LONGEST)
    bracketed = _IN_BRACKETS.search(text[start : paragraph.end])
    if bracketed:
        return Span(start + bracketed.start(1), start + bracketed.start(1) + len(bracketed[1].rstrip()))
    if start > paragraph.start:
        return None
    if _STARTS.match(text, paragraph.start, paragraph.end):
        return paragraph
    contributed = _CONTRIBUTED.match(text, paragraph.start, paragraph.end)
    return Span(*contributed.span(1)) if contributed else None
