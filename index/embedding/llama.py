"""The encoder behind llama-index's ``BaseEmbedding``, for applications of llama-index and the baselines."""

from __future__ import annotations

from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from index.embedding.encoder import Encoder


class EncoderEmbedding(BaseEmbedding):
    """A llama-index embedding that asks an :class:`Encoder`."""

    _encoder: Encoder = PrivateAttr()

    def __init__(self, encoder: Encoder, **settings: Any) -> None:
        super().__init__(model_name=encoder.identity, embed_batch_size=512, **settings)
        self._encoder = encoder

    @classmethod
    def class_name(cls) -> str:
        """The name llama-index stores for this kind of embedding."""
        return "EncoderEmbedding"

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embeddings([query])[0]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._encoder.encode(texts).tolist()
        return vectors
