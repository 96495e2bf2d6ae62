"""Reading: (question, passages) -> candidate sentences with the words that answer."""

from rag.reader.models import load_model
from rag.reader.reading import Reader

__all__ = ["Reader", "load_model"]
