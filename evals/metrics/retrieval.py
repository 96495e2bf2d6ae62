"""How well the evidence is found. Only answerable questions count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals.datasets.model import Level
from evals.spans import Place, covers, on_any, within_budget

BUDGETS = (500, 2000)


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a search returned for one question, best first, and the evidence it should have found.

    ``evidence`` has an entry for each distinct true answer: the alternative places that bear it. With
    ``level`` ``document`` a place stands for its whole document.
    """

    question_id: str
    places: tuple[Place, ...]
    evidence: tuple[tuple[Place, ...], ...]
    level: Level = "span"

    @property
    def gold(self) -> tuple[Place, ...]:
        """Every place of the evidence once."""
        return tuple(dict.fromkeys(place for places in self.evidence for place in places))

    @property
    def ranked(self) -> tuple[Place, ...]:
        """What has a rank: every place, or the first place of each document where documents are judged."""
        if self.level == "span":
            return self.places
        firsts: dict[str, Place] = {}
        for place in self.places:
            firsts.setdefault(place.document_id, place)
        return tuple(firsts.values())

    def relevant(self, place: Place, golds: Iterable[Place]) -> bool:
        """Whether ``place`` is on one of ``golds``: the same place, or the same document."""
        if self.level == "span":
            return on_any(place, golds)
        return any(place.document_id == gold.document_id for gold in golds)


def evidence_within(ranking: Ranking, characters: int, texts: Mapping[str, str]) -> bool:
    """Whether the evidence lies within the first ``characters`` characters retrieved.

    Passages are read in rank order and the last one is cut at the budget; the union of their ranges
    must cover one of the gold places (blanks aside). ``texts`` are the documents' texts by id.

    Source: this project's design. Recall of passages rewards long passages; characters are what a
    reader, or a language model's window, pays for.
    """
    read = within_budget(ranking.places, characters)
    return any(covers(read, gold, texts[gold.document_id]) for gold in ranking.gold)


def rank_of_gold(ranking: Ranking) -> int | None:
    """The rank, from 1, of the first passage (or document) on a gold place; None without one."""
    for rank, place in enumerate(ranking.ranked, 1):
        if ranking.relevant(place, ranking.gold):
            return rank
    return None


def gold_groups(ranking: Ranking) -> list[set[Place]]:
    """The distinct pieces of evidence, whatever was retrieved.

    The alternatives of one true answer are one piece, and so are answers whose places overlap by half of the
    shorter: the groups partition the gold places. Where documents are judged each gold document is a piece,
    as BEIR counts (Thakur et al. 2021).
    """
    if ranking.level == "document":
        documents: dict[str, set[Place]] = {}
        for gold in ranking.gold:
            documents.setdefault(gold.document_id, set()).add(gold)
        return list(documents.values())
    groups = [set(places) for places in ranking.evidence if places]
    for place in ranking.gold:
        touched = [group for group in groups if place in group or on_any(place, group)]
        if len(touched) > 1:
            groups = [group for group in groups if group not in touched]
            groups.append(set().union(*touched))
    return groups


def judged_ids(ranking: Ranking, groups: Sequence[set[Place]]) -> list[str]:
    """One id for each rank: a piece of evidence first met there, or an id that is not relevant.

    A passage counts once, however many pieces it holds, and one that holds no new piece is not relevant:
    neither long passages nor duplicates can lift a figure.
    """
    ids: list[str] = []
    met: set[int] = set()
    for rank, place in enumerate(ranking.ranked, 1):
        held = {number for number, group in enumerate(groups) if ranking.relevant(place, group)}
        new = held - met
        ids.append(f"evidence {min(new)}" if new else f"rank {rank}")
        met |= held
    return ids


def ranking_scores(rankings: Iterable[Ranking]) -> dict[str, dict[str, float]]:
    """Four figures of each question by its id, computed by ir-measures; questions without gold are left out.

    - ``recall@1``, ``recall@5``: 1 with a relevant passage among the first one or five, else 0
      (success at k; Karpukhin et al. 2020 call its mean top-k accuracy).
    - ``mrr``: 1 / rank of the first relevant passage, 0 without one (Voorhees 1999).
    - ``ndcg@10``: discounted gain of the first ten ranks over the best possible one, binary gains,
      discount log2(rank + 1) (Järvelin and Kekäläinen 2002). Several true answers are several pieces
      of evidence, and the best ranking has a passage for each of them first.

    A passage is relevant when it overlaps a gold place by half of the shorter. Where documents are
    judged, each document takes the rank of its first passage among the documents.
    """
    from ir_measures import RR, Qrel, ScoredDoc, Success, iter_calc, nDCG

    names = {Success @ 1: "recall@1", Success @ 5: "recall@5", RR: "mrr", nDCG @ 10: "ndcg@10"}
    scores: dict[str, dict[str, float]] = {}
    relevant: list[Qrel] = []
    retrieved: list[ScoredDoc] = []
    for ranking in rankings:
        asked, groups = ranking.question_id, gold_groups(ranking)
        if not groups:
            continue
        # A question for which nothing was retrieved never comes back from ir-measures.
        scores[asked] = dict.fromkeys(names.values(), 0.0)
        relevant += [Qrel(asked, f"evidence {number}", 1) for number in range(len(groups))]
        ids = enumerate(judged_ids(ranking, groups))
        retrieved += [ScoredDoc(asked, identity, -rank) for rank, identity in ids]
    for value in iter_calc(list(names), relevant, retrieved) if relevant else ():
        scores[value.query_id][names[value.measure]] = float(value.value)
    return scores
