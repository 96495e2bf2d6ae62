"""Sentences, and the runs of sentences that must stay together, with exact offsets.

Sentences are NLTK's punkt with the English model that llama-index-core ships, so nothing is downloaded
(:mod:`index.punkt`); its boundaries are moved or dropped where news texts show it to be wrong
(:mod:`index.boundaries`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.boundaries import is_boundary
from index.document import Span
from index.lines import trimmed
from index.punkt import punkt
from index.quoted import attribution, near, quoted_ranges, quoted_share

# punkt's time is quadratic in the length of what it is given, so it gets pieces.
_PIECE = 20_000
_CONTEXT = 200
_SEAM = re.compile(r"""[.!?]["”’')\]»]*\s+(?=["“‘'(\[«]?[A-Z])""")
_CLOSERS = re.compile(r"""[”»)\]]+|["'’]+(?=\s|$)""")
_WIDE_END = re.compile(r"[。！？]+[」』”’)）]*")
# punkt knows straight marks only; one character stands for one, so offsets hold.
_STRAIGHT = str.maketrans("“”„«»‘’", '"""""\'\'')


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of ``text[span]``, a paragraph or a part of one: ordered, disjoint, trimmed.

    Every non-blank character of the span lies in exactly one of them.
    """
    found: list[Span] = []
    start = span.start
    for position in _boundaries(text, span):
        position += _closers_at(text, position, span.end)
        before = text[max(start, position - _CONTEXT) : position].strip()
        after = text[position : min(span.end, position + _CONTEXT)].strip()
        if is_boundary(before, after):
            found.append(Span(start, position))
            start = position
    found.append(Span(start, span.end))
    kept = (trimmed(text, sentence.start, sentence.end) for sentence in found)
    return [sentence for sentence in kept if sentence]


def groups(text: str, run: Sequence[Span]) -> list[Span]:
    """The sentences ``run`` of one paragraph, joined where a quotation would lose its speaker.

    A quotation of several sentences is one group, and a quotation whose sentence does not say who speaks
    joins the sentence before it, or at the paragraph's start the one after it.
    """
    if not run:
        return []
    quotations = quoted_ranges(text, Span(run[0].start, run[-1].end))
    joined = [run[0]]
    opens = _lacks_speaker(text, run[0], quotations)
    for previous, sentence in zip(run, run[1:], strict=False):
        inside = any(quotation.start < sentence.start for quotation in near(quotations, sentence))
        lacking = _lacks_speaker(text, sentence, quotations)
        if inside or lacking or (opens and len(joined) == 1 and joined[0].end == previous.end):
            joined[-1] = Span(joined[-1].start, sentence.end)
        else:
            joined.append(sentence)
        opens = opens and lacking
    return joined


def _lacks_speaker(text: str, sentence: Span, quotations: Sequence[Span]) -> bool:
    """Whether most of ``sentence`` is quoted and the rest does not say by whom."""
    return quoted_share(sentence, quotations) > 0.5 and attribution(text, sentence, quotations) is None


def _boundaries(text: str, span: Span) -> Iterator[int]:
    """Where punkt, or an ideographic full stop, would begin a new sentence; increasing."""
    position = span.start
    while position < span.end:
        end = _piece_end(text, position, span.end)
        piece = text[position:end]
        wide = {match.end() for match in _WIDE_END.finditer(piece)}
        starts = {start for start, _ in punkt().span_tokenize(piece.translate(_STRAIGHT))}
        yield from sorted(position + start for start in (wide | starts) if 0 < start < len(piece))
        if end < span.end and any(seam.end() == end for seam in _SEAM.finditer(text, end - 10, end + 2)):
            yield end
        position = end


def _piece_end(text: str, start: int, end: int) -> int:
    """Where to cut a long text for punkt: at a likely sentence's end, else at a blank, else anywhere."""
    if end - start <= _PIECE:
        return end
    limit = start + _PIECE
    seams = [match.end() for match in _SEAM.finditer(text, limit - _PIECE // 4, limit)]
    if seams:
        return seams[-1]
    blank = max(text.rfind(" ", start + 1, limit), text.rfind("\n", start + 1, limit))
    return blank + 1 if blank > start else limit


def _closers_at(text: str, position: int, end: int) -> int:
    """How many characters at ``position`` close the sentence before it."""
    match = _CLOSERS.match(text, position, end)
    return len(match.group()) if match else 0
