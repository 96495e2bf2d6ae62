"""From candidates to an answer."""

from rag.answering.extractive import answer
from rag.answering.material import Material, versions_of
from rag.answering.refusing import withheld
from rag.answering.stated import stated_first

__all__ = ["Material", "answer", "stated_first", "versions_of", "withheld"]
