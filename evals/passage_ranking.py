"""What the ranking of sentences makes of the order of passages, beside that in which they were retrieved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from evals.collected import Collected
from evals.cross_fitting import EVERY_SET, Numbers
from evals.reading_on import reading_order
from evals.statistics.permutation import mean_probability, swap_groups

RETRIEVED = {"rank": 1.0}


def reciprocal_rank(asked: Collected, weights: Mapping[str, float]) -> float:
    """One over the place of the first passage with a true candidate, passages by their best; 0 without."""
    places = reading_order(asked, weights)[asked.on_gold]
    return 1.0 / float(places.min()) if len(places) else 0.0


def passage_figures(
    asked: Sequence[Collected], weights: Sequence[Mapping[str, float]], documents: Sequence[str]
) -> dict[str, dict[str, dict[str, float]]]:
    """For each set and for all, recall@1 and MRR of the passages as retrieved and as ranked by weights.

    ``weights`` are each question's own. Each figure has ``retrieved``, ``ranked`` and ``p``: how likely so
    large a difference is by chance, both systems swapped in whole documents.
    """
    before = np.array([reciprocal_rank(question, RETRIEVED) for question in asked])
    after = np.array([reciprocal_rank(question, own) for question, own in zip(asked, weights, strict=True)])
    sources = [question.key.source for question in asked]
    found: dict[str, dict[str, dict[str, float]]] = {}
    for name in (*dict.fromkeys(sources), EVERY_SET):
        places = [place for place, source in enumerate(sources) if name in (source, EVERY_SET)]
        groups, _ = swap_groups([documents[place] for place in places])
        found[name] = {
            "recall@1": compared(before[places] == 1, after[places] == 1, groups),
            "mrr": compared(before[places], after[places], groups),
        }
    return found


def compared(before: Any, after: Any, groups: Any) -> dict[str, float]:
    """Both means and how likely their difference is by chance."""
    first, second = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    differences: Numbers = second - first
    return {
        "retrieved": round(float(first.mean()), 4),
        "ranked": round(float(second.mean()), 4),
        "p": round(mean_probability(differences, groups), 4),
    }
