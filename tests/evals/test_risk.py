"""What confidences are worth, by hand and against scikit-learn; thresholds on a curve."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, roc_auc_score

from evals.risk import (
    Judged,
    at,
    best_gain,
    cost_threshold,
    curve,
    equal_mass_error,
    error_by_chance,
    figures,
    highest_answering,
    lowest_refusing,
)

asked = st.lists(
    st.tuples(st.sampled_from([0.1, 0.3, 0.5, 0.7, 0.9]), st.booleans(), st.booleans()),
    min_size=1,
    max_size=30,
)
rates = st.sampled_from([0.0, 0.2, 0.25, 0.5, 0.8, 1.0])


def judged(rows, shares=None):
    """From rows of confidence, whether it is answerable, and whether it would be right if it were."""
    confidence, answerable, right = (np.array(column) for column in zip(*rows, strict=True))
    return Judged(
        confidence.astype(float),
        right.astype(bool) & answerable.astype(bool),
        answerable.astype(bool),
        np.ones(len(rows)) if shares is None else np.array(shares, dtype=float),
    )


BY_HAND = judged([(0.9, 1, 1), (0.8, 1, 0), (0.6, 0, 0), (0.6, 1, 1), (0.2, 0, 0)])


def test_a_threshold_by_hand():
    # At 0.6 four of five are answered, two of them wrong; one of two unanswerable, two of three found.
    found = at(BY_HAND, 0.6)
    assert found.coverage == pytest.approx(4 / 5)
    assert found.risk == pytest.approx(2 / 4)
    assert found.false_answers == pytest.approx(1 / 2)
    assert found.found == pytest.approx(2 / 3)
    assert found.gain(0.5) == pytest.approx(2 / 5 - 0.5 * 2 / 5)


def test_shares_by_hand():
    # The first question counts for six, the others for one each.
    weighty = Judged(BY_HAND.confidence, BY_HAND.right, BY_HAND.answerable, np.array([6.0, 1, 1, 1, 1]))
    found = at(weighty, 0.6)
    assert (found.coverage, found.risk) == pytest.approx((9 / 10, 2 / 9))
    assert found.found == pytest.approx(7 / 8)


@given(asked)
def test_a_higher_threshold_never_answers_more(rows):
    points = curve(judged(rows))
    assert [point.threshold for point in points] == sorted({row[0] for row in rows})
    assert points[0].coverage == 1
    for name in ("coverage", "false_answers", "found"):
        values = [getattr(point, name) for point in points]
        assert values == sorted(values, reverse=True)


@given(asked, rates)
def test_the_lowest_threshold_that_refuses_enough(rows, most):
    questions = judged(rows)
    chosen = lowest_refusing(curve(questions), most)
    assert at(questions, chosen).false_answers <= most
    lower = [row[0] for row in rows if row[0] < chosen]
    assert all(at(questions, threshold).false_answers > most for threshold in lower)


@given(asked, rates)
def test_the_highest_threshold_that_finds_enough(rows, least):
    questions = judged(rows)
    chosen = highest_answering(curve(questions), least)
    if chosen is None:
        assert at(questions, 0.0).found < least
    else:
        assert at(questions, chosen).found >= least
        assert all(at(questions, row[0]).found < least for row in rows if row[0] > chosen)


@given(asked, st.sampled_from([0.0, 0.5, 1.0, 4.0]))
def test_no_threshold_of_the_curve_is_worth_more(rows, cost):
    questions = judged(rows)
    best = at(questions, best_gain(curve(questions), cost)).gain(cost)
    assert best >= max(at(questions, row[0]).gain(cost) for row in rows) - 1e-12


def test_a_threshold_follows_from_what_a_wrong_answer_costs():
    # At the threshold p, answering gains p and loses (1 - p) times the cost: p = (1 - p) * cost.
    assert cost_threshold(1.0) == pytest.approx(0.5)
    assert cost_threshold(1 / 3) == pytest.approx(0.25)
    assert cost_threshold(0.0) == 0.0


def test_a_calibration_error_by_hand():
    # 30 questions make 15 bins of two; in the lower ten bins both say 0.2 and one is right.
    confidence = np.array([0.2] * 20 + [0.9] * 10)
    right = np.array([True, False] * 10 + [True] * 10)
    assert equal_mass_error(confidence, right) == pytest.approx((20 * 0.3 + 10 * 0.1) / 30)
    assert equal_mass_error(np.array([]), np.array([])) == 0


@given(asked, st.randoms())
def test_the_order_of_the_questions_does_not_matter(rows, shuffler):
    shuffled = list(rows)
    shuffler.shuffle(shuffled)
    one, other = judged(rows), judged(shuffled)
    assert equal_mass_error(one.confidence, one.right) == pytest.approx(
        equal_mass_error(other.confidence, other.right)
    )


@given(asked)
def test_a_calibration_error_is_a_distance_of_probabilities(rows):
    one = judged(rows)
    error = equal_mass_error(one.confidence, one.right)
    # At least the distance of both means: bins can only part what cancels out.
    assert abs(one.confidence.mean() - one.right.mean()) - 1e-9 <= error <= 1


def test_chance_alone_makes_an_error_on_few_questions():
    chance = np.random.default_rng(1)
    few, many = chance.random(45), chance.random(20_000)
    assert error_by_chance(few) > 0.1
    assert error_by_chance(many) < 0.02
    assert equal_mass_error(many, chance.random(20_000) < many) < 0.02


def test_figures_are_those_of_scikit_learn():
    chance = np.random.default_rng(2)
    rows = [
        (float(round(chance.random(), 2)), bool(chance.random() < 0.6), bool(chance.random() < 0.7))
        for _ in range(200)
    ]
    questions = judged(rows)
    found = figures(questions)
    assert found["brier"] == pytest.approx(brier_score_loss(questions.right, questions.confidence), abs=1e-4)
    assert found["auroc, right or wrong"] == pytest.approx(
        roc_auc_score(questions.right, questions.confidence), abs=1e-4
    )
    assert found["auroc, answerable or not"] == pytest.approx(
        roc_auc_score(questions.answerable, questions.confidence), abs=1e-4
    )
    assert found["found, nothing withheld"] == pytest.approx(
        questions.right.sum() / questions.answerable.sum(), abs=1e-4
    )


def test_there_is_no_auroc_where_all_are_of_one_sort():
    assert figures(judged([(0.5, 1, 1), (0.7, 1, 1)]))["auroc, answerable or not"] is None
