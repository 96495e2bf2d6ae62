"""When the reader may stop: what is found, and how much is read, for a margin that counts as thin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from evals.collected import Collected, margins
from evals.cross_fitting import Numbers, equal_shares
from rag import reading_stages

# In units of a score: natural logarithms. Below the last one lies every margin: everything is read.
THIN_MARGINS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 100.0)
# So much of what is found may be given up for reading less: reading is what takes long.
GIVEN_UP = 0.005


class ReadOn(NamedTuple):
    """Whether the first candidate is true when reading stops, and how many passages it took."""

    first_is_true: bool
    passages: int


def read_on(
    asked: Collected, weights: Mapping[str, float], places: Numbers, thin: float, most: int
) -> ReadOn:
    """Replay the stages over candidates that were collected with everything read.

    ``places`` has the place of each candidate's passage in the order of reading, from 1. At most ``most``
    passages are read.
    """
    if not len(asked.scores):
        return ReadOn(False, 0)
    scores = asked.weighed(weights)
    total = min(int(places.max()), most)
    for _, end in reading_stages(total):
        seen = np.flatnonzero(places <= end)
        order = seen[np.argsort(-scores[seen], kind="stable")]
        if len(order) > 1 and margins(scores[order])[0] >= thin:
            break
    return ReadOn(bool(asked.on_gold[order[0]]) if len(order) else False, min(end, total))


def reading_order(asked: Collected, unread: Mapping[str, float]) -> Numbers:
    """The place of each candidate's passage in the order of reading, from 1: by its best sentence unread."""
    ranks: list[float] = asked.features.get("rank", np.ones(len(asked.scores))).tolist()
    best: dict[float, float] = {}
    for rank, score in zip(ranks, asked.weighed(unread).tolist(), strict=True):
        best[rank] = max(score, best.get(rank, score))
    # Of equals the one that was ranked first: 1 / rank is larger.
    order = sorted(best, key=lambda rank: (-best[rank], -rank))
    places = {rank: float(place) for place, rank in enumerate(order, 1)}
    return np.array([places[rank] for rank in ranks])


def steps(
    asked: Sequence[Collected],
    weights: Sequence[Mapping[str, float]],
    unread: Sequence[Mapping[str, float]],
    most: int,
) -> list[dict[str, Any]]:
    """For each margin that may count as thin what is found and how many passages are read, both means.

    ``weights`` and ``unread``, those before reading, are each question's own. Sets count alike, and in a set
    documents.
    """
    shares = equal_shares([question.group for question in asked])
    places = [reading_order(question, own) for question, own in zip(asked, unread, strict=True)]
    made = []
    for thin in THIN_MARGINS:
        ends = [read_on(*each, thin, most) for each in zip(asked, weights, places, strict=True)]
        found, passages = np.average(np.array(ends, dtype=float), axis=0, weights=shares).tolist()
        made.append({"thin_margin": thin, "found": round(found, 4), "passages": round(passages, 2)})
    return made


def thinnest(made: Sequence[Mapping[str, Any]]) -> float:
    """The least margin that finds as much as any other, but for ``GIVEN_UP``."""
    most = max(step["found"] for step in made)
    return float(min(step["thin_margin"] for step in made if step["found"] >= most - GIVEN_UP))
