"""The sentence-transformers model, loaded once, offline.

``index.embedding.llama`` is imported where it is used: llama_index.core costs two seconds.
"""

from index.embedding.encoder import Encoder, packaged_model
from index.embedding.reduction import Reduction, packed, unpacked
from index.embedding.remembered import RememberedVectors
from index.embedding.text_vectors import TextVectors, TokenVectors, Vectors

__all__ = [
    "Encoder",
    "Reduction",
    "RememberedVectors",
    "TextVectors",
    "TokenVectors",
    "Vectors",
    "packaged_model",
    "packed",
    "unpacked",
]
