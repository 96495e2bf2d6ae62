"""The days that words like “on Monday” mean in an article, told beside its quotations.

They are counted from the day in the article's dateline, else from the day it was published. Where two
readings are possible nothing is told: a wrong day does more harm than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from index import DocumentVersion, Span, sentences
from rag.answering.periods import Period, day_nearest, period
from rag.answering.tense import direction
from rag.answering.time_words import Mention, mentions
from rag.citations import Time

_DATELINE_DAY = re.compile(
    r",? (?:(?P<month>[A-Z][a-z]{2,8})\.? (?P<number>\d{1,2})"
    r"|(?P<first>\d{1,2}) (?P<second>[A-Z][a-z]{2,8})\.?)(?:,? (?P<year>\d{4}))?(?!\w)"
)
_QUOTATION = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_YEAR = re.compile(r"(?<![\w$£€.,-])((?:1[5-9]|20)\d\d)(?![\w%]|[.,]\d)")
_IN_YEAR = re.compile(
    r"\b(?:in|of|since|during|by|until|from|between|before|after)\s+(?:\w+\s+)?((?:1[5-9]|20)\d\d)\b",
    re.IGNORECASE,
)
# How far before a date without a year another year may stand and be its year.
_TOLD_ABOUT = 400
# A sentence with more times is a table; what lies beyond is left.
_MOST = 40


def times(version: DocumentVersion, span: Span) -> tuple[Time, ...]:
    """The times that ``version.text[span]`` mentions by the day of writing, with the days they mean."""
    anchor = day_of_writing(version)
    return times_in(version.text, span, anchor) if anchor else ()


def day_of_writing(version: DocumentVersion) -> date | None:
    """The day in the dateline, which may leave its year to the day of publication, else the latter."""
    published, place = version.metadata.published_date, version.metadata.place
    match = _DATELINE_DAY.match(version.text, place.span.end) if place and place.span else None
    if match is None:
        return published
    month, number = match["month"] or match["second"], match["number"] or match["first"]
    year = date(int(match["year"]), 7, 1) if match["year"] and int(match["year"]) else published
    day = day_nearest(month, int(number), year) if year else None
    return day or published


def times_in(text: str, span: Span, anchor: date) -> tuple[Time, ...]:
    """The times that ``text[span]`` mentions, with the days they mean in an article written on ``anchor``."""
    found: list[Time] = []
    for sentence in sentences(text, span):
        for mention, days in _resolved(text, sentence, anchor):
            start, end = sentence.start + mention.start, sentence.start + mention.end
            found.append(Time(start, end, mention.words, *(day.isoformat() for day in days)))
    return tuple(found)


def _resolved(text: str, sentence: Span, anchor: date) -> Iterator[tuple[Mention, Period]]:
    words = sentence.cut(text)
    all_mentions = list(islice(mentions(words), _MOST))
    quotations = _quotations(text, sentence) if all_mentions else []
    for mention in all_mentions:
        if _is_of_another_year(text, sentence, mention, anchor):
            continue
        days = _period(words, mention, anchor)
        quoted = _within(mention, quotations)
        spoken = [one for one in all_mentions if quoted and not _within(one, quotations)]
        if days and all(_agrees(words, mention, days, one, anchor) for one in spoken):
            yield mention, days


def _period(words: str, mention: Mention, anchor: date) -> Period | None:
    return period(mention, anchor, direction(words, mention.start, mention.through))


def _agrees(words: str, mention: Mention, days: Period, spoken: Mention, anchor: date) -> bool:
    """Whether a quoted time means the same counted from the day the sentence says the words were spoken."""
    speech = _period(words, spoken, anchor)
    return speech is not None and speech[0] == speech[1] and _period(words, mention, speech[0]) == days


def _is_of_another_year(text: str, sentence: Span, mention: Mention, anchor: date) -> bool:
    """Whether an earlier year stands before the mention, so that it may be told from that year's view."""
    place = sentence.start + mention.start
    before = text[max(sentence.start, place - _TOLD_ABOUT) : place]
    if mention.kind == "date":
        around = text[max(0, sentence.start - _TOLD_ABOUT) : sentence.end]
        return any(int(year) < anchor.year for year in _YEAR.findall(around))
    return any(int(year) != anchor.year for year in _IN_YEAR.findall(before))


def _quotations(text: str, sentence: Span) -> Sequence[tuple[int, int]]:
    """The quoted ranges of the sentence's line, counted from the sentence's start."""
    line = text.rfind("\n", 0, sentence.start) + 1
    ranges = (match.span() for match in _QUOTATION.finditer(text, line, sentence.end))
    return [(start - sentence.start, end - sentence.start) for start, end in ranges]


def _within(mention: Mention, quotations: Sequence[tuple[int, int]]) -> bool:
    return any(start <= mention.start < end for start, end in quotations)
