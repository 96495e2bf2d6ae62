"""The lines of a text, where some ranges of it are left out: the base of every rule that reads a layout.

A line ends where ``str.splitlines`` would end it. A blank character is one that ``str.isspace`` says is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.document import Span

_LINE = re.compile("[^\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line, trimmed.

    ``indent`` counts the blanks before it; ``starts_block`` says that the text's start, a blank line or
    a left-out range precedes it.
    """

    span: Span
    indent: int
    starts_block: bool


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The range without the blanks at its ends, or None where nothing else is in it."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip())) if start < end else None


def gaps(length: int, left_out: Iterable[Span]) -> Iterator[Span]:
    """What remains of ``range(length)`` between the sorted, disjoint ranges ``left_out``."""
    position = 0
    for span in left_out:
        if span.start > position:
            yield Span(position, span.start)
        position = span.end
    if position < length:
        yield Span(position, length)


def lines(text: str, left_out: Sequence[Span] = ()) -> Iterator[Line]:
    """Every non-blank line of ``text`` outside the sorted, disjoint ranges ``left_out``, in order."""
    for gap in gaps(len(text), left_out):
        previous_end = None
        for match in _LINE.finditer(text, gap.start, gap.end):
            span = trimmed(text, match.start(), match.end())
            if span is None:
                continue
            starts_block = previous_end is None or _blank_line_in(text[previous_end : match.start()])
            yield Line(span, span.start - match.start(), starts_block)
            previous_end = match.end()


def _blank_line_in(between: str) -> bool:
    """Whether the characters between two lines hold more than one line ending."""
    return len(between.splitlines()) > 1
