"""From candidates to an answer."""

from rag.answering.extractive import answer
from rag.answering.kinds import may_have_several
from rag.answering.material import Material, versions_of
from rag.answering.refusing import withheld
from rag.answering.stated import stated_first

__all__ = ["Material", "answer", "may_have_several", "stated_first", "versions_of", "withheld"]
