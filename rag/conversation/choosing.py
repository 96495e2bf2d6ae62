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

Distance = Callable[[str], float]
"""From a question to how far the best passage of what was spoken of lies below the best of all: 0 or more."""

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


def best_first(
    found: Sequence[Completion], scores: Scores, distance: Distance | None = None
) -> tuple[Completion, ...]:
    """Completions, the most likely first; ``prior`` takes in what a search finds for each.

    One that leaves out what it is about has few words, which are found with ease: its search tells nothing,
    and counts as the least of all. One that only tells what is spoken of finds what the typed question finds
    there, so it needs ``distance``, and is left out without.
    """
    found = [one for one in found if not one.bridging or distance]
    if len(found) < 2:
        return tuple(found)
    likely = max(one.prior for one in found) - UNLIKELY
    searched = [one for one in found if one.prior >= likely and one.whole and not one.bridging]
    known = dict(zip(searched, scores([one.question for one in searched]) if searched else [], strict=True))
    least = min(known.values(), default=0.0)
    scored = []
    for one in found:
        value = known.get(one, least)
        if one.bridging and distance:
            value = least - distance(searched[0].question)
        scored.append(replace(one, prior=one.prior + SEARCH_WEIGHT * value))
    return tuple(sorted(scored, key=lambda one: -one.prior))
