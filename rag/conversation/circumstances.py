"""“then”, “at that time” and “there”: the times and places that were spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.conversation.reference import Option, Reference
from rag.conversation.salience import Entity
from rag.conversation.turns import Said

_TIME = re.compile(
    r"\b(?:(?P<preposition>during|in|at|by|around|on|over) )?(?:this|that|these|those|the same)\s+"
    r"(?:same )?(?P<noun>time|times|period|year|years|day|era|point|season|month|week|decade|moment)"
    r"(?: period)?\b",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"(?<!^)(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!been )\bthere\b"
    r"(?=\s*[?.!]*$|\s+(?:already|now|today|still|since|in|on|at|after|before|during|when|while|and|to|by|with)\b)",
    re.IGNORECASE,
)
_THEN = re.compile(r"\bthen(?=\s*[?.!]*$)", re.IGNORECASE)
_WHEN_SAID = re.compile(
    r"\b(?:(?:on|in|since|from|between|during|late|early) )?(?:(?:\d{1,2} )?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: \d{1,2}(?!\d))?,? )?(?:1[5-9]|20)\d\d\b"
)
_DAY = re.compile(r"[A-Za-z]* ?\d{1,2}\b")


def times(question: str, turns: Sequence[Said], spoken_of: Sequence[Entity]) -> Iterator[Reference]:
    """“at that time”, “then”: the time that was spoken of last."""
    told = time_told(turns)
    for match in (*_TIME.finditer(question), *_THEN.finditer(question)):
        options = (Option(told, 1.0),) if told else ()
        yield Reference(*match.span(), options, False)


def time_told(turns: Sequence[Said]) -> str | None:
    """The last time that the turns name, with its preposition."""
    for turn in reversed(turns[-3:]):
        for text in (turn.answer, turn.question):
            if found := _WHEN_SAID.findall(text):
                told = found[0]
                has_preposition = told.split()[0].islower() and told.split()[0] not in ("late", "early")
                return told if has_preposition else f"{'on' if _DAY.match(told) else 'in'} {told}"
    return None


def places(question: str, turns: Sequence[Said], spoken_of: Sequence[Entity]) -> Iterator[Reference]:
    """“there”: a place that was spoken of."""
    for match in _THERE.finditer(question):
        found = [
            Option(
                f"in {one.best.shown}",
                one.salience * (1.0 if one.best.kind == "place" or situated(one) else 0.2),
            )
            for one in spoken_of
            if one.best.is_name
            and (
                one.best.kind == "place"
                or situated(one)
                or (one.best.kind == "unknown" and len(one.best.words) == 1)
            )
        ]
        options = tuple(sorted(found, key=lambda one: -one.weight)[:3])
        yield Reference(*match.span(), options, True)


def situated(entity: Entity) -> bool:
    """Whether a name stood behind “in” and the like."""
    behind = {"in", "at", "to", "from", "near"}
    return any(set(one.before[-2:]) & behind for one in entity.mentions)
