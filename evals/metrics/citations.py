"""Whether an answer's evidence is the right evidence, and whether it stands where it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evals.metrics.refusal import share
from evals.spans import Place, on_any


def first_on_gold(cited: Sequence[Place], gold: Iterable[Place]) -> bool:
    """Whether the first citation overlaps a gold place by half of the shorter.

    An answer without citations, which is what an abstention is, counts as a miss. Source: this
    project's definition.
    """
    return bool(cited) and on_any(cited[0], gold)


def replay_share(held: Sequence[bool]) -> float | None:
    """The share of all citations whose quotation stands, character for character, where it says.

    One flag a citation, as ``Assistant.verify`` reports it; anything below 1 is a defect. None where
    nothing was cited. Source: this project's first promise.
    """
    return share(held)
