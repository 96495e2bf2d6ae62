"""What the encoder needs of a model, whatever runs it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from index.config import EmbeddingConfig
from index.embedding.text_vectors import Vectors


class Embedded(NamedTuple):
    """A text's vector, of length 1, and its tokens' (tokens, dimensions), those of special ones among them.

    ``tokens`` is None where they are not wanted, and of a model that gives its tokens no vectors.
    """

    whole: Vectors
    tokens: Vectors | None


class Network(Protocol):
    """A model in memory. Thread-safe."""

    @property
    def longest(self) -> int:
        """The most tokens that are read of a text, special ones among them."""
        ...

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        ...

    def embed(self, texts: Sequence[str], config: EmbeddingConfig, tokens: bool) -> list[Embedded]:
        """Embed texts, their tokens too if ``tokens``; of a text that is too long the beginning is read."""
        ...
