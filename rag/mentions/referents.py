"""Whom the “he” and “she” of an article stand for: sentences name people less often than they tell of them.

A pronoun stands for the last person named before its sentence whom the article speaks of so
(:mod:`rag.mentions.people`); where its own sentence names one before it, or has a word for one (“a former
apprentice”), for that one, which needs no telling. What is said in quotation marks is said of others, and is
not looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from rag.mentions.finding import names_in
from rag.mentions.nouns import PERSON_NOUNS, gender_of_noun
from rag.mentions.people import (
    LONGEST,
    PERSONAL,
    Person,
    Pronoun,
    may_be_person,
    people_in,
    pronoun_of,
    sentences_of,
)

_ENDED = re.compile(r"[.!?][”\"’)]*\s*$")
# What a sentence begins with where it is a noun.
_SUBJECT = re.compile(r"\W*(?:an?|the|one|his|her|my|another) ((?:[a-z-]+ ){1,4})", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")


class Telling(NamedTuple):
    """A sentence from ``start`` to ``end`` of a text, and whom its pronouns stand for.

    They are named in full; somebody without a name by the word for them, in lower case.
    """

    start: int
    end: int
    people: frozenset[str]


def stood_for(text: str, start: int, end: int) -> frozenset[str]:
    """Whom the pronouns from ``start`` to ``end`` of an article stand for, as :class:`Telling` names them."""
    told = telling(text)
    first = max(bisect_right(told, start, key=lambda one: one.start) - 1, 0)
    within = takewhile(lambda one: one.start < end, told[first:])
    return frozenset(name for one in within if one.end > start for name in one.people)


@lru_cache(maxsize=512)  # articles are read for one question after another
def telling(text: str) -> tuple[Telling, ...]:
    """The sentences of an article in which a pronoun stands for somebody whom an earlier one names."""
    return tuple(one for one in all_told(text[:LONGEST]) if one.people)


def all_told(text: str) -> Iterator[Telling]:
    """Every sentence, also those in which nobody is meant."""
    people = {one.name.lower().split()[-1]: one for one in people_in(text)}
    last: dict[Pronoun, tuple[str, ...]] = {}
    for start, sentence in sentences_of(text):
        names = [one for one in names_in(sentence) if one.words[-1] in people or may_be_person(one)]
        found = {one.start: people.get(one.words[-1]) for one in names}
        meant = {name for pronoun in alone(sentence, found) for name in last.get(pronoun, ())}
        if _ENDED.search(sentence):  # headings and bylines tell of nobody
            last |= {one.pronoun: (one.name,) for one in reversed(found.values()) if one}
            last |= beginning_with(sentence, last)
        yield Telling(start, start + len(sentence), frozenset(meant))


def beginning_with(sentence: str, last: Mapping[Pronoun, tuple[str, ...]]) -> dict[Pronoun, tuple[str, ...]]:
    """Whom “he” and “she” may stand for behind a sentence that begins with a word for somebody.

    “A foreman came running”: the foreman, or the one named last.
    """
    subject = _SUBJECT.match(sentence)
    noun = next(persons(subject[1]), None) if subject else None
    if noun is None:
        return {}
    known = gender_of_noun(noun)
    told: tuple[Pronoun, ...] = (known,) if known else ("he", "she")
    return {pronoun: (*last.get(pronoun, ())[:1], noun) for pronoun in told}


def alone(sentence: str, named: dict[int, Person | None]) -> Iterator[Pronoun]:
    """The pronouns before which a sentence names nobody, nor has a word for anybody, whom they may stand for.

    ``named`` are the places of its names and whose they are, None where the article does not tell enough.
    """
    said = _QUOTED.sub(lambda match: " " * len(match.group()), sentence)
    for match in PERSONAL.finditer(said):
        pronoun = pronoun_of(match.group())
        before = [one for start, one in named.items() if start < match.start()]
        called = [gender_of_noun(word) for word in persons(said[: match.start()])]
        nobody = all(one is not None and one.pronoun != pronoun for one in before)
        if nobody and all(gender not in ("", pronoun) for gender in called):
            yield pronoun


def persons(words: str) -> Iterator[str]:
    """The words among some that somebody may be called by: “wife”, “apprentice”."""
    return (word for word in re.findall(r"[^\W\d_]+", words.lower()) if word in PERSON_NOUNS)
