"""Every figure against values worked out by hand."""

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.answers import exact_match, f1, normalised
from evals.metrics.citations import first_on_gold, replay_share
from evals.metrics.latency import percentile
from evals.metrics.refusal import answered_although_not_answerable, refusal_auroc, wrongly_refused
from evals.metrics.retrieval import (
    Ranking,
    evidence_within,
    gold_groups,
    judged_ids,
    rank_of_gold,
    ranking_figures,
)
from evals.spans import Place, covers, same_place, within_budget


def at(start: int, end: int, document: str = "d") -> Place:
    return Place(document, start, end)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (at(0, 100), at(40, 44), True),  # a short gold span inside a sentence
        (at(0, 10), at(5, 25), True),  # 5 shared, half of 10
        (at(0, 10), at(6, 26), False),  # 4 shared
        (at(0, 10), at(10, 20), False),  # neighbours
        (at(0, 10), at(0, 10, "other"), False),
        (at(3, 3), at(3, 3), False),  # nothing shared, whatever half of nothing is
    ],
)
def test_same_place_is_half_of_the_shorter(one, other, same):
    assert same_place(one, other) is same
    assert same_place(other, one) is same


def test_the_union_covers():
    text = "aaaa bbbb\n\ncccc"
    assert covers([at(0, 4), at(5, 9)], at(0, 9), text)  # only the blank is missing
    assert covers([at(11, 15), at(0, 9)], at(0, 15), text)  # in any order, over a blank line
    assert not covers([at(0, 4), at(6, 9)], at(0, 9), text)  # a letter is missing
    assert not covers([at(0, 9)], at(5, 15), text)
    assert not covers([], at(0, 4), text)
    assert not covers([at(0, 15, "other")], at(0, 4), text)
    assert covers([at(0, 15), at(2, 3)], at(1, 14), text)  # one within another


def test_the_last_place_is_cut_at_the_budget():
    assert within_budget([at(0, 60), at(100, 160)], 100) == (at(0, 60), at(100, 140))
    assert within_budget([at(0, 60), at(100, 160)], 60) == (at(0, 60),)
    assert within_budget([], 60) == ()


def test_evidence_within_characters():
    text = "x" * 1000
    ranking = Ranking("q", (at(0, 400), at(500, 700), at(400, 500)), (at(550, 600),))
    assert evidence_within(ranking, 500, text)  # characters 500 to 599 are read
    assert not evidence_within(ranking, 499, text)
    # Two passages together, and any one of several gold places is enough.
    assert evidence_within(Ranking("q", ranking.places, (at(390, 510),)), 700, text)
    assert not evidence_within(Ranking("q", ranking.places, (at(390, 510),)), 650, text)
    assert evidence_within(Ranking("q", ranking.places, (at(900, 950), at(0, 10))), 10, text)


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 30))), st.integers(0, 90), st.integers(1, 20))
def test_covering_is_holding_every_character(ranges, start, length):
    text = "ab \n" * 40
    places = [at(begin, begin + size) for begin, size in ranges]
    held = {number for place in places for number in range(place.start, place.end)}
    gold = at(start, start + length)
    wanted = {number for number in range(gold.start, gold.end) if not text[number].isspace()}
    assert covers(places, gold, text) == (wanted <= held)


def test_ranking_figures_by_hand():
    # First question: gold at rank 2. Second: not found. Third: two pieces of evidence, at ranks 1 and 3.
    rankings = [
        Ranking("one", (at(0, 50), at(100, 150)), (at(110, 120),)),
        Ranking("two", (at(0, 50), at(50, 90)), (at(500, 520),)),
        Ranking("three", (at(0, 50), at(60, 90), at(100, 150)), (at(0, 20), at(100, 120))),
    ]
    figures = ranking_figures(rankings)
    ideal = 1 + 1 / log2(3)
    assert figures["recall@1"] == pytest.approx(1 / 3)
    assert figures["recall@5"] == pytest.approx(2 / 3)
    assert figures["mrr"] == pytest.approx((1 / 2 + 0 + 1) / 3)
    assert figures["ndcg@10"] == pytest.approx((1 / log2(3) + 0 + (1 + 1 / log2(4)) / ideal) / 3)
    assert [rank_of_gold(ranking) for ranking in rankings] == [2, None, 1]


def test_gold_at_rank_six_and_eleven():
    ranking = Ranking("q", tuple(at(10 * n, 10 * n + 10) for n in range(20)), (at(50, 60),))
    assert ranking_figures([ranking]) == {
        "recall@1": 0.0,
        "recall@5": 0.0,
        "mrr": pytest.approx(1 / 6),
        "ndcg@10": pytest.approx(1 / log2(7)),
    }
    late = Ranking("q", ranking.places, (at(100, 110),))
    assert ranking_figures([late])["ndcg@10"] == 0.0
    assert ranking_figures([late])["mrr"] == pytest.approx(1 / 11)


def test_nothing_to_rank():
    assert ranking_figures([]) == {}
    assert ranking_figures([Ranking("q", (), (at(0, 5),))])["mrr"] == 0.0


def test_the_same_evidence_counts_once():
    # The same passage twice, a gold place cut over two passages, and overlapping gold places.
    twice = Ranking("q", (at(0, 50), at(0, 50)), (at(0, 20),))
    cut = Ranking("q", (at(0, 50), at(50, 100)), (at(0, 100),))
    overlapping = Ranking("q", (at(0, 50),), (at(0, 20), at(10, 20), at(5, 15)))
    one_passage = Ranking("q", (at(0, 50),), (at(0, 10), at(40, 50)))
    for ranking in (twice, cut, overlapping, one_passage):
        assert ranking_figures([ranking])["ndcg@10"] == pytest.approx(1.0)
    assert judged_ids(cut, gold_groups(cut)) == ["evidence 0", "rank 2"]


places = st.builds(lambda start, size: at(start, start + size), st.integers(0, 80), st.integers(1, 40))


@given(st.lists(places, max_size=8), st.lists(places, min_size=1, max_size=4, unique=True))
def test_no_ranking_beats_the_best_one(retrieved, gold):
    ranking = Ranking("q", tuple(retrieved), tuple(gold))
    groups = gold_groups(ranking)
    assert sorted(place for group in groups for place in group) == sorted(gold)
    ids = judged_ids(ranking, groups)
    assert len(set(ids)) == len(ids) == len(retrieved)
    figures = ranking_figures([ranking])
    assert all(-1e-9 <= value <= 1 + 1e-9 for value in figures.values())
    rank = rank_of_gold(ranking)
    assert figures["mrr"] == pytest.approx(1 / rank if rank else 0.0)
    assert figures["recall@1"] == (rank == 1)


def test_words_are_normalised_as_squad_does():
    assert normalised("The  army’s “stand”, an answer!") == "armys stand answer"
    assert normalised("Theatre and another") == "theatre and another"


def test_exact_match():
    assert exact_match("the Express Tribune.", ["a newspaper", "Express Tribune"]) == 1.0
    assert exact_match("Tribune", ["Express Tribune"]) == 0.0
    assert exact_match("", ["Express Tribune"]) == 0.0


def test_f1_by_hand():
    # 2 of 3 predicted words, 2 of 4 expected: 2 * (2/3) * (1/2) / (2/3 + 1/2) = 4/7.
    assert f1("red green blue", ["red green black white"]) == pytest.approx(4 / 7)
    # Repeated words count as often as both have them: 1 of 2, 1 of 1.
    assert f1("red red", ["red"]) == pytest.approx(2 / 3)
    assert f1("red red", ["blue", "red"]) == pytest.approx(2 / 3)
    assert f1("red", ["blue"]) == 0.0
    assert f1("", ["blue"]) == 0.0
    assert f1("the", ["a"]) == 1.0
    assert f1("red", []) == 0.0


def test_first_citation_on_gold():
    gold = [at(100, 200), at(300, 310)]
    assert first_on_gold([at(290, 400), at(0, 10)], gold)
    assert not first_on_gold([at(0, 10), at(100, 200)], gold)  # the second one is no help
    assert not first_on_gold([], gold)  # an abstention
    assert not first_on_gold([at(0, 10)], [])


def test_replay():
    assert replay_share([True, True, False, True]) == 0.75
    assert replay_share([]) is None


def test_refusal_by_hand():
    answerable = [True, True, True, False, False]
    abstained = [False, True, False, True, False]
    assert answered_although_not_answerable(answerable, abstained) == pytest.approx(1 / 2)
    assert wrongly_refused(answerable, abstained) == pytest.approx(1 / 3)
    assert answered_although_not_answerable([True], [True]) is None
    assert wrongly_refused([False], [True]) is None


def test_auroc_by_hand():
    # Pairs (answerable, not): .9>.8, .9>.2, .5<.8, .5>.2, .2<.8, .2=.2 -> (3 + 1/2) of 6.
    confidence = [0.9, 0.5, 0.2, 0.8, 0.2]
    assert refusal_auroc([True, True, True, False, False], confidence) == pytest.approx(3.5 / 6)
    assert refusal_auroc([True, True], [0.1, 0.9]) is None
    assert refusal_auroc([], []) is None


def test_percentiles():
    assert percentile([4.0, 1.0, 3.0, 2.0], 50) == 2.5
    assert percentile([0.0, 1.0], 95) == pytest.approx(0.95)
    assert percentile([], 50) is None
