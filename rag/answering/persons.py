"""Whether a sentence tells of the person or the side that a question asks about, or of another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answering.choosing import Judged
from rag.answering.denials import ACCUSING, CLAIM, denial
from rag.mentions.capitals import names_of, with_capitals
from rag.mentions.finding import names_in

_FIRST = re.compile(r"[“\"]?([^\W\d_a-z][\w’'-]*\w)")
_WORD = re.compile(r"\w+")
_WHO_CLAIMS = re.compile(
    r"(?:and |but )?who(?: is| was| has| had| else)?(?: first)? (?:accus|alleg|blam"
    rf"|(?:mak|made|rais|level|br(?:ing|ought))\w*(?: [a-z-]+){{1,3}}? {CLAIM}\b)",
    re.IGNORECASE,
)


def of_others_last(question: str, ranked: Sequence[Judged]) -> list[Judged]:
    """Candidates, best first, those last that tell of somebody else than is asked about.

    “Tell was found not guilty” says nothing of Rask, and who rejects an allegation has not made it. The
    order stays otherwise.
    """
    if not ranked:
        return []
    if ranked[0].kind == "yes or no":
        return about_the_person(question, ranked)
    if _WHO_CLAIMS.match(question.strip()):
        return sorted(ranked, key=lambda one: only_denies(one.candidate.text))
    return list(ranked)


def about_the_person(question: str, ranked: Sequence[Judged]) -> list[Judged]:
    """The same for a question whether a person did something: those that begin with another name last."""
    texts = tuple(dict.fromkeys(one.candidate.passage.text for one in ranked))
    named = names_in(with_capitals(question, texts))
    persons = {word for name in named if name.kind in ("person", "unknown") for word in name.words}
    if not persons:
        return list(ranked)
    known = {lower for text in texts for lower in names_of(text)}
    return sorted(ranked, key=lambda one: is_of_another(one.candidate.text, persons, known))


def is_of_another(sentence: str, persons: set[str], known: set[str]) -> bool:
    """Whether a sentence begins with a name out of ``known``, and has no word of the ``persons``."""
    first = _FIRST.match(sentence)
    if first is None or first[1].lower() not in known:
        return False
    return persons.isdisjoint(word.lower() for word in _WORD.findall(sentence))


def only_denies(sentence: str) -> bool:
    """Whether a sentence denies a claim, and accuses nobody."""
    return denial(sentence) is not None and ACCUSING.search(sentence) is None
