"""Reading: (question, passages) -> candidate sentences with the words that answer."""

from rag.reader.models import load_model, load_verifier
from rag.reader.reading import Reader, reading_stages
from rag.reader.verifier import Verifier

__all__ = ["Reader", "Verifier", "load_model", "load_verifier", "reading_stages"]
