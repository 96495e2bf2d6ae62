"""One earlier turn as completing needs it: plain texts."""

from __future__ import annotations

from dataclasses import dataclass

from rag.mentions.mention import Kind
from rag.mentions.people import Person
from rag.mentions.vocabulary import NOTHING_SAID

# So many characters of a text are looked at.
LONGEST = 1_500


@dataclass(frozen=True, slots=True)
class Said:
    """A question as it was understood, and what was answered: nothing where there was no answer.

    ``short`` are the words of the answer that answer, where they are known; ``typed`` is the question before
    it was completed; ``people`` are the persons of the articles that the answer is from, and ``told_of`` the
    names of those for whom the pronouns of its first sentence stand; ``kinds`` are names of the articles with
    what kind of thing each is.
    """

    question: str
    answer: str
    short: str = ""
    typed: str = ""
    people: tuple[Person, ...] = ()
    told_of: tuple[str, ...] = ()
    kinds: tuple[tuple[str, Kind], ...] = ()

    @classmethod
    def of(
        cls, question: str, answer: str, short: str = "", typed: str = "", people: tuple[Person, ...] = ()
    ) -> Said:
        """A turn without blanks, of long texts the beginning, and none of what says that nothing is known."""
        answer = " ".join(answer[:LONGEST].split())
        known = answer.lower() not in NOTHING_SAID
        asked, before = (" ".join(text[:LONGEST].split()) for text in (question, typed or question))
        return cls(asked, answer if known else "", " ".join(short.split()), before, people)
