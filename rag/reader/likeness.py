"""How alike a question's words and a sentence's are, each in its place: other words for the same thing count.

Each word of the question is compared with every token of the sentence by the cosine of the vectors that the
encoder gives them in their places, and the likest counts. Sources: late interaction, Khattab and Zaharia 2020
(ColBERT); weighed by rarity, Zhang et al. 2020 (BERTScore).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index import TokenVectors, words
from rag.reader.vocabulary import stem, stems

Numbers = NDArray[np.float32]

# An acronym with full stops is one word.
WORD = re.compile(r"\b(?:[^\W\d_]\.){2,}|\w+")
SENTENCE_END = re.compile(r"[.!?:]\s|\n")
# A word's rarity in an article is counted in so many characters of it: some 40,000 words.
COUNTED = 250_000
SMALLEST = 1e-9


@dataclass(frozen=True, slots=True)
class AskedWords:
    """A question's words but for stop words: their stems and their vectors, shape (words, dimensions)."""

    stems: tuple[str, ...]
    vectors: Numbers

    def best(self, tokens: Sequence[Numbers]) -> Numbers:
        """The cosine of each word and its likest token, for each text's tokens: shape (texts, words)."""
        if not self.stems or not tokens:
            return np.zeros((len(tokens), len(self.stems)), np.float32)
        starts = np.cumsum([0, *(len(rows) for rows in tokens[:-1])])
        cosines = np.concatenate(tokens) @ self.vectors.T
        return np.asarray(np.maximum.reduceat(cosines, starts, axis=0), np.float32)

    def naming(self, names: Iterable[str], alike: float) -> Numbers:
        """The same for some names without vectors: ``alike`` for each word of one, shape (words,)."""
        held = stems(" ".join(names))
        return np.array([alike if word in held else -1.0 for word in self.stems], np.float32)


def asked_words(question: str, tokens: TokenVectors) -> AskedWords:
    """A question's words with the mean vectors of their tokens; those past the model's end are left out."""
    found: list[tuple[str, Numbers]] = []
    for match in WORD.finditer(question):
        kept = words(match.group())
        rows = np.flatnonzero((tokens.ranges[:, 0] < match.end()) & (match.start() < tokens.ranges[:, 1]))
        if kept and len(rows):
            found.append((stem(kept[0]), direction(tokens.vectors[rows])))
    return AskedWords(tuple(word for word, _ in found), np.array([vector for _, vector in found], np.float32))


def direction(vectors: Numbers) -> Numbers:
    """The mean of some vectors, shape (vectors, dimensions), taken to length 1."""
    mean = vectors.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), SMALLEST), np.float32)


def rarity_in(text: str) -> Callable[[str], float]:
    """A function from a stem to how rare it is in an article: ln(1 + N / (1 + n)).

    N are the sentences, n those with the word. What the whole article is about tells its sentences apart
    the least.
    """
    sentences, having = counted(text)
    return lambda word: math.log(1 + sentences / (1 + having[word]))


@lru_cache(maxsize=512)
def counted(text: str) -> tuple[int, Counter[str]]:
    """How many sentences an article has, about, and how many of them each stem stands in."""
    parts = [part for part in SENTENCE_END.split(text[:COUNTED]) if part.strip()]
    return len(parts), Counter(word for part in parts for word in stems(part))


def weighed(values: Numbers, weights: Sequence[float]) -> Numbers:
    """The weighted means of rows of values, shape (rows,); 0 where nothing weighs anything."""
    whole = sum(weights)
    if not whole:
        return np.zeros(len(values), np.float32)
    return np.asarray(values @ np.array(weights, np.float32) / whole, np.float32)
