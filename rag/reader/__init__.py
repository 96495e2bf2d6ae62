"""Reading: (question, passages) -> candidate sentences with scores.

The similarity reader judges sentences by words and embeddings. A trained reader takes its place later and
keeps its signature.
"""

from rag.reader.similarity import SimilarityReader

__all__ = ["SimilarityReader"]
