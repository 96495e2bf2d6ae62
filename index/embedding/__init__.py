"""The sentence-transformers model, loaded once, offline.

``index.embedding.llama`` is imported where it is used: llama_index.core costs two seconds.
"""

from index.embedding.encoder import Encoder, TextVectors, Vectors, packaged_model
from index.embedding.queries import QueryEncoder

__all__ = ["Encoder", "QueryEncoder", "TextVectors", "Vectors", "packaged_model"]
