"""Embeddings of sentences that were read before: articles in hand are read for every question anew."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
from cachetools import LRUCache

from index import Encoder, TextVectors

# Of some 27 tokens with 384 numbers of two bytes each: 90 MB.
REMEMBERED = 4_000


class RememberedVectors:
    """An encoder that embeds no text twice while it remembers it. Thread-safe.

    Args:
        encoder: the model.
        size: how many texts are remembered; the least recently used one is forgotten first.
    """

    def __init__(self, encoder: Encoder, size: int = REMEMBERED) -> None:
        self._encoder = encoder
        self._known: LRUCache[str, TextVectors] = LRUCache(size)
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str]) -> list[TextVectors]:
        """The vectors of each text and of its tokens, those of tokens in half precision."""
        with self._lock:
            found = {text: self._known[text] for text in texts if text in self._known}
        new = list(dict.fromkeys(text for text in texts if text not in found))
        if new:
            found |= zip(new, map(halved, self._encoder.encode_tokens(new)), strict=True)
            with self._lock:
                self._known.update((text, found[text]) for text in new)
        return [found[text] for text in texts]


def halved(vectors: TextVectors) -> TextVectors:
    """The same with tokens of half precision: a cosine changes by less than a thousandth."""
    return vectors._replace(tokens=vectors.tokens.astype(np.float16))
