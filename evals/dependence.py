"""How a question depends on those before it, as told by what it means."""

from __future__ import annotations

import re
from typing import Literal, get_args

Dependence = Literal["pronoun", "ellipsis", "self-standing"]
DEPENDENCES: tuple[Dependence, ...] = get_args(Dependence)

WORD = re.compile(r"\w+(?:[’']\w+)?")
# What may begin a question that goes on without changing what it means.
OPENERS = frozenset({"and", "but", "so", "then", "or"})
PRONOUNS = frozenset(
    "he him his she her hers it its they them their theirs himself herself itself themselves "
    "this that these those there here".split()
)


def dependence(question: str, rewrite: str) -> Dependence:
    """Whether a question stands by itself, points back with a pronoun, or leaves something out.

    ``rewrite`` is a question of the same meaning that can be understood alone. A question that says the same,
    but for a word such as “and” at its beginning, stands by itself. A general noun (“the company”) is counted
    with what leaves something out.
    """
    asked, meant = said(question), said(rewrite)
    if asked == meant:
        return "self-standing"
    return "pronoun" if PRONOUNS & {word.partition("'")[0] for word in asked} else "ellipsis"


def said(question: str) -> list[str]:
    """The words of a question in lower case, without those that only open it."""
    found = [word.replace("’", "'").lower() for word in WORD.findall(question)]
    while found and found[0] in OPENERS:
        found = found[1:]
    return found
