"""Which words of a question no article in scope mentions: names, numbers and rare nouns."""

from __future__ import annotations

from collections.abc import Sequence

from index import Scope, Snapshot
from rag.terms import terms

# No sentence names more of them.
MOST = 3
NOTHING = "Nothing here mentions "


def missing(snapshot: Snapshot, question: str, scope: Scope) -> tuple[str, ...]:
    """The names, numbers and nouns of a question that nothing in scope mentions, as a sentence shows them."""
    asked = terms(question)
    if not asked or scope.count == 0:
        return ()
    forms = frozenset().union(*(term.forms | term.beside for term in asked))
    held = snapshot.mentioned(sorted(forms), scope)
    absent = [term for term in asked if not term.forms & held]
    telling = [term for term in absent if not term.noun] or absent
    return tuple(dict.fromkeys(term.alone if term.beside & held else term.shown for term in telling))[:MOST]


def nothing_mentions(absent: Sequence[str]) -> str:
    """The sentence that says so."""
    *others, last = absent
    return f"{NOTHING}{', '.join(others)}{' or ' if others else ''}{last.rstrip('.')}."


def mentions_nothing(reason: str | None) -> bool:
    """Whether a reason is that sentence."""
    return reason is not None and reason.startswith(NOTHING)
