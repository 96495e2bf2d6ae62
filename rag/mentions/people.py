"""Whom an article speaks of as “he” and as “she”, and what it names: of most names no list tells.

A name is followed by the pronoun that stands for it more often than by another one. So the pronouns behind a
name are counted over the whole article: in a sentence that names one alone, and at the beginning of the next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from rag.mentions.finding import names_in
from rag.mentions.mention import Kind, Mention
from rag.mentions.vocabulary import HE

Pronoun = Literal["he", "she"]

# So many characters of an article are looked at.
LONGEST = 40_000
# What “he” and “she” tell, and a sentence that begins with “his” or “her”; inside a sentence these stand as
# often for somebody whom another one names.
ENOUGH = 2
SUBJECTS = frozenset(["he", "she"])
# The pronoun is told where it is counted for so large a share of the times.
TOLD = 0.6
_SENTENCE_ENDS = re.compile(r"(?<=[a-z0-9)”\"][.!?])\s+|\n+|(?<=[.!?][”\"])\s+")
PERSONAL = re.compile(r"\b(?:he|him|his|himself|she|her|herself)\b", re.IGNORECASE)


class Person(NamedTuple):
    """A person whom an article names, as fully as it does, and the pronoun that it uses."""

    name: str
    pronoun: Pronoun


class Told(NamedTuple):
    """A name with a pronoun that may stand for it, and how much that tells: 0 where there is none."""

    name: Mention
    pronoun: Pronoun = "he"
    times: int = 0


@lru_cache(maxsize=64)  # the articles that conversations are about now
def people_in(text: str) -> tuple[Person, ...]:
    """The persons of an article of whom it tells whether they are “he” or “she”, in its order."""
    counted: dict[str, Counter[Pronoun]] = {}
    latest: dict[str, str] = {}
    for name, pronoun, times in told_of(text[:LONGEST]):
        last = name.words[-1]
        if len(name.words) > 1 or last not in latest:  # of two of one family, the one named before is meant
            latest[last] = name.text
        counted.setdefault(latest[last], Counter())[pronoun] += times
    likely = ((name, likeliest(counts)) for name, counts in counted.items())
    return tuple(Person(name, known) for name, known in likely if known)


@lru_cache(maxsize=64)
def kinds_in(text: str) -> tuple[tuple[str, Kind], ...]:
    """The names of an article with the kind that most of their mentions tell, as far as any does."""
    told: dict[str, Counter[Kind]] = {}
    for _, sentence in sentences_of(text[:LONGEST]):
        for name in names_in(sentence):
            if name.kind != "unknown":
                told.setdefault(name.text, Counter())[name.kind] += 1
    return tuple((name, kinds.most_common(1)[0][0]) for name, kinds in told.items())


def likeliest(counts: Counter[Pronoun]) -> Pronoun | None:
    """The pronoun that is counted most, where that is often enough and by far."""
    ((pronoun, times),) = counts.most_common(1)
    return pronoun if times >= max(ENOUGH, TOLD * counts.total()) else None


def told_of(text: str) -> Iterator[Told]:
    """Each name with what it tells itself, and again with each pronoun that may stand for it."""
    before: list[Mention] = []
    for _, sentence in sentences_of(text):
        names = [one for one in names_in(sentence) if may_be_person(one)]
        yield from (Told(one, one.gender, ENOUGH) if one.gender else Told(one) for one in names)
        pronouns = list(PERSONAL.finditer(sentence))
        for match in pronouns:
            named = [one for one in names if one.end <= match.start()]
            pronoun = pronoun_of(match.group())
            if meant := only_person([one for one in named or before if one.gender in ("", pronoun)]):
                tells = match.group().lower() in SUBJECTS or not sentence[: match.start()].strip('“"')
                yield Told(meant, pronoun, ENOUGH if tells else 1)
        before = names or (before if pronouns else [])


def sentences_of(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text, about, each with where it starts."""
    start = 0
    for match in _SENTENCE_ENDS.finditer(text):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


def may_be_person(name: Mention) -> bool:
    """Whether a name may be a person’s, as far as it tells; one word alone hardly tells."""
    if name.kind not in ("person", "unknown") or name.article or name.plural or name.text.isupper():
        return False
    return len(name.words) > 1 or name.kind == "person"


def only_person(names: list[Mention]) -> Mention | None:
    """The one person among some names, or the one that may be one; None where there are several or none."""
    likely = [one for one in names if one.kind == "person"] or names
    return likely[-1] if len({one.words[-1] for one in likely}) == 1 else None


def pronoun_of(word: str) -> Pronoun:
    """“he” for “his”."""
    return "he" if word.lower() in HE else "she"
