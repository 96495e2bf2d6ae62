"""What kind of thing a name belongs to, as far as it and the words around it tell."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from rag.mentions.mention import Kind, Mention
from rag.mentions.nouns import Gender, gender_of_noun, is_person_noun
from rag.mentions.vocabulary import (
    BODIES,
    COUNTRIES,
    FEMALE_NAMES,
    FEMALE_TITLES,
    INDUSTRIES,
    MALE_NAMES,
    MALE_TITLES,
    PERSON_TITLES,
    PLACES,
)

# “a farmer from Wick”: what stands before one of these is no title of the name.
_BETWEEN = frozenset("at by for from in near of on to with".split())
# What says behind a name that it is a person’s: an age, “who”, what somebody is called.
_WHO = re.compile(r", (?:[1-9]\d\b(?=[,.;]| and\b)|who\b|(?:the|an?) (?P<words>[a-z-]+(?: [a-z-]+){0,3}))")
# “the judge, Ann Lee”: the word before the comma, so long at most.
LONGEST_WORD = 30
_APPOSED = re.compile(r"\b([a-z]+), $")
# What a state has: “Kestria’s coastguard”. It acts, and nobody calls it “she”.
_OF_STATE = re.compile(
    r"[’']s? (?:[a-z-]+ ){0,2}?(?:government|coastguard|navy|army|air force|parliament|ministry|ministers?"
    r"|premier|capital|embass\w+|ambassador|borders?|waters|airspace|territory|central bank|economy"
    r"|population)\b"
)
PLURALS = frozenset("people men women children".split())
STORMS = frozenset("cyclone hurricane storm typhoon".split())
_NEXT_WORD = re.compile(r" ([a-z]+)\b")
_BEHIND_NOUN = _BETWEEN | frozenset("and of or said says that was who whose".split())


def typed(words: str, start: int, before: tuple[str, ...]) -> Mention:
    """A name with its kind, gender and number, as far as it and the words about it tell."""
    parts = [part.rstrip(".").lower() for part in words.split()]
    close = takewhile(lambda word: word not in _BETWEEN, before[:-4:-1])
    titled = {word.rstrip(".") for word in close} & PERSON_TITLES
    gender = gender_of(parts, titled)
    kind: Kind = "unknown"
    if parts[0] in STORMS and len(parts) > 1:
        kind, gender = "thing", ""
    elif set(parts) & BODIES or (set(parts[-1:]) & INDUSTRIES and not gender and len(parts) > 1):
        kind, gender = "body", ""
    elif is_situated(parts, before) or set(parts[-1:]) & PLACES or set(parts) & COUNTRIES and len(parts) < 3:
        kind, gender = "place", ""
    elif titled or (gender and len(parts) > 1) or (gender and parts[0] == parts[-1]):
        kind = "person"
    article = "the" if before[-1:] == ("the",) and kind != "person" and not titled else ""
    plural = bool(article) and is_plural(words)
    end = start + len(words)
    return Mention(words, start, end, kind, gender, plural, True, article, before)


def is_situated(parts: list[str], before: tuple[str, ...]) -> bool:
    """Whether a name stands as only a place does: “in Kabul”."""
    near = before[-1:] if before[-1:] != ("its",) else before[-2:-1]
    return len(parts) < 3 and near in (("in",), ("near",), ("at",)) and not parts[0].isdigit()


def is_plural(words: str) -> bool:
    """Whether a phrase ends like a plural; not “U.S.”, nor “the United States”."""
    if words in PLURALS:
        return True
    ends = words.endswith("s") and not words.endswith(("ss", "us", "is"))
    return ends and not words.isupper() and words not in ("United States", "United Nations")


def gender_of(parts: list[str], titles: set[str]) -> Gender:
    """Whether a person is “he” or “she”, by the titles and the given name; empty where not known."""
    if titles & FEMALE_TITLES or "spokeswoman" in titles or "actress" in titles:
        return "she"
    if titles & MALE_TITLES or "spokesman" in titles:
        return "he"
    if parts[0] in MALE_NAMES:
        return "he"
    return "she" if parts[0] in FEMALE_NAMES else ""


def has_people(text: str, name: Mention) -> bool:
    """Whether a name stands before what somebody of it is called: “Estate boss”, “Wick skipper”."""
    behind = _NEXT_WORD.match(text, name.end)
    return behind is not None and is_person_noun(behind[1])


def introduced(text: str, name: Mention) -> Mention:
    """A name as a person’s or a state’s where the words around it say so: “the judge, Ann Lee,”."""
    if name.kind != "unknown" or name.article:
        return name
    if len(name.words) == 1 and (_OF_STATE.match(text, name.end) or has_people(text, name)):
        return replace(name, kind="body", gender="")
    told = _WHO.match(text, name.end)
    apposed = _APPOSED.search(text, max(0, name.start - LONGEST_WORD), name.start)
    words = (told["words"] or "").split() if told else ()
    called = [
        *name.before[-1:],
        *(apposed.groups() if apposed else ()),
        *[*takewhile(lambda word: word not in _BEHIND_NOUN, words)][-1:],
    ]
    noun = next((word for word in called if is_person_noun(word)), "")
    if not noun and (told is None or told["words"]):
        return name
    return replace(name, kind="person", gender=name.gender or gender_of_noun(noun))
