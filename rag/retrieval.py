"""Hybrid retrieval: what the full-text and the vector search found, fused into one ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from index import Match, Passage


def fuse(matches: Sequence[Match]) -> tuple[Passage, ...]:
    """Rank the union of both searches, best first; ``Passage.score`` is the fused score.

    The score is the sum of both searches' scores, each divided by its standard deviation over the union
    (a z-scored sum, as the means do not change a ranking; Shaw and Fox 1994's CombSUM on standardised scores).
    """
    if not matches:
        return ()
    fused = standardised([m.lexical for m in matches]) + standardised([m.dense for m in matches])
    order = sorted(range(len(matches)), key=lambda i: (-fused[i], matches[i].passage.passage_id))
    return tuple(replace(matches[i].passage, score=float(fused[i])) for i in order)


def standardised(scores: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Scores minus their mean, over their standard deviation; zeros where all are equal."""
    values = np.asarray(scores, dtype=np.float64)
    deviation = values.std()
    return (values - values.mean()) / deviation if deviation > 0 else np.zeros_like(values)
