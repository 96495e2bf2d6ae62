"""How well the evidence is found. Only answerable questions count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.spans import Place, covers, on_any, same_place, within_budget

BUDGETS = (500, 2000)


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a search returned for one question, best first, and the acceptable gold places."""

    question_id: str
    places: tuple[Place, ...]
    gold: tuple[Place, ...]


def evidence_within(ranking: Ranking, characters: int, text: str) -> bool:
    """Whether the evidence lies within the first ``characters`` characters retrieved.

    Passages are read in rank order and the last one is cut at the budget; the union of their ranges
    must cover one of the gold places (blanks aside). ``text`` is the text of the gold places' document.

    Source: this project's design. Recall of passages rewards long passages; characters are what a
    reader, or a language model's window, pays for.
    """
    read = within_budget(ranking.places, characters)
    return any(covers(read, gold, text) for gold in ranking.gold)


def rank_of_gold(ranking: Ranking) -> int | None:
    """The rank, from 1, of the first passage that is the same place as a gold place; None without one."""
    for rank, place in enumerate(ranking.places, 1):
        if on_any(place, ranking.gold):
            return rank
    return None


def gold_groups(ranking: Ranking) -> list[set[Place]]:
    """The distinct pieces of evidence: gold places that overlap, or that one passage holds, are one.

    The groups partition the gold places, and no passage is relevant to two of them.
    """
    groups = [{gold} for gold in ranking.gold]
    for place in (*ranking.gold, *ranking.places):
        touched = [group for group in groups if any(same_place(place, gold) for gold in group)]
        if len(touched) > 1:
            groups = [group for group in groups if group not in touched]
            groups.append(set().union(*touched))
    return groups


def judged_ids(ranking: Ranking, groups: Sequence[set[Place]]) -> list[str]:
    """One id for each rank: the piece of evidence first met there, or an id that is not relevant.

    A second passage on the same piece of evidence is not relevant again, so that neither duplicates
    nor gold that spans two passages can lift a figure above 1.
    """
    ids: list[str] = []
    for rank, place in enumerate(ranking.places, 1):
        number = next((n for n, group in enumerate(groups) if on_any(place, group)), None)
        identity = f"evidence {number}"
        ids.append(f"rank {rank}" if number is None or identity in ids else identity)
    return ids


def ranking_figures(rankings: Iterable[Ranking]) -> dict[str, float]:
    """Means over the questions of four figures, computed by ir-measures.

    - ``recall@1``, ``recall@5``: share of questions with a relevant passage among the first one or five
      (success at k; Karpukhin et al. 2020 call it top-k accuracy).
    - ``mrr``: mean of 1 / rank of the first relevant passage, 0 without one (Voorhees 1999).
    - ``ndcg@10``: discounted gain of the first ten ranks over the best possible one, binary gains,
      discount log2(rank + 1) (Järvelin and Kekäläinen 2002). Several true answers are several pieces
      of evidence, and the best ranking would hold all of them first.

    A passage is relevant when it overlaps a gold place by half of the shorter.
    """
    import ir_measures
    from ir_measures import RR, Qrel, ScoredDoc, Success, nDCG

    names = {"recall@1": Success @ 1, "recall@5": Success @ 5, "mrr": RR, "ndcg@10": nDCG @ 10}
    relevant: list[Qrel] = []
    retrieved: list[ScoredDoc] = []
    for ranking in rankings:
        asked, groups = ranking.question_id, gold_groups(ranking)
        relevant += [Qrel(asked, f"evidence {number}", 1) for number in range(len(groups))]
        ids = enumerate(judged_ids(ranking, groups))
        retrieved += [ScoredDoc(asked, identity, -rank) for rank, identity in ids]
    if not relevant:
        return {}
    values = ir_measures.calc_aggregate(list(names.values()), relevant, retrieved)
    return {name: float(values[measure]) for name, measure in names.items()}
