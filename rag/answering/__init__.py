"""From candidates to an answer."""

from rag.answering.extractive import answer, withheld
from rag.answering.material import Material

__all__ = ["Material", "answer", "withheld"]
