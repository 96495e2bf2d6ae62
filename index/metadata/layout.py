"""The parts of a news text that metadata are read from: what precedes the body, its opening, and its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.document import MetadataField, Span
from index.metadata.dateline import find_dateline, is_bare_dateline
from index.paragraphs import paragraphs

_HEAD = 12
_TAIL = 8
_LONG = 200
_PROSE_WORDS = 6
_FULL_STOP = re.compile(r"""\.["”’')\]»]*$""")
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Za-z]\.){2,}|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|St|No|vs|Dr|Mr|Mrs)\.)$")
_PEOPLE_LINE = re.compile(r"(?:by|byline|words|story by|written by|author)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand in a text.

    ``head`` are the short paragraphs before the body, empty where the text begins with prose;
    ``body`` is the first paragraph of prose, or None in a text without any; ``tail`` are the last
    paragraphs, none of them in the head.
    """

    head: tuple[Span, ...]
    body: Span | None
    tail: tuple[Span, ...]


def lay_out(text: str, furniture: Sequence[Span]) -> Layout:
    """Find head, body and tail of ``text`` outside ``furniture``."""
    found = paragraphs(text, furniture)
    for index, paragraph in enumerate(found[: _HEAD + 1]):
        if _is_body(text, paragraph):
            return Layout(tuple(found[:index]), paragraph, tuple(found[index:][-_TAIL:]))
    return Layout((), None, tuple(found[-_TAIL:]))


def is_sentence(words: str) -> bool:
    """Whether ``words`` end in a full stop that is not an abbreviation's."""
    return _FULL_STOP.search(words) is not None and not _ABBREVIATION.search(words)


def read_from(text: str, span: Span) -> MetadataField:
    """The field whose value is what ``span`` says, with runs of blanks made one."""
    return MetadataField(" ".join(span.cut(text).split()), span)


def _is_body(text: str, paragraph: Span) -> bool:
    """Whether the paragraph is the article's prose rather than a line above it."""
    if paragraph.end - paragraph.start > _LONG or is_bare_dateline(text, paragraph):
        return True
    words = paragraph.cut(text)
    if find_dateline(text, paragraph).reach and len(words.split()) > _PROSE_WORDS:
        return True
    long_enough = len(words.split()) >= _PROSE_WORDS
    return is_sentence(words) and long_enough and not (_PEOPLE_LINE.match(words) and len(words.split()) < 12)
