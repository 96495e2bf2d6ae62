"""A year, a number or an ordinal exchanged for another that the text does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from rag.reader.training.swaps.asked import Asked

_DIGITS = re.compile(r"(?<![\w.,$£€-])\d{1,3}(?:,\d{3})+(?![\w,.]\d)|(?<![\w.,$£€-])\d+(?![\w]|[.,]\d|-\w)")
_NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_ORDINALS = "first second third fourth fifth sixth".split()
# A bound is true of other numbers too, and a range holds them.
_BOUND = re.compile(
    r"\b(?:before|after|since|until|till|by|over|under|than|least|most|between|from|through|during|within|to"
    r"|about|around|approximately|past|next|last|first|other)\s+(?:the\s+)?(?:year\s+)?$",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\b(?:from|between|until|since|to|through|by|before|after)\s+(?:\w+\s+){0,3}\d|\d\s*[-–—]\s*\d",
    re.IGNORECASE,
)
# “The second largest after Geneva” tells the first too.
_RANKED = re.compile(r"\b(?:after|behind|ahead|followed|beside)\b", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:or|and) $")
_YEARS_AWAY = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20)


def swapped_number(asked: Asked, random: Random) -> Iterator[str]:
    """The question with a number exchanged, so that its text does not answer it."""
    found = [*_DIGITS.finditer(asked.question), *number_words(asked.question)]
    for match in random.sample(found, len(found)):
        old = match.group()
        before = asked.question[: match.start()]
        if _BOUND.search(before) or _JOINED.search(before) or not stands_alone(asked, old):
            continue
        others = [new for new in others_for(old) if not holds(asked, new)]
        if others:
            new = random.choice(others)
            yield asked.question[: match.start()] + new + asked.question[match.end() :]


def number_words(question: str) -> list[re.Match[str]]:
    """The small numbers and ordinals that a question writes out."""
    words = "|".join([*_NUMBER_WORDS, *_ORDINALS])
    return list(re.finditer(rf"\b(?:{words})\b(?!-)", question))


def stands_alone(asked: Asked, number: str) -> bool:
    """Whether a sentence that answers holds the number, and tells no range in which another would lie."""
    if not asked.answered_near(number.lower()):
        return False
    ordinal = number in _ORDINALS
    return not any(
        _RANGE.search(sentence) or (ordinal and _RANKED.search(sentence)) for sentence in asked.answering
    )


def others_for(number: str) -> list[str]:
    """Numbers of the same kind and about the same size."""
    for series in (_NUMBER_WORDS, _ORDINALS):
        if number in series:
            return [each for each in series[: series.index(number) + 4] if each not in (number, "first")]
    value = int(number.replace(",", ""))
    if re.fullmatch(r"1\d{3}|20\d\d", number):
        return [
            str(value + sign * years)
            for years in _YEARS_AWAY
            for sign in (1, -1)
            if value + sign * years < 2020
        ]
    if value < 32:
        return [str(each) for each in range(max(2, value - 8), value + 9) if each != value]
    step = 10 ** (len(str(value)) - 2)
    made = (value + sign * step * times for times in (1, 2, 3, 5, 7) for sign in (1, -1))
    return [f"{each:,}" if "," in number else str(each) for each in made if each > 0]


def holds(asked: Asked, number: str) -> bool:
    """Whether the text or the question holds a number, in digits or in words."""
    forms = {number.lower(), number.replace(",", "")}
    for series in (_NUMBER_WORDS, _ORDINALS):
        for place, word in enumerate(series):
            value = place + (2 if series is _NUMBER_WORDS else 1)
            plain = (
                str(value)
                if series is _NUMBER_WORDS
                else f"{value}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(value, 'th') }"
            )
            if forms & {word, plain}:
                forms |= {word, plain}
    text = asked.reading.words | {
        word.replace(",", "") for word in re.findall(r"\d[\d,]*", asked.example.text)
    }
    return bool(forms & (text | set(re.findall(r"\w+", asked.question.lower()))))
