"""The days that a mentioned time means, counted from the day of writing.

The arithmetic is python-dateutil's. dateparser, which reads whole phrases, takes 6 to 27 ms for each with a
day of reference that it has not seen, and does not know “last week” as seven days.
"""

from __future__ import annotations

from datetime import date

from rag.answering.tense import Direction
from rag.answering.time_words import WEEKDAYS, Mention

Period = tuple[date, date]

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_SUNDAY = 6
# Days to a date without a year, in the year that brings it nearest: a far one may be of another year. With no
# tense to say which way it lies, only one lately past is told.
_FAR, _NEAR = 120, 60


def period(mention: Mention, anchor: date, direction: Direction | None) -> Period | None:
    """First and last day of the time a mention means; None where it could mean two, or none we can count."""
    try:
        match mention.kind:
            case "weekday":
                return _single(_weekday(mention, anchor, direction))
            case "date":
                return _single(_date(mention, anchor, direction))
            case "day":
                return _single(_day(mention, anchor, direction))
            case "now":
                return (anchor, anchor) if direction in ("behind", "ahead") else None
            case "around":
                return _around(mention, anchor)
            case "ago":
                return _ago(mention, anchor)
    except (OverflowError, ValueError):
        return None  # before the year 1 or after 9999


def _single(day: date | None) -> Period | None:
    return (day, day) if day else None


def _weekday(mention: Mention, anchor: date, direction: Direction | None) -> date | None:
    """“Last” and “next” are told only where “the nearest” and “of that week” are the same day."""
    wanted, today = WEEKDAYS.index(mention.parts["weekday"]), anchor.weekday()
    back, ahead = (today - wanted - 1) % 7 + 1, (wanted - today - 1) % 7 + 1
    match mention.parts["modifier"]:
        case "last":
            shift = -back if back > 1 and wanted >= today and direction != "ahead" else None
        case "next":
            shift = ahead if ahead > 2 and wanted <= today else None
        case "this past":
            shift = -back if back < 7 else None
        case "this" if wanted == today or (wanted < today) != (direction == "behind"):
            shift = None
        case _:
            shift = _by_direction("behind" if mention.happened else direction, back, ahead)
    return None if shift is None else _shifted(anchor, days=shift)


def _by_direction(direction: Direction | None, back: int, ahead: int) -> int | None:
    """How many days on a weekday lies; ``back`` and ``ahead`` are 7 on the day of writing itself."""
    match direction:
        case "behind":
            return -(back % 7)
        case "earlier":
            return -back if back < 7 else None
        case "ahead":
            return ahead if ahead < 7 else None
        case _:
            return None


def day_nearest(month: str, number: int, to: date) -> date | None:
    """The day of a month (its name's first three letters count) in the year that brings it nearest ``to``."""
    if month[:3] not in _MONTHS:
        return None
    years = range(max(to.year - 1, 1), min(to.year + 1, 9999) + 1)
    place = _MONTHS.index(month[:3]) + 1
    days = [date(year, place, number) for year in years if _exists(year, place, number)]
    return min(days, key=lambda day: abs(day - to), default=None)


def _date(mention: Mention, anchor: date, direction: Direction | None) -> date | None:
    nearest = day_nearest(mention.parts["month"], int(mention.parts["number"]), anchor)
    weekday = mention.parts["weekday"]
    if nearest is None or (weekday and WEEKDAYS[nearest.weekday()] != weekday):
        return None
    gap = (nearest - anchor).days
    if direction in ("behind", "earlier"):
        return nearest if -_FAR <= gap <= 0 else None
    if direction == "ahead":
        return nearest if 0 <= gap <= _FAR else None
    return nearest if -_NEAR <= gap <= 0 else None


def _exists(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


def _day(mention: Mention, anchor: date, direction: Direction | None) -> date | None:
    words = " ".join(mention.words.lower().split())
    if words.endswith("tomorrow"):
        return _shifted(anchor, days=2 if "after" in words else 1) if direction != "behind" else None
    return _shifted(anchor, days=-2 if "before" in words else -1) if direction != "ahead" else None


def _around(mention: Mention, anchor: date) -> Period | None:
    """The week (Monday to Sunday), month or year before or after, or the part of this one that is meant.

    On a Sunday weeks are not told: “last week” is then the one just ending for some, for others that before.
    """
    unit = mention.parts["period"]
    if unit == "week" and anchor.weekday() == _SUNDAY:
        return None
    first, last = _calendar(unit, anchor)
    match mention.parts["way"]:
        case "last":
            return _calendar(unit, _shifted(first, days=-1))
        case "next":
            return _calendar(unit, _shifted(last, days=1))
        case "earlier this":
            return (first, anchor) if first < anchor else None
        case _:
            return (anchor, last) if anchor < last else None


def _ago(mention: Mention, anchor: date) -> Period:
    """As exact as the words are: three weeks ago is a week, not a day."""
    unit, count = mention.parts["unit"], int(mention.parts["count"])
    day = _shifted(anchor, **{f"{unit}s": -count})
    return (day, day) if unit == "day" else _calendar(unit, day)


def _calendar(unit: str, day: date) -> Period:
    match unit:
        case "week":
            first = _shifted(day, days=-day.weekday())
            return first, _shifted(first, days=_SUNDAY)
        case "month":
            return day.replace(day=1), _shifted(day, day=31)
        case _:
            return date(day.year, 1, 1), date(day.year, 12, 31)


def _shifted(start: date, **parts: int) -> date:
    from dateutil.relativedelta import relativedelta  # 30 ms, so imported where it is used

    shifted: date = start + relativedelta(**parts)
    return shifted
