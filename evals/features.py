"""The features of a candidate that are weighed: one that is not named here is collected and left alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evals.collected import Collected
from evals.console import say

SPAN = ("span", "mass")
SIMILARITY = (
    "coverage",
    "cosine",
    "passage",
    "previous",
    "expected",
    "length",
    "likeness",
    "likeness_titled",
)
# What is computed from scores, as the margin is, cannot help to make them.
UNREAD = (*SIMILARITY, "headline", "names")
RANKED_BY = (*SPAN, *UNREAD)
VERIFIED = "verified"
# The confidence rests on few features: the more of them weigh how near a sentence is to the question, the
# surer it becomes of questions that are near to the article and not answered by it (docs/decisions.md).
JUDGED_BY = ("cosine", "names", "margin", VERIFIED)


def report_left_alone(asked: Iterable[Collected], weighed: Sequence[str]) -> None:
    """Say which features were collected and are not weighed."""
    unknown = {name for question in asked for name in question.features} - set(weighed)
    if unknown:
        say(f"Collected, but not weighed: {', '.join(sorted(unknown))}.")
