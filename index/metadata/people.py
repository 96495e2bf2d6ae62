"""The byline: who wrote it, from a line above the body or from the credits below it."""

from __future__ import annotations

import re

from index.document import MetadataField, Span
from index.metadata.dateline import is_publisher
from index.metadata.layout import Layout, read_from

_PARTICLE = r"(?:de|da|del|della|di|du|van|von|der|den|la|le|al|bin|ibn|ben|dos|el|ter|ten|y)"
_NAME = rf"[A-Z][\w.’'‑-]*(?: (?:[A-Z][\w.’'‑-]*|{_PARTICLE}))*? [A-Z][\w.’'‑-]*"
_LONGER_NAME = rf"{_NAME}(?: (?:[A-Z][\w.’'‑-]*|{_PARTICLE} [A-Z][\w.’'‑-]*)){{0,3}}"
# Commas part names only in a list that ends in “and”: “By Ann Lee, Daily Planet” is one person.
_NAMES = rf"{_LONGER_NAME}(?:(?:, {_LONGER_NAME}){{0,5}},? (?:and|&) {_LONGER_NAME})?"
_BY_LINE = re.compile(
    r"(?:[•|/·–—-]\s*)?(?i:by|written by|story by|words(?: by)?|author|byline|reported by)\s*:?\s+"
    rf"(?P<names>{_NAMES})(?=$|\s*[,|/·•–—(\n-]|\s+(?:in|at|for|of|on)\b|\s+\d)"
)
_CREDITED = tuple(
    re.compile(rf"(?<![Aa]dditional ){verb}(?: and [a-z]+)? by (?P<names>{_NAMES})")
    for verb in (r"\b(?:[Ww]riting|[Ww]ritten)", r"\b(?:[Rr]eporting|[Rr]eported)")
)
# Two words, or three of which one is an initial or a particle: a longer run of capitals may be a title.
_PLAIN_NAME = rf"(?:[A-Z]\. )*[A-Z][a-z][\w’'‑-]*(?: (?:[A-Z]\.|{_PARTICLE}))* [A-Z][\w’'‑-]+(?:,? Jr\.)?"
_PLAIN_NAMES = rf"{_PLAIN_NAME}(?:(?:, {_PLAIN_NAME}){{0,5}},? and {_PLAIN_NAME})?"
_BARE_NAME = re.compile(rf"({_PLAIN_NAMES})(?:, [A-Z][A-Za-z ]{{1,30}})?")
_CAPITALS = re.compile(r"([A-Z][A-Z’'-]+(?: [A-Z]\.)?(?: [A-Z][A-Z’'-]+){1,2})")
_LINE = 150


def find_byline(text: str, layout: Layout, credits: MetadataField | None) -> MetadataField | None:
    """The name or names of who wrote the text, without the “By”.

    A line “By NAME” above the body; a bare name below the first line or above an agency's; else whom
    the credits say the writing, or else the reporting, is by.
    """
    for paragraph in layout.head:
        match = _BY_LINE.match(text, paragraph.start, min(paragraph.end, paragraph.start + _LINE))
        if match:
            return read_from(text, Span(*match.span("names")))
    return _bare_name(text, layout) or _credited(text, credits)


def is_by_line(text: str, paragraph: Span) -> bool:
    """Whether the paragraph is a line “By NAME”."""
    return _BY_LINE.match(text, paragraph.start, paragraph.end) is not None


def is_bare_name(words: str) -> bool:
    """Whether a line is nothing but what looks like one or more persons' names."""
    return len(words) < 80 and _BARE_NAME.fullmatch(words) is not None


def _bare_name(text: str, layout: Layout) -> MetadataField | None:
    """A line that is only a name, below another line or above an agency's."""
    for index, paragraph in enumerate(layout.head):
        words = paragraph.cut(text)
        below = layout.head[index + 1].cut(text) if index + 1 < len(layout.head) else ""
        match = _BARE_NAME.fullmatch(words) if is_bare_name(words) else None
        if is_publisher(below):
            match = match or _CAPITALS.fullmatch(words)
        # At the very top two capitalised words may also be a title.
        if match and not is_publisher(words) and (index > 0 or is_publisher(below)):
            return read_from(text, Span(paragraph.start, paragraph.start + match.end(1)))
    return None


def _credited(text: str, credits: MetadataField | None) -> MetadataField | None:
    if credits is None or credits.span is None:
        return None
    for pattern in _CREDITED:
        match = pattern.search(text, credits.span.start, credits.span.end)
        if match:
            return read_from(text, Span(*match.span("names")))
    return None
