"""How well the evidence is found, against values worked out by hand."""

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.retrieval import (
    Ranking,
    evidence_within,
    gold_groups,
    judged_ids,
    rank_of_gold,
    ranking_scores,
)
from evals.spans import Place

IDEAL_OF_TWO = 1 + 1 / log2(3)


def at(start: int, end: int, document: str = "d") -> Place:
    return Place(document, start, end)


def scores(places, evidence, level="span"):
    ranking = Ranking("q", tuple(places), tuple(evidence), level)
    return ranking_scores([ranking])["q"]


def test_evidence_within_characters():
    texts = {"d": "x" * 1000}
    places = (at(0, 400), at(500, 700), at(400, 500))

    def within(characters, *gold):
        return evidence_within(Ranking("q", places, (gold,)), characters, texts)

    assert within(500, at(550, 600))  # characters 500 to 599 are read
    assert not within(499, at(550, 600))
    # Two passages together, and any one of several gold places is enough.
    assert within(700, at(390, 510))
    assert not within(650, at(390, 510))
    assert within(10, at(900, 950), at(0, 10))


def test_the_evidence_of_any_answer_is_enough_and_each_lies_in_its_own_text():
    texts = {"d": "x" * 50, "e": "y" * 50 + " " * 50}
    evidence = ((at(0, 40),), (at(30, 60, "e"),))
    assert evidence_within(Ranking("q", (at(0, 50, "e"),), evidence), 50, texts)  # the rest is blank
    assert not evidence_within(Ranking("q", (at(0, 45, "e"),), evidence), 45, texts)


def test_ranking_scores_by_hand():
    # One: gold at rank 2. Two: not found. Three: two true answers, at ranks 1 and 3.
    rankings = [
        Ranking("one", (at(0, 50), at(100, 150)), ((at(110, 120),),)),
        Ranking("two", (at(0, 50), at(50, 90)), ((at(500, 520),),)),
        Ranking("three", (at(0, 50), at(60, 90), at(100, 150)), ((at(0, 20),), (at(100, 120),))),
    ]
    zero = {"recall@1": 0.0, "recall@5": 0.0, "mrr": 0.0, "ndcg@10": 0.0}
    assert ranking_scores(rankings) == {
        "one": zero | {"recall@5": 1.0, "mrr": 1 / 2, "ndcg@10": pytest.approx(1 / log2(3))},
        "two": zero,
        "three": {
            "recall@1": 1.0,
            "recall@5": 1.0,
            "mrr": 1.0,
            "ndcg@10": pytest.approx((1 + 1 / log2(4)) / IDEAL_OF_TWO),
        },
    }
    assert [rank_of_gold(ranking) for ranking in rankings] == [2, None, 1]


def test_alternatives_are_one_piece_and_answers_are_several():
    places = (at(0, 50), at(60, 90))
    # One true answer that stands in two places: finding one of them is all there is to find.
    assert scores(places, [(at(0, 20), at(300, 320))])["ndcg@10"] == pytest.approx(1.0)
    # Two true answers, one of them not found.
    two = [(at(0, 20),), (at(300, 320),)]
    assert scores(places, two)["ndcg@10"] == pytest.approx(1 / IDEAL_OF_TWO)


def test_gold_at_rank_six_and_eleven():
    places = tuple(at(10 * n, 10 * n + 10) for n in range(20))
    assert scores(places, [(at(50, 60),)]) == {
        "recall@1": 0.0,
        "recall@5": 0.0,
        "mrr": pytest.approx(1 / 6),
        "ndcg@10": pytest.approx(1 / log2(7)),
    }
    late = scores(places, [(at(100, 110),)])
    assert late["ndcg@10"] == 0.0
    assert late["mrr"] == pytest.approx(1 / 11)


def test_nothing_to_rank():
    assert ranking_scores([]) == {}
    assert ranking_scores([Ranking("q", (at(0, 5),), ())]) == {}  # nothing answers: no figure
    assert set(scores((), [(at(0, 5),)]).values()) == {0.0}
    found = Ranking("found", (at(0, 5),), ((at(0, 5),),))
    missed = Ranking("missed", (), found.evidence)
    assert {asked: score["mrr"] for asked, score in ranking_scores([found, missed]).items()} == {
        "found": 1.0,
        "missed": 0.0,
    }


def test_the_same_evidence_counts_once():
    # The same passage twice, a gold place cut over two passages, overlapping gold.
    twice = Ranking("twice", (at(0, 50), at(0, 50)), ((at(0, 20),),))
    cut = Ranking("cut", (at(0, 50), at(50, 100)), ((at(0, 100),),))
    overlapping = Ranking("overlapping", (at(0, 50),), ((at(0, 20),), (at(10, 20),), (at(5, 15),)))
    values = ranking_scores([twice, cut, overlapping])
    assert [score["ndcg@10"] for score in values.values()] == pytest.approx([1.0] * 3)
    assert judged_ids(cut, gold_groups(cut)) == ["evidence 0", "rank 2"]


def test_a_long_passage_counts_once_however_many_answers_it_holds():
    two = [(at(0, 10),), (at(40, 50),)]
    assert scores((at(0, 50),), two)["ndcg@10"] == pytest.approx(1 / IDEAL_OF_TWO)
    assert scores((at(0, 20), at(30, 60)), two)["ndcg@10"] == pytest.approx(1.0)
    # The second passage brings nothing that the first one has not.
    assert scores((at(0, 50), at(35, 55)), two)["ndcg@10"] == pytest.approx(1 / IDEAL_OF_TWO)


@given(st.lists(st.integers(0, 9), min_size=10, max_size=10), st.lists(st.integers(0, 90), max_size=5))
def test_what_comes_after_rank_ten_does_not_change_the_gain(ranked, later):
    evidence = [(at(0, 10),), (at(40, 50),), (at(70, 80),)]
    head = [at(10 * n, 10 * n + 10) for n in ranked]
    tail = [at(n, n + 60) for n in later]
    assert scores([*head, *tail], evidence)["ndcg@10"] == scores(head, evidence)["ndcg@10"]


def test_documents_are_ranked_by_their_first_passage():
    # Passages of a, a, b, a, c; gold are b and d. Documents: a, b, c, so b has rank 2.
    places = [at(0, 10, "a"), at(20, 30, "a"), at(0, 10, "b"), at(40, 50, "a"), at(0, 10, "c")]
    evidence = [(at(0, 900, "b"),), (at(0, 900, "d"),)]
    found = scores(places, evidence, "document")
    assert found["mrr"] == pytest.approx(1 / 2)
    assert found["ndcg@10"] == pytest.approx((1 / log2(3)) / IDEAL_OF_TWO)
    assert rank_of_gold(Ranking("q", tuple(places), tuple(evidence), "document")) == 2
    # Judged by places, the same ranking has its first passage on gold at rank 3.
    assert scores(places, evidence)["mrr"] == pytest.approx(1 / 3)


def test_each_gold_document_is_one_piece_of_evidence_however_it_is_written():
    places = [at(0, 10, "b"), at(0, 10, "a"), at(5, 15, "b")]
    apart = [(at(0, 900, "b"),), (at(0, 900, "d"),)]
    together = [(at(0, 900, "b"), at(0, 900, "d"))]
    assert scores(places, apart, "document") == scores(places, together, "document")
    assert scores(places, apart, "document")["ndcg@10"] == pytest.approx(1 / IDEAL_OF_TWO)


places = st.builds(lambda start, size: at(start, start + size), st.integers(0, 80), st.integers(1, 40))
answers = st.lists(st.lists(places, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3)


@given(st.lists(places, max_size=8), answers)
def test_no_ranking_beats_the_best_one(retrieved, evidence):
    ranking = Ranking("q", tuple(retrieved), tuple(evidence))
    groups = gold_groups(ranking)
    assert set().union(*groups) == set(ranking.gold)
    ids = judged_ids(ranking, groups)
    assert len(set(ids)) == len(ids) == len(retrieved)
    figures = ranking_scores([ranking])["q"]
    assert all(-1e-9 <= value <= 1 + 1e-9 for value in figures.values())
    rank = rank_of_gold(ranking)
    assert figures["mrr"] == pytest.approx(1 / rank if rank else 0.0)
    assert figures["recall@1"] == (rank == 1)


@given(st.lists(places, max_size=8), answers)
def test_the_order_of_the_gold_does_not_matter(retrieved, evidence):
    turned = [tuple(reversed(alternatives)) for alternatives in reversed(evidence)]
    assert scores(retrieved, evidence) == pytest.approx(scores(retrieved, turned))
