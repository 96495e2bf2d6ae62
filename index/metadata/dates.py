"""The publication date: dates in lines made for them, never a date in prose or in a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from index.document import MetadataField, Span

if TYPE_CHECKING:
    from index.metadata.layout import Layout

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"""(?<![\w/.-])(?:
    (?P<month_first>{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})
    | (?P<day_first>\d{{1,2}}(?:st|nd|rd|th)?\.?[\s-]+(?:of\s+)?{_MONTH},?[\s-]+\d{{4}})
    | (?P<iso>\d{{4}}(?P<mark>[-/.])\d{{1,2}}(?P=mark)\d{{1,2}})(?=T\d|\b)
    | (?P<dotted>\d{{1,2}}(?P<dot>[.-])\d{{1,2}}(?P=dot)\d{{4}})
    | (?P<slashed>\d{{1,2}}/\d{{1,2}}/\d{{4}})
    )(?!(?!T\d)[\w/-]*\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = (
    r"\b(?:(?:first|originally)\s+)?(?:published|posted|publication\s+date|date\s+published|pub\.?\s?date|dated?|filed"
    r"|issued|released|created)(?:\s+(?:on|at))?\s*:?"
)
_LABELLED = re.compile(rf"{_LABEL}\s*$", re.IGNORECASE)
_SENTENCE_LABEL = re.compile(rf"this\s+(?:article|story)\s+was\s+{_LABEL}", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated|modified|revised|corrected)(?:\s+(?:on|at))?\s*:?\s*$", re.IGNORECASE)
_WEEKDAY = r"\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
# What may stand beside the date on a line of its own.
_FILLER = re.compile(
    rf"""{_LABEL} | \b(?:last\s+)?(?:updated|modified|revised)\b(?:\s+(?:on|at))?
    | (?<!\d)\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?(?:\.\d+)?\s*(?:[ap]\.?m\b\.?|Uhr|h\b|Z\b)?
    | \b\d{{1,2}}\s*[ap]\.?m\b\.?
    | \b(?:E[SD]?T|C[SD]?T|M[SD]T|P[SD]?T|GMT|UTC|BST|CES?T|IST|AEST|JST|Eastern|Pacific|local\s+time)\b
    | {_WEEKDAY} | \b(?:at|on)\b | T(?=\d)
    | [+-]\d{{2}}:?\d{{2}} | [\W_]+""",
    re.IGNORECASE | re.VERBOSE,
)
_BYLINE = re.compile(r"(?:by|author|written by)\s*:?\s+[A-Z]", re.IGNORECASE)
_PLACE = re.compile(r"[A-Z][\w.’'-]*(?:[ /,]+[A-Z][\w.’'-]*){0,4}\s*[,/|·•–—-]\s*$")
_LINE = 150
_AGES = range(1500, 2200)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A complete date as the text prints it, and the day it means."""

    span: Span
    day: date


def dates_in(text: str, span: Span) -> Iterator[DateMention]:
    """The complete dates (day, month and year) printed in ``text[span]``.

    A date like 03/04/2020, which is one day in Britain and another in America, is left out.
    """
    for match in _DATE.finditer(text, span.start, span.end):
        day = _day(match)
        if day:
            yield DateMention(Span(*match.span()), day)


def publication_date(text: str, layout: Layout, dateline: Span | None) -> MetadataField | None:
    """The date in the head's date line, in the body's ``dateline``, or after a label near the end."""
    ranked: list[tuple[int, DateMention]] = []
    for paragraph in layout.head:
        ranked += _ranked(text, paragraph, labelled_only=False)
    if dateline:
        ranked += [(1, mention) for mention in dates_in(text, dateline)]
    for paragraph in layout.tail:
        ranked += _ranked(text, paragraph, labelled_only=True)
    if not ranked:
        return None
    _, best = min(ranked, key=lambda entry: entry[0])
    return MetadataField(best.day.isoformat(), best.span)


def is_date_line(text: str, paragraph: Span) -> bool:
    """Whether the paragraph is a line made for a date."""
    return bool(_ranked(text, paragraph, labelled_only=False))


def _ranked(text: str, paragraph: Span, labelled_only: bool) -> list[tuple[int, DateMention]]:
    """The line's dates, the surest first: 0 follows “published”, 1 has no label, 2 follows “updated”."""
    if paragraph.end - paragraph.start > _LINE:
        return []
    mentions = list(dates_in(text, paragraph))
    if not mentions or not _is_made_for_dates(text, paragraph, mentions):
        return []
    found = []
    for mention in mentions:
        before = _without_weekday(text[paragraph.start : mention.span.start])
        rank = 0 if _LABELLED.search(before) else 2 if _UPDATED.search(before) else 1
        if rank == 0 or not labelled_only:
            found.append((rank, mention))
    return found


def _is_made_for_dates(text: str, paragraph: Span, mentions: list[DateMention]) -> bool:
    """Whether the line holds no more than dates, times, labels, a byline, or a place before the date."""
    before = text[paragraph.start : mentions[0].span.start]
    if _BYLINE.match(before):
        return True
    if re.match(_LABEL, before, re.IGNORECASE) and not _FILLER.sub("", before):
        return True
    after = text[mentions[-1].span.end : paragraph.end]
    between = [text[one.span.end : two.span.start] for one, two in zip(mentions, mentions[1:], strict=False)]
    sentence = _SENTENCE_LABEL.match(before)
    before = before[sentence.end() :] if sentence else before
    opens = not _FILLER.sub("", before) or _PLACE.fullmatch(before) is not None
    return opens and not any(_FILLER.sub("", part) for part in [*between, after])


def _without_weekday(words: str) -> str:
    return re.sub(rf"{_WEEKDAY},?\s*$", "", words, flags=re.IGNORECASE).rstrip()


def _day(match: re.Match[str]) -> date | None:
    """The day a match of ``_DATE`` means, or None where there is no such day or there are two."""
    order = "MDY"
    if match["iso"]:
        order = "YMD"
    elif match["day_first"] or match["dotted"]:
        order = "DMY"
    elif match["slashed"]:
        first, second, _ = map(int, match["slashed"].split("/"))
        if first != second and max(first, second) <= 12:
            return None
        order = "DMY" if first > 12 else "MDY"
    return _parsed(match.group(), order)


def _parsed(words: str, order: str) -> date | None:
    import dateparser

    wanted = {"DATE_ORDER": order, "STRICT_PARSING": True}
    moment = dateparser.parse(" ".join(words.split()), languages=["en"], settings=wanted)
    return moment.date() if moment and moment.year in _AGES else None
