"""The order of passages as their best sentences rank them, beside the order in which they were retrieved."""

import pytest

from evals.passage_ranking import passage_figures, reciprocal_rank
from tests.evals.candidates import collected

NEAR = {"near": 1.0}


def asked(near, ranks, on_gold, number=1, document="d"):
    features = {"near": near, "rank": [1 / rank for rank in ranks]}
    return collected(number, features, on_gold, document)


def test_a_passage_stands_where_its_best_sentence_stands():
    question = asked([0.1, 0.9, 0.5, 0.7], [1, 2, 1, 3], [2])
    assert reciprocal_rank(question, {"rank": 1.0}) == 1.0
    assert reciprocal_rank(question, NEAR) == pytest.approx(1 / 3)


def test_without_a_true_candidate_it_is_nothing():
    assert reciprocal_rank(asked([0.1], [1], []), NEAR) == 0.0
    assert reciprocal_rank(asked([], [], []), NEAR) == 0.0


def test_both_orders_are_compared_in_each_set_and_in_all():
    questions = [asked([0.1, 0.9], [1, 2], [1], number, f"d{number}") for number in range(12)]
    found = passage_figures(questions, [NEAR] * 12, [f"d{number}" for number in range(12)])
    assert list(found) == ["harbours", "every set"]
    assert found["harbours"]["recall@1"]["retrieved"] == 0.0
    assert found["harbours"]["recall@1"]["ranked"] == 1.0
    assert found["harbours"]["recall@1"]["p"] < 0.01
    assert found["every set"]["mrr"]["retrieved"] == 0.5
