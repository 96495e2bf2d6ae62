"""Numbers in a text, in digits or written out, with what they count and how exact they are meant."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from index import words
from rag.reader.vocabulary import stem
from rag.wording import ONES, TENS

SMALL = {word: number for number, word in enumerate(ONES)} | {
    word: 10 * number for number, word in enumerate(TENS, 2)
}
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
LETTERS = {"k": 1_000, "m": 10**6, "bn": 10**9, "tn": 10**12}

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SMALL = "|".join(sorted(SMALL, key=len, reverse=True))
_SCALE = "|".join(SCALES)
_WORD = rf"(?:{_SMALL}|{_SCALE})\b"
_WRITTEN = rf"(?:half )?(?:\ban? )?\b{_WORD}(?:(?:[ -]|,? and (?=(?:{_SMALL})\b)){_WORD})*"
_NUMBER = rf"(?:{_DIGITS})(?:[ -]?(?:{_SCALE})\b|(?:k|m|bn|tn)\b)?|{_WRITTEN}"
# “10-15”, “10 to 15”, “between 10 and 15”
_RUN = re.compile(
    rf"(?P<between>\bbetween )?(?P<symbol>[$€£¥])?(?<![\w.,])(?P<first>{_NUMBER})"
    rf"(?:(?P<range>\s?[-–—]\s?| to | and )[$€£¥]?(?P<second>{_NUMBER}))?",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s?(?:%|per ?cent\b|percentage points?\b)", re.IGNORECASE)
_COUNTED = re.compile(r"[\s-]+([^\W\d_]+)")
CURRENCIES = {"$": "$", "€": "€", "£": "£", "¥": "¥", "dollar": "$", "euro": "€", "pound": "£", "yen": "¥"}
# How many words after a number may say what it counts.
COUNTED_WORDS = 3

AT_LEAST = re.compile(r"\b(?:at least|no fewer than|no less than|a minimum of|as few as)\W*$", re.IGNORECASE)
ABOVE = re.compile(r"\b(?:(?<!no )more than|over|above|upwards of|in excess of|exceeding)\W*$", re.IGNORECASE)
AT_MOST = re.compile(
    r"\b(?:at most|up to|no more than|as many as|as much as|a maximum of)\W*$", re.IGNORECASE
)
BELOW = re.compile(r"\b(?:(?<!no )(?:fewer|less) than|under|below)\W*$", re.IGNORECASE)
ABOUT = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|estimated(?: at)?|close to|just over"
    r"|just under|circa)\W*$",
    re.IGNORECASE,
)
# What “about” leaves open, as a share of the number.
ROUGH = 0.1
# Below this a number is meant exactly, above it to its last digit that is not 0.
EXACT = 100


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at ``text[start:end]``.

    ``value`` is the number as it is written (the middle of a range), ``low`` and ``high`` what it may stand
    for (infinite where only a bound is given), ``unit`` the stems of the words that say what is
    counted, “%” or a currency's sign; empty where nothing says it. ``bound``: the number is but a bound.
    """

    start: int
    end: int
    value: float
    low: float
    high: float
    unit: frozenset[str]
    bound: bool

    def agrees(self, other: Quantity) -> bool:
        """Whether both may stand for one number."""
        return self.low <= other.high and other.low <= self.high

    def comparable(self, other: Quantity) -> bool:
        """Whether they may count the same: one of them says nothing of what, or both say the same."""
        return not self.unit or not other.unit or bool(self.unit & other.unit)


def quantities(text: str) -> list[Quantity]:
    """The numbers of a text in their order, dates and times among them."""
    return [quantity(text, match) for match in _RUN.finditer(text)]


def quantity(text: str, match: re.Match[str]) -> Quantity:
    """What the text says at a match of ``_RUN``."""
    first, second, end = value_of(match["first"]), None, match.end()
    if match["second"] and (match["range"] != " and " or match["between"]):
        second = value_of(match["second"])
        scale = scale_of(match["second"])
        first = first * scale if first < second / 100 and not scale_of(match["first"]) > 1 else first
    elif match["second"]:
        end = match.end("first")
    low, high, bound = reach(text[max(match.start() - 24, 0) : match.start()], first, text[end : end + 9])
    if second is not None:
        low, high = min(first, second), max(first, second)
    value = first if second is None else (first + second) / 2
    return Quantity(match.start(), end, value, low, high, unit_at(text, end, match["symbol"]), bound)


def value_of(written: str) -> float:
    """The value of a number in digits or words."""
    total, current = 0.0, 0.0
    for part in re.findall(r"[\d.,]*\d|[a-z]+", written.lower()):
        if part[0].isdigit():
            current = float(part.replace(",", ""))
        elif part in SMALL:
            current += SMALL[part]
        elif scale := SCALES.get(part) or LETTERS.get(part):
            current = (current or 1) * scale
            if scale >= 1_000:
                total, current = total + current, 0.0
    whole = total + current
    return whole / 2 if written.lower().startswith("half ") else whole


def scale_of(written: str) -> int:
    """The scale that a number ends with (“million”), 1 where it has none."""
    last = re.search(r"[a-z]+$", written.lower())
    return (SCALES | LETTERS).get(last.group(), 1) if last else 1


def reach(before: str, value: float, after: str) -> tuple[float, float, bool]:
    """The least and the most that a number may stand for, and whether it is a bound."""
    if AT_LEAST.search(before) or after.lstrip().startswith(("or more", "+")):
        return value, math.inf, True
    if ABOUT.search(before):
        return value * (1 - ROUGH), value * (1 + ROUGH), False
    if ABOVE.search(before):
        return math.nextafter(value, math.inf), math.inf, True
    if AT_MOST.search(before):
        return -math.inf, value, True
    if BELOW.search(before):
        return -math.inf, math.nextafter(value, -math.inf), True
    margin = rounding(value)
    return value - margin, value + margin, False


def rounding(value: float) -> float:
    """Half of what the last digit that is not 0 counts, for whole numbers from ``EXACT`` on; else 0."""
    if value < EXACT or value != int(value):
        return 0.0
    digits = str(int(value))
    return float(10 ** (len(digits) - len(digits.rstrip("0")))) / 2 if digits.endswith("0") else 0.0


def unit_at(text: str, end: int, symbol: str | None) -> frozenset[str]:
    """What the number that ends at ``end`` counts."""
    if symbol:
        return frozenset((symbol,))
    if _PERCENT.match(text, end):
        return frozenset("%")
    counted: list[str] = []
    while len(counted) < COUNTED_WORDS and (match := _COUNTED.match(text, end)) and words(match.group()):
        counted.append(match[1].lower())
        end = match.end()
    money = {CURRENCIES[sign] for word in counted[:1] if (sign := word.rstrip("s")) in CURRENCIES}
    return frozenset(money or {stem(word) for word in counted})
