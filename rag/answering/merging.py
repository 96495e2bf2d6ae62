"""Whether two short answers are the same answer in other words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.quantities import Quantity, quantities

ARTICLES = frozenset({"a", "an", "the"})
HONORIFICS = frozenset(
    """mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend gen general col colonel lt
    lieutenant maj major capt captain sgt sergeant adm admiral""".split()
)
# At the start of a time or place they say nothing: “on Tuesday”, “in Wick”.
PREPOSITIONS = frozenset(
    {"in", "on", "at", "near", "by", "from", "to", "of", "for", "since", "until", "during"}
)
MONTHS = {
    "jan": "january", "feb": "february", "mar": "march", "apr": "april", "jun": "june", "jul": "july",
    "aug": "august", "sep": "september", "sept": "september", "oct": "october", "nov": "november",
    "dec": "december",
}  # fmt: skip
DATED = frozenset((*MONTHS.values(), "may"))
# What stands before a name makes it another's: “the wife of Per Ullmann”, “a lawyer for Castrel”.
RELATING = frozenset(
    {"of", "for", "to", "from", "by", "with", "at", "in", "against", "on", "behind", "near", "under"}
)
# Words that make of a longer answer another one.
PARTING = frozenset(
    """and or & not no never nor neither but without except than former deputy vice acting assistant ex anti
    half part other another""".split()
)
# The share of the longer answer's words that a shorter one must be, where it is no name.
SHARE = 0.5
# The same where the longer answer puts words between: “the hall of the (new) grammar school”.
SHARE_APART = 0.75

_TOKEN = re.compile(r"[$€£¥%&,;]|\w+(?:[.’'-]\w+)*(?:[’'](?=\s|$))?", re.UNICODE)
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it is compared, and how it was written."""

    word: str
    capital: bool
    possessive: bool


def same_answer(first: str, second: str) -> bool:
    """Whether two short answers say the same.

    They do where they are the same but for case, articles, possessives, titles, prepositions at the start
    and the way a number or a date is written; where one is the end of the other's name (“Mullen”,
    “Mike Mullen”) or that name with what describes it; and where one holds most of the other.
    """
    one, other = quantities(first), quantities(second)
    if one and other and not dated(first) and not dated(second):
        return same_numbers(one, other)
    shorter, longer = sorted((tokens(first), tokens(second)), key=len)
    if not bare(shorter):
        return bare(shorter) == bare(longer) and first.strip() == second.strip()
    if bare(shorter) == bare(longer):
        return True
    if dated(first) and set(bare(shorter)) <= set(bare(longer)):
        return True
    return contained(shorter, longer)


def fuller(first: str, second: str) -> str:
    """The one of two answers that are the same which says more; the first where neither does."""
    return second if len(bare(tokens(second))) > len(bare(tokens(first))) else first


def same_numbers(one: Sequence[Quantity], other: Sequence[Quantity]) -> bool:
    """Whether two answers name the same numbers of the same things."""
    if len(one) != len(other):
        return False
    return all(
        a.value == b.value and a.agrees(b) and a.comparable(b) for a, b in zip(one, other, strict=True)
    )


def dated(text: str) -> bool:
    """Whether a text names a day of a month."""
    return any(token.word in DATED and token.capital for token in tokens(text)) and bool(
        re.search(r"\d", text)
    )


def tokens(text: str) -> list[Token]:
    """The words, commas and signs of a text, as they are compared."""
    made = []
    for written in _TOKEN.findall(unicodedata.normalize("NFKC", text)):
        word = _POSSESSIVE.sub("", written)
        plain = word.casefold().replace("’", "'").replace(".", "") if not word[0].isdigit() else word
        made.append(Token(MONTHS.get(plain, plain), word[0].isupper(), word != written))
    while made and (made[0].word in PREPOSITIONS or made[0].word in ",;"):
        made = made[1:]
    return [token for token in made if token.word not in ARTICLES | HONORIFICS]


def bare(found: Sequence[Token]) -> tuple[str, ...]:
    """The words alone."""
    return tuple(token.word for token in found if token.word not in ",;")


def contained(shorter: Sequence[Token], longer: Sequence[Token]) -> bool:
    """Whether the shorter answer is a run of the longer one's words that still says the same."""
    size = len(shorter)
    for start in range(len(longer) - size + 1):
        run = longer[start : start + size]
        if [token.word for token in run] == [token.word for token in shorter]:
            return keeps_meaning(run, longer[:start], longer[start + size :])
    return apart(bare(shorter), bare(longer))


def apart(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    """Whether most words of the longer answer are the shorter one's, in their order."""
    rest = iter(longer)
    if len(shorter) < SHARE_APART * len(longer) or not all(word in rest for word in shorter):
        return False
    return not (set(longer) - set(shorter)) & PARTING


def keeps_meaning(run: Sequence[Token], before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether a run means alone what it means between ``before`` and ``after``."""
    rest = {token.word for token in (*before, *after) if token.word not in described(after)}
    if rest & PARTING or run[-1].possessive:
        return False
    words = bare(run)
    if all(token.capital for token in run if token.word not in ",;"):
        return is_name(before, after)
    return len(words) > 1 and len(words) >= SHARE * (len(words) + len(bare(before)) + len(bare(after)))


def is_name(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether a run of capitals is the end of a name, and the longer answer is who bears it."""
    if before and (before[-1].word in RELATING or before[-1].possessive):
        return False
    return not after or after[0].word in ",;"


def described(after: Sequence[Token]) -> frozenset[str]:
    """The words of a description that follows a name behind a comma; they say nothing of who is meant."""
    return frozenset(token.word for token in after) if after and after[0].word == "," else frozenset()
