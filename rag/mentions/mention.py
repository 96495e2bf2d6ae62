"""What a text mentions: a name or a noun phrase, where it stands and what kind of thing it may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rag.mentions.nouns import Gender

Kind = Literal["person", "body", "place", "thing", "unknown"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or noun phrase as it is written, without a possessive’s ending, and where it stands.

    ``article`` is “the” where a name is said with it; ``before`` are the words of the same phrase before a
    name: titles and the like, in lower case.
    """

    text: str
    start: int
    end: int
    kind: Kind = "unknown"
    gender: Gender = ""
    plural: bool = False
    is_name: bool = True
    article: str = ""
    before: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """How a sentence names it."""
        return f"{self.article} {self.text}" if self.article else self.text

    @property
    def words(self) -> tuple[str, ...]:
        """Its words in lower case."""
        return tuple(self.text.lower().split())

    def overlaps_any(self, others: Iterable[Mention]) -> bool:
        """Whether it shares a character with one of others in the same text."""
        return any(self.start < other.end and other.start < self.end for other in others)
