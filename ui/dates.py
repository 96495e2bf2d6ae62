"""Days as people write them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from rag import Time

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def days_of(time: Time) -> str:
    """A day, month or year by its name, any other time by its first and last day."""
    if time.day:
        return long_date(time.day)
    first, last = date.fromisoformat(time.first), date.fromisoformat(time.last)
    if (time.first[4:], time.last) == ("-01-01", f"{time.first[:4]}-12-31"):
        return str(first.year)
    is_month = (first.year, first.month, first.day) == (last.year, last.month, 1)
    if is_month and last.day == monthrange(last.year, last.month)[1]:
        return f"{MONTHS[first.month - 1]} {first.year}"
    return f"{long_date(time.first)} to {long_date(time.last)}"


def long_date(day: str) -> str:
    """An ISO date as people write it: ``26 September 2011``; anything else comes back as it is."""
    try:
        read = date.fromisoformat(day[:10])
    except ValueError:
        return day
    return f"{read.day} {MONTHS[read.month - 1]} {read.year}"
