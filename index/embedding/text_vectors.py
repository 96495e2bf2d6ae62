"""The vectors of a text and of its tokens."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Ranges = NDArray[np.uint32]


class TokenVectors(NamedTuple):
    """The vectors of a text's tokens (tokens, dimensions kept) and the ranges of the text that they cover.

    The vectors are of length 1, special tokens are left out, and there is one token at least. They have the
    dimensions that :class:`index.embedding.reduction.Reduction` keeps. Of a model that gives its tokens no
    vectors sentences stand for tokens. ``ranges`` has the shape (tokens, 2): the first character, and the one
    after the last.
    """

    vectors: Vectors
    ranges: Ranges

    def within(self, start: int, end: int) -> Vectors:
        """The vectors of the tokens that lie in a range of the text, or touch it; or of one beside it."""
        first = int(np.searchsorted(self.ranges[:, 1], start, side="right"))
        last = int(np.searchsorted(self.ranges[:, 0], end, side="left"))
        if first >= last:  # characters that no token covers
            first = min(first, len(self.vectors) - 1)
        return self.vectors[first : max(last, first + 1)]


class TextVectors(NamedTuple):
    """A text's vector (dimensions), of length 1, and those of its tokens."""

    whole: Vectors
    tokens: TokenVectors


def ranges_of(pairs: list[tuple[int, int]]) -> Ranges:
    """Pairs of the first character and the one after the last, as an array."""
    return np.array(pairs, np.uint32).reshape(-1, 2)
