"""Which of the questions that a follow-up may stand for is meant: grammar and a search decide together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.conversation.completing import Completion, ranked, understood_turns
from rag.conversation.turns import Said

Score = Callable[[str], float]
"""From a question to how well a search answers it: the score of the best passage that it finds."""

Scores = Callable[[Sequence[str]], Sequence[float]]
"""The same of several questions at once."""

# How much a search counts, against the logarithm of how likely a completion is without it.
SEARCH_WEIGHT = 6.0
# None that is so much less likely than the best by the grammar alone is searched for.
UNLIKELY = 4.0


def complete(question: str, turns: Sequence[tuple[str, str]], score: Score) -> str:
    """The question that a follow-up most likely stands for, by the grammar and by what a search finds.

    Args:
        question: as it was typed.
        turns: as :func:`rag.completions` takes them.
        score: asked once for each completion, and not at all where there is but one.
    """
    said = tuple(Said.of(*turn) for turn in turns)
    found = ranked(question, understood_turns(said))
    return best_first(found, lambda questions: [score(one) for one in questions])[0].question


def best_first(found: Sequence[Completion], scores: Scores) -> tuple[Completion, ...]:
    """Completions, the most likely first; ``prior`` takes in what a search finds for each.

    One that leaves out what it is about has few words, which are found with ease: its search tells nothing,
    and counts as the least of all.
    """
    if len(found) < 2:
        return tuple(found)
    likely = max(one.prior for one in found) - UNLIKELY
    searched = [one for one in found if one.prior >= likely and one.whole]
    known = dict(zip(searched, scores([one.question for one in searched]) if searched else [], strict=True))
    least = min(known.values(), default=0.0)
    scored = [replace(one, prior=one.prior + SEARCH_WEIGHT * known.get(one, least)) for one in found]
    return tuple(sorted(scored, key=lambda one: -one.prior))
