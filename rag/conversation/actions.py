"""What a question says of something that an earlier turn said of it already: “who attacked it?”."""

from __future__ import annotations

import re

from rag.conversation.salience import Entity, same
from rag.conversation.turns import Said
from rag.mentions.finding import names_in, phrases_in
from rag.reader.vocabulary import stems

# So many words on either side of a mention tell what it does, or what is done to it.
NEAR = 3
_WORD = re.compile(r"[\w’'-]+")
# “the ship in Kiel”: nothing is done to Kiel.
_SITUATED = re.compile(r"\b(?:in|at|near) (?:the )?$", re.IGNORECASE)
_DONE_TO = re.compile(
    r"(\w+) (?:on|upon|against|of) (?:(?:the|an?|its|his|her|their|this|that) )?$", re.IGNORECASE
)
_CLAUSE_ENDS = re.compile(r"[,;:.?!“”\"()]")


def action_of(question: str) -> frozenset[str]:
    """The stems of a question’s words outside what it names: “attack” of “who attacked the ship?”."""
    rest = question
    for one in (*names_in(question), *phrases_in(question)):
        rest = rest[: one.start] + " " * (one.end - one.start) + rest[one.end :]
    return stems(rest)


def acts_again(action: frozenset[str], entity: Entity, last: Said) -> bool:
    """Whether a word of an action stands beside something in the last question or its answer."""
    return any(
        action & stems(beside(text, one.start, one.end))
        for text in (last.question, last.answer)
        for one in (*names_in(text), *phrases_in(text))
        if not _SITUATED.search(text[: one.start])
        if any(same(one, other) for other in entity.mentions)
    )


def done_to(action: frozenset[str], entity: Entity, last: Said) -> bool:
    """Whether the last question or its answer speaks of an action on something: “the attack on the ship”."""
    return any(
        (found := _DONE_TO.search(text[: one.start])) is not None and bool(action & stems(found[1]))
        for text in (last.question, last.answer)
        for one in (*names_in(text), *phrases_in(text))
        if any(same(one, other) for other in entity.mentions)
    )


def beside(text: str, start: int, end: int) -> str:
    """The words next to a part of a text, as far as its clause goes."""
    before = _WORD.findall(_CLAUSE_ENDS.split(text[:start])[-1])[-NEAR:]
    after = _WORD.findall(_CLAUSE_ENDS.split(text[end:])[0])[:NEAR]
    return " ".join((*before, *after))
