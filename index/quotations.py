"""Whose words a quotation is, where its own sentence does not say so by name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from index.document import Span
from index.quoted import attribution, quoted_ranges, quoted_share, unquoted
from index.sentences import sentences

_PARAGRAPHS_ABOVE = 4
_QUOTED = 1 / 3
# “Ann Lee, 40, …” or “Ann Lee, the mayor of …” introduces a person without saying that she speaks.
_INTRODUCED = re.compile(r"(?:[A-Z][\w’'-]+\s+){1,4}[A-Z][\w’'-]+,\s+(?:\d{1,3}\b|(?:an?|the|who|[a-z]+)\s)")


def speaker_of(text: str, quotation: Span, paragraphs: Sequence[Span]) -> Span | None:
    """The sentence that names who speaks in the sentence ``quotation``, by a name or a role.

    ``paragraphs`` are all of the text's, in order. Looked at, nearest first: the sentences before it in
    its paragraph, those after it, up to four paragraphs above, then the one below. A sentence that names
    the speaker only as “he” or “she” is passed on the way up to the one with the name. None where
    ``quotation`` quotes no one, where it names its own speaker, or where none is found.
    """
    place = bisect_right([paragraph.start for paragraph in paragraphs], quotation.start) - 1
    if place < 0 or quotation.end > paragraphs[place].end:
        return None
    quotations = quoted_ranges(text, paragraphs[place])
    # A few quoted words inside prose do not make it a quotation.
    if quoted_share(quotation, quotations) < _QUOTED or attribution(text, quotation, quotations) == "named":
        return None
    within = sentences(text, paragraphs[place])
    before = [sentence for sentence in reversed(within) if sentence.end <= quotation.start]
    after = [sentence for sentence in within if sentence.start >= quotation.end]
    for sentence in [*before, *after]:
        if _names_speaker(text, sentence, quotations):
            return sentence
    return _above(text, paragraphs[:place]) or _below(text, paragraphs[place + 1 : place + 2])


def _above(text: str, paragraphs: Sequence[Span]) -> Span | None:
    for paragraph in reversed(paragraphs[-_PARAGRAPHS_ABOVE:]):
        quotations = quoted_ranges(text, paragraph)
        for sentence in reversed(sentences(text, paragraph)):
            if _names_speaker(text, sentence, quotations):
                return sentence
    return None


def _below(text: str, paragraphs: Sequence[Span]) -> Span | None:
    for paragraph in paragraphs:
        quotations = quoted_ranges(text, paragraph)
        for sentence in sentences(text, paragraph)[:1]:
            if attribution(text, sentence, quotations) == "named":
                return sentence
    return None


def _names_speaker(text: str, sentence: Span, quotations: Sequence[Span]) -> bool:
    if attribution(text, sentence, quotations) == "named":
        return True
    return _INTRODUCED.match(unquoted(text, sentence, quotations)) is not None
