"""From the features of a candidate to the probability that it is right, as fitted on development data."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from rag.answer import Candidate

# No confidence is nearer to 0 or 1: the questions it was fitted on are too few to prove certainty.
LEAST = 0.03


@dataclass(frozen=True, slots=True)
class Calibration:
    """A linear score of named features and its map to a probability.

    Fitted by ``python -m evals.calibrate``: logistic regression over the features, then the logistic
    function or, where there are ``knots``, straight lines between them (isotonic regression, Zadrozny and
    Elkan 2002). A feature without a weight does not count. ``abstain_below`` is the confidence under which
    nothing is answered, chosen on the same data; ``stated`` is the confidence of what an article states
    about itself, and ``introduces`` that of words that introduce somebody (of 62 on development articles 57
    were right), which no feature measures.
    """

    weights: dict[str, float]
    bias: float
    knots: tuple[tuple[float, float], ...]
    abstain_below: float
    stated: float = 0.9
    introduces: float = 0.9

    def confidence(self, candidate: Candidate) -> float:
        """The probability that the candidate answers, from 0 to 1."""
        if "in_conversation" in candidate.features:
            return probability(candidate.features["in_conversation"])
        if candidate.features.get("stated"):
            return self.stated
        if candidate.features.get("introduces"):
            return self.introduces
        features = candidate.features
        linear = self.bias + sum(w * features.get(name, 0.0) for name, w in self.weights.items())
        if not self.knots:
            return probability(linear)
        places = [x for x, _ in self.knots]
        return float(np.interp(linear, places, [y for _, y in self.knots]))


def probability(log_odds: float) -> float:
    """The logistic function, no nearer to 0 and 1 than is known."""
    return min(max((1.0 + math.tanh(log_odds / 2)) / 2, LEAST), 1 - LEAST)


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """The calibration shipped beside this module."""
    data: dict[str, Any] = json.loads(
        (files("rag.answering") / "calibration.json").read_text(encoding="utf-8")
    )
    return Calibration(
        weights=data["weights"],
        bias=data["bias"],
        knots=tuple((x, y) for x, y in data["knots"]),
        abstain_below=data["abstain_below"],
    )
