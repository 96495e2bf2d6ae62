"""Embeddings of sentences that were read before: articles in hand are read for every question anew."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from index import Encoder

Vectors = NDArray[np.float32]

# Of 384 numbers each: 30 MB.
REMEMBERED = 20_000


class RememberedVectors:
    """An encoder that embeds no text twice while it remembers it. Thread-safe.

    Args:
        encoder: the model.
        size: how many texts are remembered; the least recently used one is forgotten first.
    """

    def __init__(self, encoder: Encoder, size: int = REMEMBERED) -> None:
        self._encoder = encoder
        self._known: LRUCache[str, Vectors] = LRUCache(size)
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed texts: an array of shape (number of texts, dimensions), each row of length 1."""
        with self._lock:
            found = {text: self._known[text] for text in texts if text in self._known}
        new = list(dict.fromkeys(text for text in texts if text not in found))
        if new:
            found |= zip(new, self._encoder.encode(new), strict=True)
            with self._lock:
                self._known.update((text, found[text]) for text in new)
        return np.stack([found[text] for text in texts])
