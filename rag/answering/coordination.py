"""Who did something together: the whole of “the government and the army” where one of them was found."""

from __future__ import annotations

import re

from index import Span
from rag.answering.premise_words import AUXILIARIES, BASES, PREPOSITIONS, REPORTING, SUBORDINATE

_WORD = r"[\w’'.-]+"
# A subject begins its clause: nothing before it, a mark, or a word that opens a clause.
_BEGINS = re.compile(rf"(?:^|[,;:–—“”\"]\s*|\b(?:{'|'.join(sorted(SUBORDINATE))})\s)$", re.IGNORECASE)
_BEFORE = re.compile(rf"(?P<fellows>(?:{_WORD} ){{1,6}})and (?:the )?$")
_BEHIND = re.compile(rf" and (?P<words>{_WORD}(?: {_WORD}){{1,6}})")
_NEXT = re.compile(rf" ({_WORD})")
_JOINING = frozenset({"of", "and"})


def whole_subject(text: str, found: Span) -> Span:
    """A range of a text with those that it names as doing the same: “A and B” before a verb.

    Only where the subject's beginning and its verb can be told by their words; else the range itself.
    """
    return _with_those_before(text, found) or _with_those_behind(text, found) or found


def _with_those_before(text: str, found: Span) -> Span | None:
    before, follows = _BEFORE.search(text[: found.start]), _NEXT.match(text, found.end)
    if not (before and follows and is_verb(follows[1])):
        return None
    for word in re.finditer(_WORD, before["fellows"]):
        start = before.start() + word.start()
        if _BEGINS.search(text[:start]) and is_phrase(text[start : before.end("fellows")]):
            return Span(start, found.end)
    return None


def _with_those_behind(text: str, found: Span) -> Span | None:
    behind = _BEHIND.match(text, found.end)
    if not behind or not _BEGINS.search(text[: found.start]):
        return None
    words = list(re.finditer(_WORD, behind["words"]))
    verb = next((place for place, word in enumerate(words) if is_verb(word.group())), 0)
    if not verb or not is_phrase(behind["words"][: words[verb].start()]):
        return None
    return Span(found.start, behind.start("words") + words[verb - 1].end())


def is_phrase(words: str) -> bool:
    """Whether words may be a noun phrase: no verb, no preposition but “of”, nothing that opens a clause."""
    found = words.split()
    closed = (PREPOSITIONS | SUBORDINATE) - _JOINING
    return not any(is_verb(word) or word.lower() in closed for word in found)


def is_verb(word: str) -> bool:
    """Whether a word is written like a verb that tells what somebody did."""
    lower = word.lower().rstrip(".")
    known = lower in AUXILIARIES or lower in REPORTING or BASES.get(lower, lower) != lower
    return word.islower() and (known or (lower.endswith("ed") and len(lower) > 4))
