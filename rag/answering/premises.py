"""What a question takes for granted: all that it says, or only that there is somebody or something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import zip_longest

from rag.answering.grammar import BEING, Word, bases, phrase_after, read, stemmed
from rag.answering.kinds import kind_of
from rag.answering.premise_words import (
    AUXILIARIES,
    DETERMINERS,
    EMPTY,
    KNOWN,
    LIGHT,
    PREPOSITIONS,
    PRONOUNS,
    REPORTING,
    SUBORDINATE,
)


@dataclass(frozen=True)
class Premise:
    """A question read for what it takes for granted.

    ``whole`` tells that all of it is: who asks when or why somebody left knows that they left; who asks
    who left only takes for granted that somebody did.
    """

    words: tuple[Word, ...]
    whole: bool

    @cached_property
    def auxiliary(self) -> int:
        """The place of the first auxiliary, or that of the word that asks."""
        return next((at for at, word in enumerate(self.words) if word.lower in AUXILIARIES), 0)

    @cached_property
    def names(self) -> frozenset[str]:
        """The bases of the last words of its names."""
        pairs = zip_longest(self.words[1:], self.words[2:])
        return bases(word for word, after in pairs if word.is_capital and not (after and after.is_capital))

    @property
    def passive(self) -> bool:
        """Whether it asks of something that was done to its subject."""
        return self.words[self.auxiliary].lower in BEING

    def verbs(self) -> Iterator[int]:
        """The places that may be that of its main verb."""
        for at in range(self.auxiliary + 1, len(self.words)):
            if self.words[at].lower in SUBORDINATE | REPORTING | PRONOUNS or self.words[at].is_mark:
                return
            if (
                self.words[at].base not in stemmed(LIGHT)
                and self.words[at].lower not in DETERMINERS | AUXILIARIES
            ):
                yield at

    def subject(self, verb: int) -> tuple[Word, ...]:
        """The noun phrase before its main verb."""
        return self.words[self.auxiliary + 1 : verb]

    def object(self, verb: int) -> tuple[Word, ...]:
        """The noun phrase right behind its main verb; none where a preposition stands there."""
        return phrase_after(self.words, verb + 1)


def takes_for_granted(question: str) -> bool:
    """Whether a question takes all for granted that it says: “why did she resign?”."""
    asked = premise(question)
    return asked is not None and asked.whole


@lru_cache(maxsize=256)  # one question is read for it in several places
def premise(question: str) -> Premise | None:
    """A question read for what it takes for granted; None where nothing of that could be otherwise."""
    words = read(question)
    kind = kind_of(question)
    if (
        kind == "yes or no"
        or not words
        or any(word.lower in KNOWN or word.base in stemmed(KNOWN) for word in words)
    ):
        return None
    degree = kind == "how many" and not any(word.lower in ("many", "much") for word in words)
    return Premise(words, whole=degree or kind in ("when", "where", "why", "how"))


def content(words: Sequence[Word]) -> frozenset[str]:
    """The bases of words that say something of the matter."""
    empty = AUXILIARIES | DETERMINERS | PREPOSITIONS | SUBORDINATE
    return bases(word for word in words if not word.is_mark and word.lower not in empty) - stemmed(EMPTY)
