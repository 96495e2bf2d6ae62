"""Where a sentence says that something did not happen: negated, refused, denied, called off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.answering.grammar import BEING, Word, chain_start, is_adverb, phrase_after, phrase_before, stemmed
from rag.answering.premise_words import (
    AUXILIARIES,
    DECISIONS,
    DETERMINERS,
    FELL,
    HARM,
    LIMITS,
    NEGATIONS,
    NEVER_HELD,
    NOBODY,
    NOT_ENDED,
    OTHER,
    PREPOSITIONS,
    PRONOUNS,
    UNREAL,
)

Manner = Literal["denied", "nobody", "not held", "not ended"]

# A denial's verb stands at most so many words behind it.
REACH = 8
_REFUSING = frozenset("refuse decline fail unable".split())
_RULING = frozenset("rule rules ruled ruling".split())
_DENYING = frozenset("denied denies deny denying".split())
CALLED_OFF: tuple[tuple[Manner, tuple[str, ...]], ...] = (("not held", NEVER_HELD), ("not ended", NOT_ENDED))
_UNREAL_CHAIN = UNREAL | {"could", "would", "can"}
_NO_EVENT = OTHER | frozenset(
    """clear comment doubt evidence fewer idea immediate later less longer matter one reason
    secret sign signs wonder word""".split()
)


@dataclass(frozen=True, slots=True)
class Refutation:
    """What a sentence says did not happen.

    ``subject`` is the noun phrase of who or what did not (empty for “nobody” and where it goes without
    saying), ``verb`` the place of the verb, or of the noun behind “no”; ``passive`` where something was not
    done to the subject. For what was called off ``subject`` is the event, ``verb`` where it says so.
    """

    manner: Manner
    subject: tuple[Word, ...]
    verb: int
    passive: bool = False


def refutations(words: Sequence[Word]) -> list[Refutation]:
    """Everything that a sentence says did not happen; nothing of a question or a condition."""
    if any(word.lower in ("if", "unless", "whether", "?") for word in words):
        return []
    return [*negated(words), *denied(words), *nobody(words), *called_off(words)]


def negated(words: Sequence[Word]) -> Iterator[Refutation]:
    """“Did not resign”, “refused to resign”, “has yet to resign”, “decided not to resign”."""
    for place, word in enumerate(words):
        start = behind = None
        following = words[place + 1].lower if place + 1 < len(words) else ""
        if word.lower in NEGATIONS:
            start = chain_start(words, place, DECISIONS if following == "to" else frozenset())
            behind = place + 1 + (following == "to")
            decides = any(one.lower in DECISIONS for one in words[start:place])
            if not decides and (following == "to" or (start == place and word.lower != "never")):
                continue
        elif following == "to" and (word.base in stemmed(_REFUSING) or word.lower == "yet"):
            start = chain_start(words, place, frozenset(["yet"]))
            behind = place + 2
        if start is None or behind is None:
            continue
        chain = [one.lower for one in words[start:place]]
        verb = verb_at(words, behind)
        if verb is None or is_unsure(words, start, chain) or is_limited(words, verb):
            continue
        passive = bool(BEING & {*chain, *(one.lower for one in words[behind:verb])})
        yield Refutation("denied", phrase_before(words, start), verb, passive)


def is_unsure(words: Sequence[Word], start: int, chain: Sequence[str]) -> bool:
    """Whether an auxiliary or a “not” takes the denial back: “should not”, “did not refuse to”."""
    before = [words[start - 1].lower] if start else []
    return not (UNREAL | NEGATIONS).isdisjoint([*before, *chain])


def verb_at(words: Sequence[Word], place: int) -> int | None:
    """The place of the verb at or behind a place, past auxiliaries and adverbs; None where there is none."""
    skipped = AUXILIARIES | {"having", "going", "to", "able"}
    while place < len(words) and (words[place].lower in skipped or is_adverb(words[place])):
        place += 1
    none = LIMITS | DETERMINERS | PREPOSITIONS | PRONOUNS
    if place == len(words) or words[place].is_mark or words[place].lower in none:
        return None
    return place


def is_limited(words: Sequence[Word], verb: int) -> bool:
    """Whether only the time or the reason is denied: “did not begin until Friday”."""
    for word in words[verb + 1 :]:
        if word.lower in LIMITS:
            return True
        if word.is_mark:
            return False
    return False


def denied(words: Sequence[Word]) -> Iterator[Refutation]:
    """“Denied that it had bought”, “denies supporting”, “ruled out selling”: one for each verb it may be."""
    for place in range(len(words)):
        first = matter_at(words, place)
        if first is None:
            continue
        start = chain_start(words, place)
        chain = [one.lower for one in words[max(start - 1, 0) : place]]
        if (BEING | NEGATIONS | {"to"}).isdisjoint(chain):
            yield from denied_verbs(words, first, phrase_before(words, start))


def matter_at(words: Sequence[Word], place: int) -> int | None:
    """Where what is denied begins, where a verb that denies stands at a place."""
    following = [word.lower for word in words[place + 1 : place + 3]]
    if words[place].lower in _DENYING:
        return place + 1 + (following[:1] == ["that"])
    if words[place].lower in _RULING and following[:1] == ["out"]:
        return place + 2 + (following[1:] == ["that"])
    return None


def denied_verbs(words: Sequence[Word], first: int, speaker: tuple[Word, ...]) -> Iterator[Refutation]:
    """What may be the verb of a denial whose matter begins at ``first``, each with its subject."""
    for verb in range(first, min(first + REACH, len(words))):
        if words[verb].ends_phrase or words[verb].lower in {"to", *NEGATIONS}:
            return
        inner = words[first : chain_start(words, verb)]
        own = () if all(one.lower in PRONOUNS | {"having"} for one in inner) else tuple(inner)
        if words[verb].lower not in AUXILIARIES:
            passive = any(one.lower in BEING for one in words[first:verb])
            yield Refutation("denied", own or speaker, verb, passive)


def nobody(words: Sequence[Word]) -> Iterator[Refutation]:
    """“No one was hurt”, “no arrests were made”."""
    lower = tuple(word.lower for word in words)
    for place, word in enumerate(words):
        for group in NOBODY:
            end = place + len(group)
            if lower[place:end] == group and end < len(words):
                verb = verb_at(words, end)
                if verb is not None and words[end].lower not in OTHER and not is_limited(words, verb):
                    yield Refutation("nobody", (), verb)
        following = words[place + 1] if place + 1 < len(words) else None
        if (
            word.lower == "no"
            and following
            and following.lower not in _NO_EVENT
            and is_noun(words, place + 1)
        ):
            yield Refutation("nobody", (), place + 1)


def is_noun(words: Sequence[Word], place: int) -> bool:
    """Whether a word behind “no” is the noun itself, no word before it."""
    behind = words[place + 1] if place + 1 < len(words) else None
    ends = behind is None or behind.ends_phrase or behind.is_past or behind.lower in AUXILIARIES
    harm = words[place].base in stemmed(HARM[0] | HARM[1])  # “no casualties in the fire”
    return words[place].text.isalpha() and (ends or harm)


def called_off(words: Sequence[Word]) -> Iterator[Refutation]:
    """“The trip was postponed”, “they called off the trip”, “the sale fell through”."""
    for manner, phrases in CALLED_OFF:
        for place, length in places(words, phrases):
            start = chain_start(words, place)
            chain = {one.lower for one in words[start:place]}
            before = {one.lower for one in words[max(start - 1, 0) : start]}
            if chain & _UNREAL_CHAIN or before & {*UNREAL, *NEGATIONS, "to"}:
                continue
            passive = bool(chain & BEING)
            event = phrase_before(words, start) if passive else phrase_after(words, place + length)
            if event:
                yield Refutation(manner, event, place)
    for place, _ in places(words, FELL):
        yield Refutation("not held", phrase_before(words, place), place)


def places(words: Sequence[Word], phrases: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where phrases stand, with how many words each has."""
    lower = [word.lower for word in words]
    for phrase in phrases:
        parts = phrase.split()
        for place in range(len(words) - len(parts) + 1):
            if lower[place] == parts[0] and lower[place : place + len(parts)] == parts:
                yield place, len(parts)
