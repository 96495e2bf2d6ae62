"""Whom a noun such as “the mayor” or “the woman” may mean: who is called so, or is of that kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.answering.kinds import AUXILIARY
from rag.conversation.kinds import agreement
from rag.conversation.turns import Said
from rag.mentions.finding import names_in
from rag.mentions.mention import Mention
from rag.mentions.nouns import is_person_noun
from rag.mentions.vocabulary import COMPANIES, GROUPS, MEN, NO_COMPANIES, PERSON_TITLES, WOMEN
from rag.reader.vocabulary import stem

# “the mayor of Hallby, Ann Lee”: so much of a sentence on either side may say what somebody is.
_APPOSITION = re.compile(r"^, (?:the |an? )?([^,.;:“”]{2,60})")
_BEFORE = re.compile(
    r"(?:^|[.;:“”]|, )(?![^,.;:“”]*\b(?:of|in|at|from|by|to|for|with|on|near|and|or) $)([^,.;:“”]{2,60}),? $"
)
# “The minister is to present Wick” does not say that Wick is one.
_CLAUSE = re.compile(rf"\b(?:{AUXILIARY}|to|said|says|told|that)\b", re.IGNORECASE)


def called_so(noun: str, name: Mention, turns: Sequence[Said]) -> bool:
    """Whether a turn says of a name that it is what the noun says: “Ann Lee, the mayor of Hallby”."""
    return stem(noun) in map(stem, called(name, turns))


def called(name: Mention, turns: Sequence[Said]) -> Iterator[str]:
    """The words, in lower case, of what the turns say that a name is."""
    for turn in turns:
        for one in names_in(turn.answer):
            if one.words[-1] == name.words[-1]:
                yield from told_beside(turn.answer, one)


def told_beside(text: str, name: Mention) -> Iterator[str]:
    """The words of what a text calls a name beside it: “the mayor of Hallby, Ann Lee”."""
    before, after = text[: name.start], text[name.end :]
    behind = [_CLAUSE.split(match[1])[0] for match in (_APPOSITION.match(after),) if match]
    above = [_CLAUSE.split(match[1])[-1] for match in (_BEFORE.search(before),) if match]
    # “the ferry company Wick Lines” is a company
    told = [*behind, *(words.split()[-1] for words in above if words.split())]
    yield from (word for words in told for word in re.findall(r"\w+", words.lower()))


def may_be_called(noun: str, name: Mention) -> bool:
    """Whether a body may be “the company”: no union is; any may be “the group”."""
    return noun in GROUPS or NO_COMPANIES.isdisjoint(name.words)


def is_a(noun: str, name: Mention, turns: Sequence[Said] = ()) -> float:
    """How well something is of the kind that a noun tells, from 0 to 1: “the man”, “this company”.

    Nobody is “the inspector” whom the turns call a director.
    """
    if noun in MEN or noun in WOMEN:
        return agreement("he" if noun in MEN else "she", name)
    if noun in COMPANIES | GROUPS and name.kind in ("body", "unknown") and may_be_called(noun, name):
        return 1.0 if name.kind == "body" else 0.3
    if noun in PERSON_TITLES and name.kind == "person" and not name.before:
        return 0.0 if any(map(is_person_noun, called(name, turns))) else 0.5
    return 0.0
