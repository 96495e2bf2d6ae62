"""The byline: who wrote it, from a line above the body or from the credits below it."""

from __future__ import annotations

import re

from index.document import MetadataField, Span
from index.metadata.dateline import is_agency
from index.metadata.dates import is_date_line
from index.metadata.layout import Layout, read_from

_PARTICLE = r"(?:de|da|del|della|di|du|van|von|der|den|la|le|al|bin|ibn|ben|dos|el|ter|ten|y)"
_NAME = rf"[A-Z][\w.’'‑-]*(?: (?:[A-Z][\w.’'‑-]*|{_PARTICLE}))*? [A-Z][\w.’'‑-]*"
_LONGER_NAME = rf"{_NAME}(?: (?:[A-Z][\w.’'‑-]*|{_PARTICLE} [A-Z][\w.’'‑-]*)){{0,3}}"
_NAMES = rf"{_LONGER_NAME}(?:(?:, and |, | and | & ){_LONGER_NAME}){{0,5}}"
_BY_LINE = re.compile(
    r"(?:[•|/·–—-]\s*)?(?i:by|written by|story by|words(?: by)?|author|byline|reported by)\s*:?\s+"
    rf"(?P<names>{_NAMES})(?=$|\s*[,|/·•–—(\n-]|\s+(?:in|at|for|of|on)\b|\s+\d)"
)
_CREDITED = tuple(
    re.compile(rf"(?<![Aa]dditional ){verb}(?: and [a-z]+)? by (?P<names>{_NAMES})")
    for verb in (r"\b(?:[Ww]riting|[Ww]ritten)", r"\b(?:[Rr]eporting|[Rr]eported)")
)
_BARE_NAME = re.compile(rf"{_LONGER_NAME}(?: and {_LONGER_NAME})?")
_LINE = 150


def find_byline(text: str, layout: Layout, credits: MetadataField | None) -> MetadataField | None:
    """The name or names of who wrote the text, without the “By”.

    A line “By NAME” above the body; a bare name above an agency's or a date's line; else whom the
    credits say the writing, or else the reporting, is by.
    """
    for paragraph in layout.head:
        match = _BY_LINE.match(text, paragraph.start, min(paragraph.end, paragraph.start + _LINE))
        if match:
            return read_from(text, Span(*match.span("names")))
    return _bare_name(text, layout) or _credited(text, credits)


def is_by_line(text: str, paragraph: Span) -> bool:
    """Whether the paragraph is a line “By NAME”."""
    return _BY_LINE.match(text, paragraph.start, paragraph.end) is not None


def _bare_name(text: str, layout: Layout) -> MetadataField | None:
    """A line that is only a name, where the next line is an agency's or a date's."""
    for paragraph, below in zip(layout.head, layout.head[1:], strict=False):
        if not (is_agency(below.cut(text)) or is_date_line(text, below)):
            continue
        words = paragraph.cut(text)
        first = paragraph == layout.head[0]
        # A title of a few capitalised words may stand above a date; above an agency's name it is a person.
        if _BARE_NAME.fullmatch(words) and len(words) < 60 and (not first or is_agency(below.cut(text))):
            return read_from(text, paragraph)
    return None


def _credited(text: str, credits: MetadataField | None) -> MetadataField | None:
    if credits is None or credits.span is None:
        return None
    for pattern in _CREDITED:
        match = pattern.search(text, credits.span.start, credits.span.end)
        if match:
            return read_from(text, Span(*match.span("names")))
    return None
