"""Any sentence-transformers model, run by sentence-transformers."""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.config import EmbeddingConfig
from index.embedding.network import Embedded
from index.embedding.text_vectors import Vectors
from index.embedding.threads import threads_for, torch_threads
from index.importing import IMPORTING

# Of a model that does not tell how much it reads.
LONGEST = 512


class SentenceTransformerNetwork:
    """A model as sentence-transformers runs it, on the processor. A ``Network``.

    Args:
        folder: where the model's files are.

    Raises:
        Exception: of many kinds; the folder holds no model that can be loaded.
    """

    def __init__(self, folder: Path) -> None:
        with IMPORTING:
            from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        self._lock = threading.Lock()

    @property
    def longest(self) -> int:
        told = self._model.max_seq_length
        return int(told) if told and math.isfinite(told) else LONGEST

    @property
    def dimensions(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    def embed(self, texts: Sequence[str], config: EmbeddingConfig, tokens: bool) -> list[Embedded]:
        with self._lock, torch_threads(threads_for(texts, config.threads)):
            made: Any = self._model.encode(
                list(texts),
                output_value=None if tokens else "sentence_embedding",  # None: all of it
                batch_size=config.batch_size,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        if not tokens:
            return [Embedded(np.asarray(each, dtype=np.float32), None) for each in made]
        return [
            Embedded(np.asarray(each["sentence_embedding"], dtype=np.float32), unmasked(each))
            for each in made
        ]


def unmasked(made: Mapping[str, Any]) -> Vectors | None:
    """The vectors of a text's tokens, those it was filled up with left out; None of a model without any."""
    if "token_embeddings" not in made or "attention_mask" not in made:
        return None
    states = np.asarray(made["token_embeddings"], dtype=np.float32)
    kept: Vectors = states[np.asarray(made["attention_mask"], dtype=bool)]
    return kept
