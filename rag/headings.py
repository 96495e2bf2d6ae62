"""What stands above the sentences that tell: the title, the standfirst, and questions printed in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from index import DocumentVersion, Span

# Metadata that a text states between its title and its body.
ABOVE_BODY = ("byline", "agency", "place", "published")
# A standfirst is no longer than this, in characters; nor is a question that stands by itself.
LONGEST_STANDFIRST, LONGEST_QUESTION = 400, 300
_PARAGRAPH = re.compile(r"[^\s][^\n]*(?<=\S)")


class PrintedQuestion(NamedTuple):
    """A question that is a paragraph by itself, in an interview or above a section, and what answers it.

    ``answer`` is the paragraph behind it.
    """

    question: Span
    answer: Span


def above_body(version: DocumentVersion) -> Span | None:
    """From the title to where the article says who wrote it, where or when; the title where it does not."""
    title = title_of(version)
    if title is None:
        return None
    fields = [getattr(version.metadata, name) for name in ABOVE_BODY]
    starts = [field.span.start for field in fields if field is not None and field.span is not None]
    below = [start for start in starts if 0 <= start - title.end <= LONGEST_STANDFIRST]
    return Span(title.start, min(below, default=title.end))


def title_of(version: DocumentVersion) -> Span | None:
    """Where a text has its title; one that was given beside the text may stand at its beginning, too."""
    title = version.metadata.title
    if title is None or title.span is not None:
        return title.span if title else None
    first = _PARAGRAPH.search(version.text)
    return Span(*first.span()) if first and first.group() == title.value else None


@lru_cache(maxsize=512)  # articles are read for one question after another
def printed_questions(text: str) -> tuple[PrintedQuestion, ...]:
    """The questions that an article prints as paragraphs of their own, in its order."""
    found = []
    asked: Span | None = None
    for match in _PARAGRAPH.finditer(text):
        here, said = Span(*match.span()), match.group()
        asks = said.endswith("?") and len(said) <= LONGEST_QUESTION
        if asked and not asks:
            found.append(PrintedQuestion(asked, here))
        asked = here if asks else None
    return tuple(found)


def printed_question(text: str, place: int) -> PrintedQuestion | None:
    """The printed question that a place of an article belongs to, or to whose answer it does."""
    known = printed_questions(text)
    found = bisect_right(known, place, key=lambda one: one.question.start) - 1
    return known[found] if found >= 0 and place < known[found].answer.end else None


def is_printed_question(text: str, place: int) -> bool:
    """Whether a place of an article belongs to a printed question."""
    found = printed_question(text, place)
    return found is not None and place < found.question.end
