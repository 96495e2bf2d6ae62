"""As much grammar as telling a contradiction needs: words by their bases, noun phrases and their heads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.answering.premise_words import (
    AUXILIARIES,
    BASES,
    DETERMINERS,
    KIN,
    OTHER,
    PREPOSITIONS,
    REPORTING,
    SUBORDINATE,
)
from rag.reader.vocabulary import stem

BEING = frozenset("am are is was were be been being".split())
# A noun phrase before a verb is not looked for further back, nor past a longer insertion.
LONGEST_PHRASE = 10
LONGEST_INSERTION = 14

_CONTRACTION = re.compile(r"\b(?:(wo)|(ca)|(sha)|(\w+?))n[’']t\b|\b(can)not\b", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:[-.,]\w+)*(?:’s?)?|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark as it is written, in lower case, and the stem of its base form (“sank”: “sink”)."""

    text: str
    lower: str
    base: str

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_possessive(self) -> bool:
        """Whether it ends in ’s."""
        return self.lower.endswith(("’s", "’"))

    @property
    def is_past(self) -> bool:
        """Whether it is written like a past tense or a participle."""
        return self.lower.endswith("ed") or BASES.get(self.lower, self.lower) != self.lower

    @property
    def ends_phrase(self) -> bool:
        """Whether no noun phrase goes on across it."""
        return self.is_mark or self.lower in REPORTING or self.lower in SUBORDINATE


def read(text: str) -> tuple[Word, ...]:
    """The words and marks of a text; “didn’t” becomes “did not”."""
    plain = _CONTRACTION.sub(_spelled_out, text.replace("'", "’"))
    return tuple(_word(match.group()) for match in _WORD.finditer(plain))


def _spelled_out(match: re.Match[str]) -> str:
    will, can, shall, other, cannot = match.groups()
    verb = "will" if will else "can" if can or cannot else "shall" if shall else other
    return f"{verb} not"


@lru_cache(maxsize=20_000)
def _word(text: str) -> Word:
    lower = text.lower()
    plain = lower.removesuffix("’s").removesuffix("’") or lower
    return Word(text, lower, base_of(plain))


def base_of(word: str) -> str:
    """The stem of a word's base form."""
    return stem(BASES.get(word, word))


def bases(words: Iterable[Word | str]) -> frozenset[str]:
    """The bases of words."""
    return frozenset(base_of(word) if isinstance(word, str) else word.base for word in words)


@lru_cache(maxsize=200)
def stemmed(words: frozenset[str]) -> frozenset[str]:
    """The bases of a list of words."""
    return bases(words)


@lru_cache(maxsize=1)
def _kin() -> dict[str, frozenset[str]]:
    groups = [bases(group.split()) for group in KIN]
    members = frozenset().union(*groups)
    return {base: frozenset().union(*(group for group in groups if base in group)) for base in members}


def kin_of(base: str) -> frozenset[str]:
    """The bases of words that may call the same event, itself among them."""
    return _kin().get(base, frozenset()) | {base}


def chain_start(words: Sequence[Word], place: int, also: frozenset[str] = frozenset()) -> int:
    """Where the auxiliaries and adverbs begin that stand before a place."""
    while place and (words[place - 1].lower in AUXILIARIES | also or is_adverb(words[place - 1])):
        place -= 1
    return place


def is_adverb(word: Word) -> bool:
    """Whether a word may stand between an auxiliary and its verb."""
    return (word.lower.endswith("ly") and len(word.lower) > 4) or word.lower in ADVERBS


ADVERBS = frozenset("yet even so far still also now since again".split())


def phrase_before(words: Sequence[Word], end: int) -> tuple[Word, ...]:
    """The words of the noun phrase that ends at a place, an insertion between commas left out."""
    if end and words[end - 1].text == ",":
        opening = [at for at in range(max(end - LONGEST_INSERTION, 0), end - 1) if words[at].text == ","]
        if not opening:
            return ()
        end = opening[-1]
    start = end
    while start > max(end - LONGEST_PHRASE, 0) and not words[start - 1].ends_phrase:
        start -= 1
    return tuple(words[start:end])


def phrase_after(words: Sequence[Word], start: int) -> tuple[Word, ...]:
    """The words of the noun phrase that begins at a place; none where a preposition stands there."""
    end = start
    while end < len(words) and not words[end].ends_phrase and words[end].lower not in AUXILIARIES:
        end += 1
    return tuple(words[start:end]) if end > start and words[start].lower not in PREPOSITIONS else ()


def core(phrase: Sequence[Word]) -> tuple[Word, ...]:
    """A noun phrase up to its first preposition, without articles and adverbs at its end."""
    end = next((at for at, word in enumerate(phrase) if at and word.lower in PREPOSITIONS), len(phrase))
    kept = [word for word in phrase[:end] if word.lower not in DETERMINERS and not is_adverb(word)]
    return tuple(kept)


def names_same(phrase: Sequence[Word], asked: Sequence[Word]) -> bool:
    """Whether a noun phrase of a sentence may name what one of the question names.

    The heads must be the same or kin, or one a role and the other it with its name (“Minister Hale”, “the
    minister”); “another”, “second” and the like make it another one.
    """
    found, wanted = core(phrase), core(asked)
    if not found or not wanted or any(word.lower in OTHER for word in phrase):
        return False
    if wanted[-1].base in kin_of(found[-1].base):
        return True
    return _is_role_of(found, wanted[-1]) or _is_role_of(wanted, found[-1])


def _is_role_of(phrase: Sequence[Word], role: Word) -> bool:
    places = [at for at, word in enumerate(phrase) if word.base == role.base and not word.is_possessive]
    return bool(places) and all(word.is_capital for word in phrase[places[-1] + 1 :])
