"""Cut a text at its marks, and find what to show around them. Offsets are code points, as everywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Sort = Literal["gold", "cited"]
# How far a reader needs to see on either side of a mark to understand it, in code points.
AROUND = 320
# Of a longer mark (a whole document can be gold) only the beginning and the end are shown.
LONGEST_MARK = 1_200
# A gap this short is shown: "…" for a few words helps nobody.
SHORTEST_GAP = 80
PARAGRAPH = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A range ``[start, end)`` that is gold or was cited; ``label`` is what is printed before it."""

    start: int
    end: int
    sort: Sort
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that lies in the same marks from end to end.

    ``sorts`` are the sorts of these marks; ``labels`` are those of the marks that begin here, or that began
    in what was cut away before.
    """

    start: int
    text: str
    sorts: frozenset[Sort] = frozenset()
    labels: tuple[str, ...] = ()

    @property
    def look(self) -> str:
        """``gold``, ``cited``, ``both``, or empty where the piece is not marked."""
        return "both" if len(self.sorts) > 1 else next(iter(self.sorts), "")


@dataclass(frozen=True, slots=True)
class Segment:
    """Consecutive pieces; ``cut_before`` and ``cut_after`` tell whether the text goes on there."""

    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool


def fitting(marks: Sequence[Mark], length: int) -> tuple[Mark, ...]:
    """The marks that lie in a text of ``length`` code points and hold something, in the text's order."""
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= length]
    return tuple(sorted(inside, key=lambda mark: (mark.start, mark.end)))


def pieces(text: str, marks: Sequence[Mark], start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """``text[start:end]`` cut wherever a mark begins or ends; the pieces' texts joined are that text.

    Marks may overlap; those that do not fit the text are left out.
    """
    end = len(text) if end is None else end
    known = [mark for mark in fitting(marks, len(text)) if mark.start < end and mark.end > start]
    inner = {edge for mark in known for edge in (mark.start, mark.end) if start < edge < end}
    edges = sorted({start, end} | inner)
    return tuple(
        piece(text, known, first, last, start) for first, last in zip(edges, edges[1:], strict=False)
    )


def piece(text: str, marks: Sequence[Mark], first: int, last: int, shown_from: int) -> Piece:
    """The piece ``[first, last)``, which no mark begins or ends in."""
    over = [mark for mark in marks if mark.start <= first and last <= mark.end]
    labels = [mark.label for mark in over if max(mark.start, shown_from) == first]
    return Piece(first, text[first:last], frozenset(mark.sort for mark in over), tuple(dict.fromkeys(labels)))


def excerpt(text: str, marks: Sequence[Mark]) -> tuple[Segment, ...]:
    """The marks with what stands around them; the beginning of the text where there is no mark."""
    known = fitting(marks, len(text))
    ranges = [shown for mark in known for shown in around(text, mark)] or [opening(text)]
    return tuple(
        Segment(pieces(text, known, start, end), start > 0, end < len(text))
        for start, end in joined(ranges, len(text))
    )


def opening(text: str) -> tuple[int, int]:
    """The first paragraphs, as far as they are shown for a text without a mark."""
    return 0, after(text, 0, 2 * AROUND)


def around(text: str, mark: Mark) -> list[tuple[int, int]]:
    """The range or ranges to show for one mark: whole paragraphs if they are short, else whole words."""
    start, end = before(text, mark.start, AROUND), after(text, mark.end, AROUND)
    if mark.end - mark.start <= LONGEST_MARK:
        return [(start, end)]
    head = after(text, mark.start, LONGEST_MARK * 2 // 3)
    tail = before(text, mark.end, LONGEST_MARK // 3)
    return [(start, head), (tail, end)]


def before(text: str, place: int, reach: int) -> int:
    """Where to begin showing what stands before ``place``: at most ``reach`` earlier, at a beginning."""
    earliest = max(0, place - reach)
    if earliest == 0:
        return 0
    paragraph = PARAGRAPH.search(text, earliest, place)
    # A break right before the place would show nothing of what came before it.
    if paragraph and paragraph.end() < place:
        return paragraph.end()
    blank = text.find(" ", earliest, place)
    return blank + 1 if blank >= 0 else earliest


def after(text: str, place: int, reach: int) -> int:
    """Where to stop showing what stands after ``place``: at most ``reach`` later, at an end."""
    latest = min(len(text), place + reach)
    if latest == len(text):
        return latest
    breaks = [found.start() for found in PARAGRAPH.finditer(text, place, latest) if found.start() > place]
    if breaks:
        return breaks[-1]
    blank = text.rfind(" ", place, latest)
    return blank if blank > place else latest


def joined(ranges: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """The ranges in order, those that overlap or nearly touch made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        start = 0 if start < SHORTEST_GAP else start
        end = length if length - end < SHORTEST_GAP else end
        if found and start - found[-1][1] < SHORTEST_GAP:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
