"""When things happened, as far as an article tells: “in 1988”, “on 9 January”, “on Monday”, “at 8.15 a.m.”"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from index import DocumentVersion, Span
from rag.answering.periods import day_nearest
from rag.answering.time_words import WEEKDAYS
from rag.answering.times import day_of_writing, times_in
from rag.overview.content import Sentence

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?\b(?!\d)"
    rf"|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year2>{_YEAR}))?\b(?![\d:])"
    rf"|(?P<month3>{_MONTH}),? (?:of )?(?P<year3>{_YEAR})\b"
    rf"|\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Bb]efore|[Aa]fter|[Ff]rom|[Dd]uring|[Bb]etween|[Oo]f|summer|spring|autumn|winter)"
    rf" (?:early |late |mid-)?(?P<year4>{_YEAR})\b(?![,.]\d))"
)
_CLOCK = re.compile(
    r"(?<![\d.,:])(?P<hour>[01]?\d|2[0-3])(?:[.:](?P<minute>[0-5]\d))?(?: ?(?P<half>[ap])\.?m\b\.?)?"
    r"(?![\d%]|[.,:]\d)"
)
_STAMP = re.compile(
    r"(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)(?: ?(?P<half>[ap])\.?m\b\.?)?\s*[–—:|-]\s"
)
# The dateline’s day says when was written, not when something happened.
_DATELINE = re.compile(r"[–—-] ")
_LONGEST_DATELINE = 120
_WEEKDAY = re.compile(rf"\bon ({'|'.join(WEEKDAYS)})\b")
_AHEAD = re.compile(r"\b(?:will|would|is to|are to|expected|due|scheduled|plans?|set to|next)\b")
# So many entries with the time before them make a live report.
FEWEST_STAMPED = 3


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """When something happened: the first day it can be, and the minute of the day; ``span`` are the words."""

    day: date
    minute: int
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """A range of an article that tells what happened at a time."""

    moment: Moment
    span: Span
    sentence: Sentence


def events(version: DocumentVersion, sentences: Sequence[Sentence]) -> list[Event]:
    """What the sentences tell with a time, in the order of the text.

    In a live report each entry is one event, at the time before it.
    """
    stamped = list(_entries(version, sentences))
    if len(stamped) >= FEWEST_STAMPED:
        return stamped
    opening = [one for one in sentences if one.paragraph == sentences[0].paragraph]
    told = [moment for one in opening if (moment := _moment(version, one, None) or _last(version, one))]
    lead = told[0] if told else None
    found = [(one, _moment(version, one, lead.day if lead else None)) for one in sentences if not one.asks]
    events_found = [Event(moment, one.span, one) for one, moment in found if moment]
    if lead and all(not lead.span.overlaps(one.span) for one in events_found):
        first = next(one for one in opening if one.span.overlaps(lead.span))
        events_found.insert(0, Event(lead, first.span, first))
    return events_found


def _entries(version: DocumentVersion, sentences: Sequence[Sentence]) -> Iterator[Event]:
    """The entries of a live report, each up to its first sentence that tells something."""
    day = day_of_writing(version) or date.min
    for first in sentences:
        if first.span.start != first.paragraph.start or not (stamp := _STAMP.match(first.text)):
            continue
        own = [one for one in sentences if one.paragraph == first.paragraph]
        telling = next((one for one in own if not one.asks and len(one.text.split()) > FEWEST_WORDS), own[-1])
        span = Span(first.span.start, stamp.end("minute") + first.span.start)
        yield Event(Moment(day, _minutes(stamp), span), Span(first.span.start, telling.span.end), telling)


FEWEST_WORDS = 5


def _last(version: DocumentVersion, sentence: Sentence) -> Moment | None:
    """The last day of the name in a sentence that opens an article and speaks of nothing to come.

    It only puts events in order, and is not shown.
    """
    anchor = day_of_writing(version)
    start = _behind_dateline(version, sentence)
    match = _WEEKDAY.search(version.text, start, sentence.span.end)
    if anchor is None or match is None or _AHEAD.search(sentence.text):
        return None
    back = (anchor.weekday() - WEEKDAYS.index(match[1])) % 7
    return Moment(anchor - timedelta(days=back), 0, Span(*match.span())) if anchor.toordinal() > 7 else None


def _moment(version: DocumentVersion, sentence: Sentence, lead: date | None) -> Moment | None:
    """The first time that a sentence tells; a time of day alone is taken for one of the day reported."""
    dated = [*_relative(version, sentence), *_absolute(version, sentence)]
    clock = _clock(sentence)
    if not dated:
        return Moment(lead, clock[0], clock[1]) if lead and clock else None
    first = min(dated, key=lambda moment: moment.span.start)
    return Moment(first.day, clock[0], first.span) if clock else first


def _relative(version: DocumentVersion, sentence: Sentence) -> Iterator[Moment]:
    anchor = day_of_writing(version)
    for time in times_in(version.text, sentence.span, anchor) if anchor else ():
        yield Moment(date.fromisoformat(time.first), 0, Span(time.start, time.end))


def _absolute(version: DocumentVersion, sentence: Sentence) -> Iterator[Moment]:
    """The dates of a sentence that are told with a month or a year."""
    anchor = day_of_writing(version)
    for match in _DATE.finditer(version.text, _behind_dateline(version, sentence), sentence.span.end):
        told = match.groupdict()
        year = told["year"] or told["year2"] or told["year3"] or told["year4"]
        month = told["month"] or told["month2"] or told["month3"]
        number = told["day"] or told["day2"]
        day = _day(year, month, number, anchor)
        if day:
            yield Moment(day, 0, Span(*match.span()))


def _day(year: str | None, month: str | None, number: str | None, anchor: date | None) -> date | None:
    """The first day that a date can mean; one without a year lies next to the day of writing."""
    if month is None:
        return date(int(year), 1, 1) if year else None
    near = date(int(year), 7, 1) if year else anchor
    return day_nearest(month, int(number or 1), near) if near else None


def _behind_dateline(version: DocumentVersion, sentence: Sentence) -> int:
    """Where a sentence begins, behind the dateline where it has one."""
    place = version.metadata.place
    if place is None or place.span is None or not place.span.overlaps(sentence.span):
        return sentence.span.start
    match = _DATELINE.search(version.text, place.span.end, place.span.end + _LONGEST_DATELINE)
    return match.end() if match else sentence.span.start


def _clock(sentence: Sentence) -> tuple[int, Span] | None:
    """The first time of day in a sentence, as minutes: “8.15 a.m.”, “at 7.44”, “21:40”."""
    for match in _CLOCK.finditer(sentence.text):
        before = sentence.text[: match.start()].rstrip().rpartition(" ")[2].lower()
        if match["half"] or (match["minute"] and before in ("at", "by", "until", "since", "from", "before")):
            start = sentence.span.start
            return _minutes(match), Span(start + match.start(), start + match.end())
    return None


def _minutes(match: re.Match[str]) -> int:
    hour = int(match["hour"]) % 24
    if match["half"]:
        hour = hour % 12 + 12 * (match["half"] == "p")
    return 60 * hour + int(match["minute"] or 0)
