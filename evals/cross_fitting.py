"""What both fitting programs rest on: documents held out together, and sets that count alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Positions = NDArray[np.int64]
Flags = NDArray[np.bool_]
FOLDS = 5
# The name under which figures over all sets stand beside those of each.
EVERY_SET = "every set"


class Group(NamedTuple):
    """What is held out together: a document of a set of questions."""

    source: str
    document: str


def folds(groups: Sequence[Group], most: int = FOLDS) -> list[tuple[Positions, Positions]]:
    """Pairs of positions to fit on and to predict: no group in both, each set spread over all pairs.

    With a single group there is nothing to hold out: it is fitted on and predicted at once. Source:
    stratified cross-validation over groups, by scikit-learn.
    """
    from sklearn.model_selection import StratifiedGroupKFold

    every = np.arange(len(groups))
    numbers = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    count = min(most, len(numbers))
    if count < 2:
        return [(every, every)]
    sources = spread_sources(groups, count)
    held = [numbers[group] for group in groups]
    parts = StratifiedGroupKFold(count).split(every, sources, held)
    return [(known, unseen) for known, unseen in parts if len(unseen) and len(known)]


def spread_sources(groups: Sequence[Group], count: int) -> list[str]:
    """Each position's set; where a set has fewer questions than there are folds, all count as one."""
    sizes = Counter(group.source for group in groups)
    if min(sizes.values()) < count:
        return [""] * len(groups)
    return [group.source for group in groups]


def equal_shares(groups: Sequence[Group]) -> Numbers:
    """A weight for each position: every set counts alike, and in a set every document; their mean is 1."""
    questions = Counter(groups)
    documents = Counter(group.source for group in questions)
    weights = np.array([1.0 / (questions[group] * documents[group.source]) for group in groups])
    return weights * len(groups) / weights.sum() if len(groups) else weights
