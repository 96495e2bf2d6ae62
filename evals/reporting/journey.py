"""What became of the gold passage from stage to stage, and which stage lost it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from evals.reporting.wording import ordinal
from evals.results import Row, SystemRow

Ranks = Mapping[str, int | None]
# Side by side at the beginning; every other stage takes over from the one before it.
SEARCHES = ("lexical", "dense")
STAGES = {
    "lexical": "lexical search",
    "dense": "dense search",
    "fused": "fusion",
    "reranked": "re-ranking",
    "read": "reading",
}
# What can go wrong besides a stage that ranks badly.
SEARCH, CHOICE, REFUSAL, DECISION, LENGTH = "search", "choice of sentence", "refusal", "decision", "length"
VERDICTS = {
    SEARCH: "Search never ranked it high enough, and nothing later made up for it.",
    CHOICE: "The gold passage came out first, but the sentence that was cited is not on gold.",
    REFUSAL: "The right sentence was found and then withheld.",
    DECISION: "No article answers this question, so an answer should have been withheld.",
    LENGTH: "The gold passage came out first, but what was retrieved does not cover enough of the gold.",
}


def lost_by(row: Row, system: SystemRow, asked: bool = True) -> str:
    """The stage or decision that lost this question's gold, in words; empty where no rank is known.

    ``asked`` is False where the system was only searched, so that no sentence was chosen.
    """
    if not row.answerable:
        return DECISION
    if asked and system.abstained and right(system):
        return REFUSAL
    if not row.ranks:
        return CHOICE if asked else ""
    if final_rank(row.ranks) == 1:
        return CHOICE if asked else LENGTH
    worse = [stage for stage, before, rank in handovers(row.ranks) if is_worse(rank, before)]
    return STAGES.get(worse[-1], worse[-1]) if worse else SEARCH


def verdict(stage: str) -> str:
    """A sentence on the stage or decision that :func:`lost_by` names; empty for an empty name."""
    if not stage:
        return ""
    return VERDICTS.get(stage, f"{stage.capitalize()} put others before it.")


def journey(ranks: Ranks) -> str:
    """The way of the gold passage in a sentence: “Found third by lexical search, … lost by fusion.”"""
    if not ranks:
        return ""
    steps = [searched(ranks), *(step(*handover) for handover in handovers(ranks))]
    sentence = ", ".join(part for part in steps if part)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def searched(ranks: Ranks) -> str:
    """What the searches, side by side, made of it."""
    searches = [stage for stage in SEARCHES if stage in ranks]
    found = [stage for stage in searches if ranks[stage] is not None]
    if not found:
        return f"found by neither {' nor '.join(searches)} search" if len(searches) > 1 else missed(searches)
    hits = [f"{ordinal(ranks[stage] or 0)} by {STAGES[stage]}" for stage in found]
    misses = [f"not by {STAGES[stage]}" for stage in searches if stage not in found]
    return f"found {', '.join([*hits, *misses])}"


def missed(searches: list[str]) -> str:
    """The words for one search that did not find it."""
    return f"not found by {STAGES[searches[0]]}" if searches else ""


def step(stage: str, before: int | None, rank: int | None) -> str:
    """What one stage did with what it was handed."""
    name = STAGES.get(stage, stage)
    if rank is None:
        return f"lost by {name}" if before is not None else ""
    if before is None:
        return f"found {ordinal(rank)} by {name}"
    if rank == before:
        return f"kept {ordinal(rank)} by {name}"
    return f"moved {'down' if rank > before else 'up'} to {ordinal(rank)} by {name}"


def handovers(ranks: Ranks) -> list[tuple[str, int | None, int | None]]:
    """Each stage after the searches: its name, the rank it was handed (at first the better search’s), its."""
    later = [stage for stage in ranks if stage not in SEARCHES]
    given = [rank for stage in SEARCHES if (rank := ranks.get(stage)) is not None]
    handed = [min(given, default=None), *(ranks[stage] for stage in later)]
    return [(stage, old, new) for stage, (old, new) in zip(later, pairwise(handed), strict=True)]


def final_rank(ranks: Ranks) -> int | None:
    """The rank after the last stage; the better search's where there is no other stage."""
    later = [stage for stage in ranks if stage not in SEARCHES]
    return ranks[later[-1]] if later else min((rank for rank in ranks.values() if rank), default=None)


def is_worse(rank: int | None, before: int | None) -> bool:
    """Whether a rank lies behind another; none at all lies behind every rank."""
    return before is not None and (rank is None or rank > before)


def right(system: SystemRow) -> bool:
    """Whether the first citation is on gold where nothing is withheld."""
    scores = system.scores
    return scores.get("first citation on gold, no abstaining", scores.get("right", 0.0)) == 1.0
