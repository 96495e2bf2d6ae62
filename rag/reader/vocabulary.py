"""Words as the reader compares them: stemmed, with the verbs of reporting and of news grouped by sense.

The groups are ours, written from general knowledge of news language; they hold what a thesaurus would list
first, not what any one article says.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from index import words

if TYPE_CHECKING:
    from nltk.stem.porter import PorterStemmer

GROUPS = (
    "deny reject dismiss refute dispute rebut disavow denial rejection",
    "accuse blame allege charge accusation allegation fault",
    "say tell state add declare announce remark comment statement",
    "ask urge request demand call press appeal",
    "confirm acknowledge admit concede",
    "kill die dead slay death fatality perish",
    "hurt injure wound casualty injury",
    "meet talk discuss negotiate meeting discussion negotiation hold",
    "arrive come land reach visit arrival",
    "leave depart go travel trip departure",
    "fall drop decline lose slip lower decrease down plunge",
    "rise gain climb increase jump grow higher up surge",
    "postpone delay defer cancel",
    "attack assault raid strike bomb ambush",
    "support back help aid backing assistance",
    "plan intend schedule expect",
    "publish print report release issue",
    "fight battle combat clash",
    "start begin launch open",
    "end stop finish halt cease",
    "big large great huge major",
    "win victory defeat beat triumph",
    "buy purchase acquire acquisition",
    "job work occupation profession employment",
    "money fund pay cost price financial",
    "think believe consider opinion view",
    "soldier troop army military force",
    "cause reason because due",
)


@lru_cache(maxsize=1)
def _stemmer() -> PorterStemmer:
    from nltk.stem.porter import PorterStemmer  # imports scipy, a second that a cold start need not pay

    return PorterStemmer()


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of a lower-case word (Porter 1980, as NLTK extends it)."""
    return str(_stemmer().stem(word))


@lru_cache(maxsize=1)
def _senses() -> dict[str, frozenset[str]]:
    senses: dict[str, frozenset[str]] = {}
    for group in GROUPS:
        stems = frozenset(stem(word) for word in group.split())
        for member in stems:
            senses[member] = senses.get(member, frozenset()) | stems
    return senses


def related(word: str) -> frozenset[str]:
    """The stems that mean nearly the same as a stem, itself left out."""
    return _senses().get(word, frozenset()) - {word}


def stems(text: str) -> frozenset[str]:
    """The stems of a text's words, stop words left out."""
    return frozenset(stem(word) for word in words(text))
