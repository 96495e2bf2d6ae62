"""Hybrid retrieval: what the full-text and the vector search found, fused into one ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index import Match, Passage

# How much a cosine counts beside the coverage of the question's words, and how much the best passage of a
# document counts for its other passages. Chosen on development data (docs/decisions.md).
COSINE_WEIGHT = 1.25
DOCUMENT_WEIGHT = 0.35
# So many passages of either search are looked at where only the best ones' scores are wanted.
GLANCED_AT = 20


def fuse(matches: Sequence[Match]) -> tuple[Passage, ...]:
    """Rank the union of both searches, best first; ``Passage.score`` is the fused score.

    The score is the weighted coverage of the question's words, plus ``COSINE_WEIGHT`` times the cosine, plus
    ``DOCUMENT_WEIGHT`` times the best such sum in the same document. The terms mean the same for every
    question, so nothing needs to be standardised; coverage beat BM25 in this sum on every development
    set, while BM25 finds the candidates.
    """
    scores = [match.passage.coverage + COSINE_WEIGHT * match.passage.cosine for match in matches]
    best: dict[str, float] = {}
    for match, score in zip(matches, scores, strict=True):
        document = match.passage.document_id
        best[document] = max(score, best.get(document, score))
    scored = [
        replace(match.passage, score=score + DOCUMENT_WEIGHT * best[match.passage.document_id])
        for match, score in zip(matches, scores, strict=True)
    ]
    return tuple(sorted(scored, key=lambda passage: (-passage.score, passage.passage_id)))
