"""The vectors of questions, the last ones remembered."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
from cachetools import LRUCache

from index.embedding.encoder import Encoder, Vectors

# So many questions are remembered.
REMEMBERED = 1024


class QueryEncoder:
    """Embeds questions; those asked again lately cost nothing. Thread-safe."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: LRUCache[str, Vectors] = LRUCache(REMEMBERED)
        self._lock = threading.Lock()

    @property
    def identity(self) -> str:
        """The identity of the model that the vectors are of."""
        return self._encoder.identity

    def encode(self, questions: Sequence[str]) -> list[Vectors]:
        """The vector of each question, in their order; those that are new are embedded at once."""
        with self._lock:
            found = {one: self._known[one] for one in questions if one in self._known}
        lacking = [one for one in dict.fromkeys(questions) if one not in found]
        if lacking:
            found |= zip(lacking, np.asarray(self._encoder.encode(lacking)), strict=True)
            with self._lock:
                self._known.update({one: found[one] for one in lacking})
        return [found[one] for one in questions]

    def clear(self) -> None:
        """Forget all of them."""
        with self._lock:
            self._known.clear()
