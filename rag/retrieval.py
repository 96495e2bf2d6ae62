"""Hybrid retrieval: what the full-text and the vector search found, fused into one ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index import Match, Passage

# How much a cosine counts beside the coverage of the question's words, fitted on development data.
COSINE_WEIGHT = 1.75


def fuse(matches: Sequence[Match]) -> tuple[Passage, ...]:
    """Rank the union of both searches, best first; ``Passage.score`` is the fused score.

    The score is the weighted coverage of the question's words plus ``COSINE_WEIGHT`` times the cosine. Both
    mean the same for every question, so nothing needs to be standardised; coverage beat BM25 in this sum
    on every development set (docs/decisions.md), while BM25 finds the candidates.
    """
    scored = [
        replace(match.passage, score=match.coverage + COSINE_WEIGHT * match.cosine) for match in matches
    ]
    return tuple(sorted(scored, key=lambda passage: (-passage.score, passage.passage_id)))
