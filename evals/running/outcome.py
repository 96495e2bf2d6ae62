"""What a system made of one question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evals.results import Cited
from evals.spans import Place
from evals.systems.rankings import Ranked


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a system answered.

    ``shown`` are the citations a user sees, ``forced`` those where nothing is withheld: the same unless the
    system abstained. ``predicted`` are the words that exact match judges, empty when withheld. ``held`` says
    of each citation, shown or forced, whether its quotation stands where it says.
    """

    shown: tuple[Cited, ...] = ()
    forced: tuple[Cited, ...] = ()
    predicted: str = ""
    abstained: bool = False
    confidence: float | None = None
    held: tuple[bool, ...] = ()
    seconds: float | None = None


ALWAYS_ABSTAIN = "always abstain"


def abstention() -> Outcome:
    """What a system does that never answers: the row that any other one must beat."""
    return Outcome(abstained=True)


def best_passage(ranked: Ranked, texts: Mapping[str, str]) -> Outcome:
    """The answer of a system without a reader: its best passage, with its score as confidence.

    It never abstains, unless it found nothing: then its confidence is 0, the lowest there is.
    """
    if not ranked:
        return Outcome(abstained=True, confidence=0.0)
    first = ranked[0]
    cited = (as_cited(first.place, first.text),)
    held = texts.get(first.place.document_id, "")[first.place.start : first.place.end] == first.text
    return Outcome(cited, cited, first.text, False, first.score, (held,))


def as_cited(place: Place, quote: str) -> Cited:
    """A citation in the terms of the question set."""
    return Cited(document=place.document_id, start=place.start, end=place.end, quote=quote)


def as_places(cited: tuple[Cited, ...]) -> tuple[Place, ...]:
    """Where citations point."""
    return tuple(Place(one.document, one.start, one.end) for one in cited)
