"""Intervals and probabilities, against what can be counted by hand."""

from itertools import product
from statistics import fmean
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.metrics.refusal import calibration_error, refusal_auroc
from evals.statistics.bootstrap import clusters, mean_intervals, statistic_interval
from evals.statistics.permutation import adjusted, mean_probability, statistic_probability

few = settings(max_examples=40, deadline=None)
shares = st.sampled_from([0.0, 0.25, 0.5, 1.0])
documents = st.sampled_from(["a", "b", "c", "d", ""])


def interval(values, names) -> Any:
    (found,) = mean_intervals(numpy.array([values], dtype=float), names)
    return found


def test_documents_are_drawn_whole():
    numbers, resampled = clusters(["a", "b", "a", "c"])
    assert (numbers.tolist(), resampled) == ([0, 1, 0, 2], "documents")


def test_a_question_without_a_document_is_drawn_by_itself():
    numbers, resampled = clusters(["", "a", "", "a"])
    assert (numbers.tolist(), resampled) == ([0, 1, 2, 1], "documents")


def test_with_two_documents_questions_are_drawn():
    numbers, resampled = clusters(["a", "b", "a"])
    assert (numbers.tolist(), resampled) == ([0, 1, 2], "questions")


def test_an_interval_by_hand():
    # Three documents of one question each, valued 0, 0 and 1. Of the 27 equally likely draws 8 hold no 1
    # (mean 0, more than 2.5 %) and 1 holds only 1s (mean 1, 3.7 %, more than 2.5 %).
    means = [fmean(draw) for draw in product([0, 0, 1], repeat=3)]
    assert (means.count(0), means.count(1)) == (8, 1)
    found = interval([0, 0, 1], ["a", "b", "c"])
    assert (found.low, found.high, found.resampled) == (0.0, 1.0, "documents")


def test_a_large_document_weighs_as_much_as_it_has_questions():
    # With 97 right questions in one document and 3 wrong ones in three others, a draw of four documents has
    # no right question with probability (3/4)^4 = 32 %, and no wrong one with (1/4)^4 = 0.4 %.
    values, names = [1.0] * 97 + [0.0] * 3, ["large"] * 97 + ["b", "c", "d"]
    found = interval(values, names)
    assert found.low == 0.0
    # Three times the large one and once another: 291 of 292, with probability 4 (1/4)^3 (3/4) = 4.7 %.
    assert found.high == pytest.approx(291 / 292)


def test_questions_that_rise_and_fall_together_make_a_wider_interval():
    values = [float(number < 5) for number in range(10) for _ in range(20)]
    together = interval(values, [f"document {number}" for number in range(10) for _ in range(20)])
    apart = interval(values, [""] * 200)
    assert together.high - together.low > 3 * (apart.high - apart.low)


def test_the_share_of_independent_questions_has_the_width_of_the_normal_law():
    # 1.96 * sqrt(0.3 * 0.7 / 400) = 0.0449 to either side.
    found = interval([1.0] * 120 + [0.0] * 280, [""] * 400)
    assert found.low == pytest.approx(0.3 - 0.0449, abs=0.004)
    assert found.high == pytest.approx(0.3 + 0.0449, abs=0.004)


@few
@given(st.lists(st.tuples(shares, documents), min_size=1, max_size=30))
def test_the_interval_of_a_mean_holds_the_mean(pairs):
    values, names = zip(*pairs, strict=True)
    found = interval(values, names)
    if len(pairs) == 1:
        assert found is None
    else:
        assert min(values) <= found.low <= fmean(values) + 1e-9
        assert fmean(values) - 1e-9 <= found.high <= max(values)


def test_figures_share_their_draws_and_do_not_mix():
    values = numpy.array([[0, 1, 1, 0, 1], [1, 0, 0, 1, 0], [1, 1, 1, 1, 1]], dtype=float)
    found: Any = mean_intervals(values, list("abcde"))
    first, turned, constant = found
    assert (first.low, first.high) == pytest.approx((1 - turned.high, 1 - turned.low))
    assert (constant.low, constant.high) == (1.0, 1.0)
    assert interval(values[0], list("abcde")) == first


def test_the_interval_of_a_perfect_auroc_is_one():
    columns = numpy.array([[1, 1, 1, 0, 0, 0], [0.9, 0.8, 0.7, 0.3, 0.2, 0.1]])
    found: Any = statistic_interval(refusal_auroc, columns, list("abcabc"), (0.0, 1.0))
    assert (found.low, found.high, found.resampled) == (1.0, 1.0, "documents")


def test_a_statistic_without_a_value_has_no_interval():
    columns = numpy.array([[1.0, 1.0, 1.0], [0.9, 0.8, 0.7]])
    assert statistic_interval(refusal_auroc, columns, list("abc")) is None
    # Only a draw with document c has an unanswerable question: 1 - (2/3)^3 = 70 % of them.
    sometimes = numpy.array([[1.0, 1.0, 0.0], [0.9, 0.8, 0.7]])
    assert statistic_interval(refusal_auroc, sometimes, list("abc")) is not None
    # One question: there is nothing to draw.
    assert statistic_interval(refusal_auroc, columns[:, :1], ["a"]) is None


@few
@given(st.integers(0, 10_000))
def test_the_interval_of_a_calibration_error_holds_it_although_resamples_are_biased(seed):
    draw = numpy.random.default_rng(seed)
    confidence = draw.random(60)
    right = (draw.random(60) < confidence).astype(float)
    columns = numpy.array([confidence, right])
    found = statistic_interval(calibration_error, columns, [""] * 60, (0.0, 1.0))
    assert found
    assert 0.0 <= found.low <= (calibration_error(confidence, right) or 0.0) <= found.high <= 1.0


def test_a_perfect_calibration_lies_in_its_interval():
    # Of 40 questions at each confidence just that share is right: the error is 0, but not in a resample.
    confidence = numpy.repeat([0.05, 0.25, 0.45, 0.65, 0.85], 40)
    right = numpy.concatenate([numpy.arange(40) < 40 * share for share in (0.05, 0.25, 0.45, 0.65, 0.85)])
    columns = numpy.array([confidence, right], dtype=float)
    found: Any = statistic_interval(calibration_error, columns, [""] * 200, (0.0, 1.0))
    assert calibration_error(confidence, right) == pytest.approx(0.0)
    assert (found.low, found.high) == (0.0, pytest.approx(0.03, abs=0.02))


def test_probabilities_by_hand():
    # Six questions, all better by 1: of 2^6 swaps one is as good and one as bad.
    assert mean_probability(numpy.ones(6)) == pytest.approx(2 / 64)
    # Better by 1, 1 and 1, worse by 1: of 2^4 swaps 5 reach a sum of 2, 5 one of -2.
    assert mean_probability(numpy.array([1.0, -1.0, 1.0, 1.0])) == pytest.approx(2 * 5 / 16)
    # Questions that did not change say nothing.
    assert mean_probability(numpy.array([0.0] * 50 + [1.0] * 6)) == pytest.approx(2 / 64)
    assert mean_probability(numpy.array([1.0, 0.0])) == 1.0  # one change: 2 of 2
    assert mean_probability(numpy.zeros(9)) == 1.0


def test_with_many_questions_the_probability_is_near_the_exact_one():
    # 40 changes, 28 for and 12 against: the sign test says 2 * P(X >= 28), X binomial(40, 1/2) = 0.0166.
    assert mean_probability(numpy.array([1.0] * 28 + [-1.0] * 12)) == pytest.approx(0.0166, abs=0.004)


@few
@given(st.lists(st.sampled_from([-1.0, -0.5, 0.0, 0.25, 1.0]), max_size=25))
def test_the_probability_does_not_depend_on_who_comes_first(differences):
    forward = numpy.array(differences)
    assert mean_probability(forward) == mean_probability(-forward)
    assert 0.0 < mean_probability(forward) <= 1.0


def test_the_probability_of_a_statistic_by_hand():
    # Two answerable questions and two others, apart in the second system and reversed in the first. Of the
    # 2^4 swaps, only none and all of them make a difference of 1 between the two AUROCs.
    first = numpy.array([[1.0, 1.0, 0.0, 0.0], [0.1, 0.2, 0.8, 0.9]])
    second = numpy.array([[1.0, 1.0, 0.0, 0.0], [0.9, 0.8, 0.2, 0.1]])
    assert statistic_probability(refusal_auroc, first, second) == pytest.approx(2 / 16)
    assert statistic_probability(refusal_auroc, second, first) == pytest.approx(2 / 16)
    assert statistic_probability(refusal_auroc, first, first) == 1.0


def test_many_probabilities_are_adjusted():
    # Benjamini and Hochberg: 0.01 * 3/1, 0.02 * 3/2, 0.9 * 3/3.
    assert adjusted([0.02, 0.9, 0.01]) == pytest.approx([0.03, 0.9, 0.03])
    assert adjusted([]) == []
