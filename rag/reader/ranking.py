"""How the features of a candidate add up to its score, as fitted on development data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a candidate's features count.

    ``weights`` are those of the features before the second look; ``second_look`` is what their sum and what
    the verifier's log-odds count after it; ``unread`` are the weights of those known before reading;
    ``thin_margin`` is the distance of scores below which the reader reads on. Fitted by
    ``python -m evals.fit_ranking``. Scores are on the scale of natural logarithms: a margin of 1 says that
    the best candidate is *e* times as likely as the next.
    """

    weights: Mapping[str, float]
    thin_margin: float
    second_look: tuple[float, float] = (1.0, 0.0)
    unread: Mapping[str, float] = field(default_factory=dict)

    def score(self, features: Mapping[str, float]) -> float:
        """The weighted sum of a candidate's features; one that it lacks is 0."""
        return weighted(self.weights, features)

    def score_unread(self, features: Mapping[str, float]) -> float:
        """The weighted sum of what is known of a sentence before it is read."""
        return weighted(self.unread, features)

    def second_score(self, score: float, verified: float) -> float:
        """The score after the second look."""
        before, after = self.second_look
        return before * score + after * verified


def weighted(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The weighted sum of features; one that is lacking is 0."""
    return sum(weight * features.get(name, 0.0) for name, weight in weights.items())


@lru_cache(maxsize=1)
def ranking() -> Ranking:
    """The ranking shipped beside this module."""
    content: dict[str, Any] = json.loads((files("rag.reader") / "ranking.json").read_text(encoding="utf-8"))
    first, second = content["second_look"]
    return Ranking(
        weights=content["weights"],
        thin_margin=content["thin_margin"],
        second_look=(first, second),
        unread=content["unread"],
    )
