"""The features of a candidate that are weighed: one that is not named here is collected and left alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evals.collected import Collected
from evals.console import say

SPAN = ("span",)
SIMILARITY = ("coverage", "cosine", "passage", "previous", "expected", "length")
# What is computed from scores, as the margins are, cannot help to make them.
RANKED_BY = (*SPAN, *SIMILARITY, "rank", "headline")
JUDGED_BY = (*RANKED_BY, "margin", "span_margin")


def report_left_alone(asked: Iterable[Collected], weighed: Sequence[str]) -> None:
    """Say which features were collected and are not weighed."""
    unknown = {name for question in asked for name in question.features} - set(weighed)
    if unknown:
        say(f"Collected, but not weighed: {', '.join(sorted(unknown))}.")
