"""Words as the reader compares them: without stop words, stemmed as the full-text search stems them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from index import words

if TYPE_CHECKING:
    from nltk.stem.porter import PorterStemmer


@lru_cache(maxsize=1)
def _stemmer() -> PorterStemmer:
    from nltk.stem.porter import PorterStemmer  # imports scipy, a second that a cold start need not pay

    return PorterStemmer(mode=PorterStemmer.ORIGINAL_ALGORITHM)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of a lower-case word (Porter 1980)."""
    return str(_stemmer().stem(word))


def stems(text: str) -> frozenset[str]:
    """The stems of a text's words."""
    return frozenset(stem(word) for word in words(text))
