"""Answers that contradict each other: one is denied by the other, or they give different numbers.

Claimed only where the words show it; two answers that merely are not the same differ in nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from rag.answer import Difference, SingleAnswer
from rag.answering.kinds import kind_of
from rag.answering.quantities import Quantity, quantities
from rag.answering.replies import Stands, contradict
from rag.citations import Citation
from rag.reader.vocabulary import stems

# Two sentences about the same thing share this share of the shorter one's words, and so many at least.
SHARED = 0.3
SHARED_WORDS = 2

_UPDATED = re.compile(
    r"\b(?:rose|risen|rises|climbed|grew|grown|increased|jumped|went up|fell|dropped|up|down) (?:\w+ )?to\b"
    r"|\b(?:raised|lowered) (?:\w+ ){1,3}?(?:figure|number|toll|estimate|count)s?\b|\b(?:has|have|had) now\b"
    r"|\bfrom [\d\w.,%€$£]+(?: \w+)? to\b|\b(?:revised|corrected|updated|initial(?:ly)?|originally|at first"
    r"|earlier|previous(?:ly)?|so far|as of|by then|by now|since then|first (?:said|put|reported|counted))\b",
    re.IGNORECASE,
)
# Who is it that counts: “the union said”, “firefighters counted”, “put the number at”.
_SOURCED = re.compile(
    r"\b(?:said|says|told|according to|counted|wrote|reported|estimated?|put the|puts the|showed|found)\b",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(
    r"\b(?:another|further|additional|including|among (?:them|the)|of (?:them|whom|these))\W*$", re.IGNORECASE
)
_PART_AFTER = re.compile(
    r"\W*(?:\w+ )?(?:of (?:the|them|th[eo]se|whom|its|their)|more (?!than)|others?|additional|further)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|could|may|might|expect\w*|plan(?:s|ned)?|forecasts?|budget\w*|project(?:s|ed)|predict\w*"
    r"|hopes?|due to|goals?|targets?)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|(?:last|this|next) (?:year|month|week)|yesterday|today|(?:1[5-9]|20)\d\d)\b"
)
_PLACE = re.compile(r"\b(?:in|at|near|from|of|outside) (?:the )?([A-Z]\w+)")
_FATES = tuple(
    stems(fate)
    for fate in (
        "killed died dead death deaths fatal",
        "injured injuries hurt wounded treated",
        "missing",
        "evacuated displaced fled moved homeless",
        "arrested detained charged convicted",
        "rescued saved",
    )
)


def differences(question: str, answers: Sequence[SingleAnswer]) -> tuple[Difference, ...]:
    """The pairs of a question's answers that contradict each other."""
    counts = kind_of(question) == "how many"
    told: list[Difference] = []
    for (first, one), (second, other) in combinations(enumerate(answers), 2):
        if counts and differ_in_number(question, one, other):
            told.append(Difference(first, second, "number"))
        elif denied(one, other):
            told.append(Difference(first, second, "denial"))
    return tuple(told)


def denied(one: SingleAnswer, other: SingleAnswer) -> bool:
    """Whether one answer's first sentence denies what the other's asserts."""
    first, second = (
        Stands(cited.quote, cited.document_id, cited.start, cited.end)
        for cited in (one.citations[0], other.citations[0])
    )
    return contradict(first, second)


def differ_in_number(question: str, one: SingleAnswer, other: SingleAnswer) -> bool:
    """Whether two answers to “how many” give numbers for the same thing that cannot both be right.

    Not so where one may be a bound, a part or an update of the other, where what is counted, its place or
    its time is not the same, or where one article gives both and does not say whose numbers they are.
    """
    first, second = counted(one), counted(other)
    if first is None or second is None:
        return False
    (cited, number), (also_cited, other_number) = first, second
    if number.agrees(other_number) or not number.comparable(other_number):
        return False
    if updated(cited, also_cited) or is_part(cited.quote, number) or is_part(also_cited.quote, other_number):
        return False
    asked_for = number.unit & other_number.unit & stems(question)
    if cited.document_id == also_cited.document_id:
        if not (_SOURCED.search(cited.quote) and _SOURCED.search(also_cited.quote)):
            return False
    elif asked_for:
        return not apart(cited.quote, also_cited.quote)
    return same_thing(cited.quote, also_cited.quote)


def counted(answer: SingleAnswer) -> tuple[Citation, Quantity] | None:
    """The number that an answer gives, in the sentence that bears it; None where it is not exactly one."""
    for citation in answer.citations if answer.short else ():
        place = citation.quote.find(answer.short or "")
        if place < 0:
            continue
        end = place + len(answer.short or "")
        inside = [one for one in quantities(citation.quote) if one.start < end and place < one.end]
        return (citation, inside[0]) if len(inside) == 1 else None
    return None


def updated(one: Citation, other: Citation) -> bool:
    """Whether one of two numbers may have replaced the other: one source gave both on different days."""
    one_source = one.document_id == other.document_id or (
        one.agency is not None and one.agency == other.agency
    )
    if one_source and one.published != other.published:
        return True
    return bool(_UPDATED.search(one.quote) or _UPDATED.search(other.quote))


def is_part(sentence: str, number: Quantity) -> bool:
    """Whether a number counts a part, or what comes on top."""
    before = _PART_BEFORE.search(sentence, 0, number.start)
    return bool(before or _PART_AFTER.match(sentence, number.end))


def same_thing(one: str, other: str) -> bool:
    """Whether two sentences tell of one thing: they share enough words, and nothing sets them apart."""
    first, second = stems(one), stems(other)
    shared = {word for word in first & second if not word[0].isdigit()}
    enough = len(shared) >= SHARED_WORDS and len(shared) >= SHARED * min(len(first), len(second))
    return enough and not apart(one, other)


def apart(one: str, other: str) -> bool:
    """Whether two sentences tell of different places, times or fates, or one of a fact and one of a plan."""
    if bool(_AHEAD.search(one)) != bool(_AHEAD.search(other)):
        return True
    for pattern in (_TIME, _PLACE):
        here, there = set(pattern.findall(one)), set(pattern.findall(other))
        if here and there and not here & there:
            return True
    here, there = fates(stems(one)), fates(stems(other))
    return bool(here and there and not here & there)


def fates(held: frozenset[str]) -> set[int]:
    """Which fates of people a sentence tells of."""
    return {number for number, fate in enumerate(_FATES) if fate & held}
