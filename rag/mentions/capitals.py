"""Names that were typed in small letters, with the capitals that the articles spoken of give them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rag.mentions.nouns import is_person_noun

# Shorter words are seldom names, and often something else.
SHORTEST = 3
_SMALL = re.compile(rf"(?<![\w’'-])[a-zß-öø-ÿ][\w]{{{SHORTEST - 1},}}(?!\w)")
_CAPITAL_INSIDE = re.compile(r"(?<=[\w,’'”\")] )[^\W\d_a-zß-ÿ][\w]+")


def with_capitals(question: str, texts: Iterable[str]) -> str:
    """A question with a capital on each word that some texts only write with one, be it inside a sentence.

    Who writes any capital but the first letter has put them where they belong.
    """
    if not question[1:] or any(letter.isupper() for letter in question[1:]):
        return question
    known: dict[str, str] = {}
    for text in texts:
        known |= names_of(text)
    return _SMALL.sub(lambda match: known.get(match.group(), match.group()), question)


@lru_cache(maxsize=64)
def names_of(text: str) -> dict[str, str]:
    """From the small letters of each word that a text only writes with a capital, to how it is written."""
    small = set(_SMALL.findall(text))
    inside = {word.lower(): word for word in _CAPITAL_INSIDE.findall(text)}
    titles = {lower for lower in inside if is_person_noun(lower)}  # “Minister Lee”, and a minister
    return {lower: word for lower, word in inside.items() if lower not in small | titles}
