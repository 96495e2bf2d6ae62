"""Back to what was spoken of before another topic: “once more the pilot: how old was he?”."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.answering.kinds import AUXILIARY
from rag.conversation.clauses import WH
from rag.mentions.finding import phrases_in
from rag.reader.vocabulary import stems

_CONNECTIVE = r"(?:(?:and|but|so|now|ok|okay|well)[,]? )*"
TAKEN_UP = (
    r"(?:once (?:more|again)[,:]?(?: about)?|(?:(?:let[’']?s |can we |(?:if|when) we )?(?:to )?"
    r"(?:go(?:ing)?|com(?:e|ing)|get(?:ting)?) )?back to|(?:to )?return(?:ing)? to|as (?:for|to)|speaking of"
    r"|about|regarding|concerning)"
)
_PHRASE = r"(?:the|that|those) [\w’'.-]+(?: [\w’'.-]+){0,3}?"
_RETURNS = re.compile(
    rf"{_CONNECTIVE}(?P<cue>{TAKEN_UP} )?(?P<phrase>{_PHRASE})(?: again| once more)?\s*(?:[,:;–—-]+|\?)\s*"
    rf"(?P<rest>(?:(?:in|on|at|by|for|from|to|with|of|about|since) )?(?:{WH}|{AUXILIARY})\b.+)",
    re.IGNORECASE,
)

Scores = Callable[[str, Sequence[str]], dict[str, float]]
"""From a question and the ids of documents to the score of the best passage of each that has one."""


@dataclass(frozen=True, slots=True)
class Return:
    """A question that names first what it is about, and the question as it is asked of that.

    It is ``said`` where words such as “back to” tell that it was spoken of before.
    """

    noun: str
    question: str
    said: bool


def returning(question: str) -> Return | None:
    """What a question names first, where it does: “back to the strike, who called it?”."""
    match = _RETURNS.fullmatch(" ".join(question.split()))
    if match is None:
        return None
    noun = match["phrase"].split()[-1]
    return Return(noun, f"{match['phrase']}, {match['rest']}", match["cue"] is not None)


def nouns_in(question: str) -> list[str]:
    """The nouns that a question has behind “the”, as if they were known."""
    return [one.words[-1] for one in phrases_in(question) if one.before == ("the",)]


def last_with(noun: str, texts: Sequence[str]) -> int | None:
    """The place of the last text that has a noun; None where none has."""
    wanted = stems(noun)
    places = (place for place in reversed(range(len(texts))) if wanted & stems(texts[place]))
    return next(places, None) if wanted else None


def turn_returned_to(
    question: str, texts: Sequence[str], documents: Sequence[frozenset[str]], scores: Scores
) -> int | None:
    """The place of the earlier turn that a question goes back to; None where it goes on from the last.

    Args:
        question: as it was typed.
        texts: what was asked and answered in each turn, oldest first.
        documents: the ids of those that each turn cites or shows.
        scores: asked once at most, and only where a question may go back.
    """
    if len(texts) < 2:
        return None
    returned = returning(question)
    asked = returned.question if returned else question
    for noun in [returned.noun] if returned else nouns_in(question):
        place = last_with(noun, texts)
        if place is not None:
            return place if is_elsewhere(asked, place, documents, scores) else None
    return found_elsewhere(asked, returned.said, documents, scores) if returned else None


def is_elsewhere(question: str, place: int, documents: Sequence[frozenset[str]], scores: Scores) -> bool:
    """Whether a turn is about other documents than the last, and those say more of a question."""
    if not documents[place] or documents[place] & documents[-1]:
        return False
    found = scores(question, sorted(documents[place] | documents[-1]))
    return best_of(found, documents[place]) > best_of(found, documents[-1])


def found_elsewhere(
    question: str, said: bool, documents: Sequence[frozenset[str]], scores: Scores
) -> int | None:
    """The last turn about what says most of a question; None where that is what the last one is about."""
    every = frozenset[str]().union(*documents)
    if len(every) < 2:
        return None
    found = scores(question, sorted(every))
    if said:
        found = {one: score for one, score in found.items() if one not in documents[-1]}
    best = max(found, key=lambda one: found[one], default=None)
    place = next((at for at in reversed(range(len(documents))) if best in documents[at]), None)
    return None if place == len(documents) - 1 else place


def best_of(found: dict[str, float], documents: frozenset[str]) -> float:
    """The best score of some documents, 0 where none has one."""
    return max((found.get(one, 0.0) for one in documents), default=0.0)
