"""The exhaustive sum by hand, and what is said about the ranking that ships."""

import pytest

from evals.datasets import Dataset, DatasetError, Question
from evals.fusion import answerable, exhaustive, points, standardised, verdict
from index import Passage
from rag import Match


def match(identity, bm25, cosine):
    passage = Passage(identity, "d", "v", "paste:T", "T", None, 0, 1, "x", coverage=0.0, cosine=cosine)
    return Match(passage, bm25)


def test_standardised_by_hand():
    assert standardised([2.0, 6.0]) == [-1.0, 1.0]
    assert standardised([3.0, 3.0, 3.0]) == [0.0, 0.0, 0.0]
    assert standardised([]) == []


def test_the_sum_by_hand():
    # BM25 0, 0, 3: mean 1, deviation √2; cosine 0, .6, .6: mean .4, deviation .4/√2.
    ranked = exhaustive([match("a", 0.0, 0.0), match("b", 0.0, 0.6), match("c", 3.0, 0.6)])
    assert [passage.passage_id for passage in ranked] == ["c", "b", "a"]
    root = 2**0.5
    assert [passage.score for passage in ranked] == pytest.approx(
        [2 / root + 1 / root, -1 / root + 1 / root, -1 / root - root]
    )


def test_equal_scores_have_one_order():
    ranked = exhaustive([match("b", 1.0, 0.5), match("a", 1.0, 0.5)])
    assert [passage.passage_id for passage in ranked] == ["a", "b"]


def test_points_and_the_sentence_about_them():
    apart = points({"fused": {"mrr": 0.885, "recall@1": 0.7}, "exhaustive": {"mrr": 0.89, "recall@1": 0.65}})
    assert apart == {"mrr": -0.5, "recall@1": 5.0}
    assert "nowhere more than a point below" in verdict(apart)
    assert verdict({"mrr": -1.01, "recall@1": 3.0}).endswith(
        "is more than a point below the exhaustive sum: mrr."
    )


def test_only_development_questions_are_compared():
    asked = [
        Question(f"q{number}", "d", "who?", "who", able, (), (), split)
        for number, (able, split) in enumerate(
            [(True, "test"), (True, "development"), (False, "development")]
        )
    ]
    assert [question.id for question in answerable(Dataset("known", (), tuple(asked)))] == ["q1"]
    with pytest.raises(DatasetError, match="no question with evidence"):
        answerable(Dataset("known", (), (asked[2],)))
