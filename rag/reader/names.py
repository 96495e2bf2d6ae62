"""How many of the names in a question an article mentions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from rag.terms import Term, terms


def share_of_names(question: str) -> Callable[[str], float]:
    """A function from an article's text to the share of the question's names and numbers that it mentions.

    It is 1 where the question names nothing. Names are compared without accents and case; a nationality
    mentions its country (:class:`rag.terms.Term`).
    """
    patterns = [pattern_of(term) for term in terms(question) if not term.noun]

    @cache
    def share(text: str) -> float:
        if not patterns:
            return 1.0
        known = folded(text)
        return sum(pattern.search(known) is not None for pattern in patterns) / len(patterns)

    return share


def pattern_of(term: Term) -> re.Pattern[str]:
    """An expression that finds any phrase that mentions a term; ``*`` at its end takes longer words too."""
    return re.compile("|".join(phrase(form) for form in sorted(term.forms)))


def phrase(form: str) -> str:
    """An expression for the words of a phrase, side by side."""
    found = [re.escape(word) for word in re.findall(r"\w+", folded(form))]
    last = "" if form.endswith("*") else r"\b"
    return r"\b" + r"\W+".join(found) + last


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    """A text without accents and case."""
    parts = unicodedata.normalize("NFKD", text)
    accents = {ord(letter): None for letter in set(parts) if unicodedata.combining(letter)}
    return parts.translate(accents).casefold()
