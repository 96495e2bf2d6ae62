"""Where a text's paragraphs lie, whether they are set on one line each or wrapped by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.document import Span
from index.lines import Line, lines

_WRAPPED_WIDTHS = range(40, 131)
_WRAPPED_SHARE = 0.6
_SENTENCE_END = re.compile(r"""[.!?…:]["”’')\]»]*$""")
_BULLET = re.compile(r"(?:[•·▪◦‣*–—-]|\d{1,3}[.)])\s")


def paragraphs(text: str, furniture: Sequence[Span] = ()) -> list[Span]:
    """The paragraphs of ``text`` outside ``furniture`` (sorted, disjoint): ordered, disjoint, trimmed.

    Every non-blank character outside the furniture lies in exactly one of them. A blank line ends a
    paragraph; so does any line ending, unless the text is wrapped by hand at a fixed width.
    """
    rows = list(lines(text, furniture))
    width = _wrapping_width(text, rows)
    found: list[Span] = []
    for index, row in enumerate(rows):
        if index and _continues(text, rows[index - 1], row, width):
            found[-1] = Span(found[-1].start, row.span.end)
        else:
            found.append(row.span)
    return found


def _wrapping_width(text: str, rows: list[Line]) -> int | None:
    """The width at which the lines of ``text`` are wrapped, or None where each line stands for itself."""
    pairs = list(_inner_pairs(rows))
    if not pairs:
        return None
    widths = sorted(_width(line) for line, _ in pairs)
    width = widths[len(widths) * 19 // 20]
    if width not in _WRAPPED_WIDTHS:
        return None
    full = sum(_is_full(text, line, following, width) for line, following in pairs)
    unfinished = sum(not _SENTENCE_END.search(_tail(text, line)) for line, _ in pairs)
    enough = _WRAPPED_SHARE * len(pairs)
    return width if full >= enough and unfinished >= enough and len(pairs) > 1 else None


def _inner_pairs(rows: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Every two lines that follow each other without a blank line between."""
    for line, following in zip(rows, rows[1:], strict=False):
        if not following.starts_block:
            yield line, following


def _continues(text: str, line: Line, following: Line, width: int | None) -> bool:
    """Whether ``following`` goes on with the paragraph of ``line``."""
    if following.starts_block or _BULLET.match(text, following.span.start, following.span.end):
        return False
    if width is None:
        lower = text[following.span.start].islower()
        finished = _SENTENCE_END.search(_tail(text, line))
        return lower and not finished and _width(line) in _WRAPPED_WIDTHS
    return following.indent <= line.indent and _is_full(text, line, following, width)


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted on ``line``."""
    head = text[following.span.start : min(following.span.end, following.span.start + width)]
    return _width(line) + 1 + len(head.split(maxsplit=1)[0]) > width


def _width(line: Line) -> int:
    return line.indent + line.span.end - line.span.start


def _tail(text: str, line: Line) -> str:
    return text[max(line.span.start, line.span.end - 5) : line.span.end]
