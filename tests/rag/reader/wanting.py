"""A model that wants certain words, wherever they stand: what it finds is known beforehand."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from index import EmbeddingConfig, Encoder
from rag.reader.windows import WindowMaker

NOTHING = -9.0


def packaged_tokenizer():
    """The tokenizer of the packaged encoder."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(Encoder(EmbeddingConfig()).path / "tokenizer.json"))
    tokenizer.no_padding()
    return tokenizer


class Wanting:
    """A ``SpanModel`` that gives some words a score each, and all others next to nothing.

    ``read`` counts the windows that were read. With ``marked`` it judges only words that are marked.
    """

    def __init__(self, wanted: Mapping[str, float], marked: bool = False) -> None:
        tokenizer = packaged_tokenizer()
        self.windows = WindowMaker(packaged_tokenizer())
        self.read = 0
        self._marked = marked
        self._wanted = {
            tuple(tokenizer.encode(words, add_special_tokens=False).ids): score
            for words, score in wanted.items()
        }

    def load(self) -> None:
        pass

    def logits(self, windows):
        self.read += len(windows)
        return [self._of(window) for window in windows]

    def _of(self, window):
        starts, ends = (np.full(len(window.ids), NOTHING, np.float32) for _ in range(2))
        starts[0] = ends[0] = 0.0
        for ids, score in self._wanted.items():
            for place in window.tokens[: len(window.tokens) - len(ids) + 1].tolist():
                span = slice(place, place + len(ids))
                seen = not self._marked or not window.types[span].any()
                if tuple(window.ids[span].tolist()) == ids and seen:
                    starts[place] = ends[place + len(ids) - 1] = score / 2
        return starts, ends
