"""The vectors of short texts, questions and titles, the last ones remembered."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from cachetools import LRUCache

from index.embedding.encoder import Encoder
from index.embedding.text_vectors import TextVectors, Vectors

# Of some 15 tokens with 96 numbers of four bytes, and 384 for the whole: 30 MB.
REMEMBERED = 4_096


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

    @property
    def identity(self) -> str:
        """The identity of the model that the vectors are of."""
        return self._encoder.identity

    def encode(self, texts: Sequence[str]) -> list[Vectors]:
        """The vector of each text, in their order."""
        return [found.whole for found in self.encode_tokens(texts)]

    def encode_tokens(self, texts: Sequence[str]) -> list[TextVectors]:
        """The vectors of each text and of its tokens, in their order; new ones are embedded at once."""
        with self._lock:
            found = {text: self._known[text] for text in texts if text in self._known}
        new = list(dict.fromkeys(text for text in texts if text not in found))
        if new:
            found |= zip(new, self._encoder.encode_tokens(new), strict=True)
            with self._lock:
                self._known.update((text, found[text]) for text in new)
        return [found[text] for text in texts]

    def clear(self) -> None:
        """Forget all of them."""
        with self._lock:
            self._known.clear()
