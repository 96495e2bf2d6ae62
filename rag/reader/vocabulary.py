"""Words as the reader compares them: without stop words, stemmed as the full-text search stems them.

Verbs of reporting are also known by their sense, since who said, denied or blamed what is asked in other
words than it is written in. The groups hold what a thesaurus lists first, and are ours.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from index import IMPORTING, words

if TYPE_CHECKING:
    from nltk.stem.porter import PorterStemmer

REPORTING = (
    "say tell state add declare remark comment statement",
    "deny reject dismiss refute dispute rebut denial rejection",
    "accuse blame allege charge accusation allegation",
    "ask urge request demand appeal",
    "confirm acknowledge admit concede confirmation",
    "announce unveil reveal disclose announcement",
    "warn caution threaten warning threat",
    "praise welcome applaud hail",
    "criticise criticize condemn denounce attack criticism condemnation",
    "agree accept approve agreement approval",
    "promise pledge vow promise",
)


@lru_cache(maxsize=1)
def _stemmer() -> PorterStemmer:
    with IMPORTING:  # nltk imports scipy, a second that a cold start need not pay
        from nltk.stem.porter import PorterStemmer

    return PorterStemmer(mode=PorterStemmer.ORIGINAL_ALGORITHM)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of a lower-case word (Porter 1980)."""
    return str(_stemmer().stem(word))


@lru_cache(maxsize=1)
def _senses() -> dict[str, frozenset[str]]:
    senses: dict[str, frozenset[str]] = {}
    for group in REPORTING:
        members = frozenset(stem(word) for word in group.split())
        for member in members:
            senses[member] = senses.get(member, frozenset()) | members
    return senses


def related(word: str) -> frozenset[str]:
    """The stems that report nearly the same as a stem, itself left out; none for most words."""
    return _senses().get(word, frozenset()) - {word}


def stems(text: str) -> frozenset[str]:
    """The stems of a text's words."""
    return frozenset(stem(word) for word in words(text))
