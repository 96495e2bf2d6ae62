"""Which number of a sentence counts what a question asks for: “5,000 soldiers … and 30,000 civilians”."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.answer import Candidate
from rag.answering.kinds import AUXILIARY
from rag.answering.quantities import ABOUT, ABOVE, AT_LEAST, AT_MOST, BELOW, Quantity, quantities
from rag.reader.vocabulary import stem

_ASKED = re.compile(
    rf"\bhow many (?P<counted>(?!{AUXILIARY}\b)[^\W\d_]+(?: (?!{AUXILIARY}\b)[^\W\d_]+)?)", re.IGNORECASE
)
HOW_EXACT = (ABOUT, ABOVE, AT_LEAST, AT_MOST, BELOW)


def counting_what_is_asked(question: str, candidate: Candidate) -> Candidate:
    """A candidate whose short answer is the one number of its sentence that counts what is asked for.

    It stays as it is where the number found says nothing of what it counts, or counts that.
    """
    asked = _ASKED.search(question)
    if asked is None or candidate.short is None:
        return candidate
    wanted = frozenset(map(stem, asked["counted"].lower().split()))
    start, end = candidate.short[0] - candidate.start, candidate.short[1] - candidate.start
    known = quantities(candidate.text)
    found = [one for one in known if one.start < end and start < one.end]
    others = [one for one in known if one.unit & wanted]
    if len(found) != 1 or len(others) != 1 or not found[0].unit or found[0].unit & wanted:
        return candidate
    return replace(candidate, short=placed(candidate, others[0]))


def placed(candidate: Candidate, number: Quantity) -> tuple[int, int]:
    """Where a number of a candidate's sentence stands in the text, with the “about” before it."""
    before = candidate.text[: number.start]
    exact = [
        match.start() for words in (ABOUT, ABOVE, AT_LEAST, AT_MOST, BELOW) if (match := words.search(before))
    ]
    return candidate.start + min(exact, default=number.start), candidate.start + number.end
