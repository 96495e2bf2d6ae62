"""Intervals and probabilities, against what can be counted by hand."""

from itertools import product
from statistics import fmean
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.metrics.refusal import calibration_error, refusal_auroc
from evals.statistics import bootstrap
from evals.statistics.bootstrap import clusters, mean_intervals, statistic_interval, tail
from evals.statistics.permutation import adjusted, mean_probability, statistic_probability, swap_groups

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
    # Five documents of one question each, valued 0, 0, 0, 0 and 1. Of the 5^5 equally likely draws 4^5 hold
    # no 1, 21 hold four or five of them (0.67 %, more than 0.095 %), and one holds only 1s (0.03 %, less).
    means = [fmean(draw) for draw in product([0, 0, 0, 0, 1], repeat=5)]
    assert (means.count(0), means.count(0.8), means.count(1)) == (4**5, 20, 1)
    found = interval([0, 0, 0, 0, 1], list("abcde"))
    assert (found.low, found.high, found.resampled) == (0.0, pytest.approx(0.8, abs=0.05), "documents")


def test_the_ends_of_an_interval_by_hand():
    # t with 4 degrees of freedom: 2.7764; times sqrt(5/4): 3.1042; Phi(-3.1042) = 0.00095.
    assert tail(5) == pytest.approx(0.00095, abs=0.00001)
    # With 7: 2.3646 * sqrt(8/7) = 2.5279; Phi(-2.5279) = 0.0057.
    assert tail(8) == pytest.approx(0.0057, abs=0.0001)
    assert tail(100_000) == pytest.approx(0.025, abs=0.0001)


@pytest.mark.parametrize(("count", "least"), [(5, 0.9), (8, 0.92)])
def test_an_interval_holds_the_truth_more_often_than_plain_percentiles_do(count, least, monkeypatch):
    # A row for each of 1,000 worlds whose true mean is 0.
    values = numpy.random.default_rng(count).normal(size=(1_000, count))
    names = [f"document {number}" for number in range(count)]

    def coverage():
        found: Any = mean_intervals(values, names)
        return fmean(one.low <= 0.0 <= one.high for one in found)

    expanded = coverage()
    monkeypatch.setattr(bootstrap, "tail", lambda count: 0.025)
    assert least < expanded < 0.97
    assert coverage() < expanded - 0.03


def test_a_statistic_is_drawn_as_a_mean_is():
    values = numpy.random.default_rng(1).random(8)
    found: Any = statistic_interval(lambda column: float(column.mean()), values[None, :], list("abcdefgh"))
    mean = interval(values, list("abcdefgh"))
    assert (found.low, found.high) == (pytest.approx(mean.low, abs=0.03), pytest.approx(mean.high, abs=0.03))


def test_a_large_document_weighs_as_much_as_it_has_questions():
    # With 97 right questions in one document and 7 wrong ones in seven others, a draw of eight documents has
    # no right question with probability (7/8)^8 = 34 %.
    values, names = [1.0] * 97 + [0.0] * 7, ["large"] * 97 + list("bcdefgh")
    found = interval(values, names)
    assert found.low == 0.0
    # The large one four times or more: 1.1 %, more than 0.57 %; five times or more: 0.12 %, less. Four times,
    # beside four others, are 388 right of 392.
    assert found.high == pytest.approx(388 / 392)


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
def test_the_interval_of_a_calibration_error_lies_around_the_estimate(seed):
    draw = numpy.random.default_rng(seed)
    confidence = draw.random(60)
    right = (draw.random(60) < confidence).astype(float)
    columns = numpy.array([confidence, right])
    found = statistic_interval(calibration_error, columns, [""] * 60, (0.0, 1.0))
    assert found
    assert 0.0 <= found.low <= (calibration_error(confidence, right) or 0.0) <= found.high <= 1.0


def test_a_perfectly_calibrated_system_has_an_estimated_error_above_zero():
    # Why the docstring warns: the estimate itself is biased, on 60 questions by about 0.1.
    draw = numpy.random.default_rng(5)
    errors = []
    for _ in range(100):
        confidence = draw.random(60)
        right = draw.random(60) < confidence
        errors.append(calibration_error(confidence, right) or 0.0)
    assert fmean(errors) > 0.08


def alone(differences):
    """The probability where each question is swapped by itself."""
    return mean_probability(differences, numpy.arange(len(differences)))


def test_whole_documents_are_swapped_where_there_are_six():
    groups, swapped = swap_groups(list("abcdeff"))
    assert (groups.tolist(), swapped) == ([0, 1, 2, 3, 4, 5, 5], "documents")
    groups, swapped = swap_groups(list("abcdee"))
    assert (groups.tolist(), swapped) == ([0, 1, 2, 3, 4, 5], "questions")


def test_the_probability_of_documents_by_hand():
    # Eight documents of three questions, all better: of 2^8 swaps of documents one is as good and one as bad.
    groups = numpy.repeat(numpy.arange(8), 3)
    assert mean_probability(numpy.ones(24), groups) == pytest.approx(2 / 256)
    # In each document a question is better by 1 and two by 0.5: their sum is what counts.
    assert mean_probability(numpy.tile([1.0, 0.5, 0.5], 8), groups) == pytest.approx(2 / 256)
    # A gain and a loss within each document: no document differs.
    assert mean_probability(numpy.tile([1.0, -1.0, 0.0], 8), groups) == 1.0


def test_the_luck_of_documents_is_no_difference():
    # Ten documents of eight questions. Each document likes one of two systems that are equally good.
    draw, documents = numpy.random.default_rng(3), numpy.repeat(numpy.arange(10), 8)
    worlds = [draw.normal(size=10)[documents] / 2 + draw.normal(size=80) for _ in range(150)]
    assert fmean(mean_probability(world, documents) < 0.05 for world in worlds) <= 0.07
    # Swapping single questions takes luck for evidence.
    assert fmean(alone(world) < 0.05 for world in worlds[:40]) > 0.15


def test_a_true_gain_over_ten_documents_is_found():
    draw, documents = numpy.random.default_rng(4), numpy.repeat(numpy.arange(10), 8)
    worlds = [1 + draw.normal(size=10)[documents] / 2 + draw.normal(size=80) for _ in range(50)]
    assert fmean(mean_probability(world, documents) < 0.05 for world in worlds) > 0.95


def test_probabilities_by_hand():
    # Six questions, all better by 1: of 2^6 swaps one is as good and one as bad.
    assert alone(numpy.ones(6)) == pytest.approx(2 / 64)
    # Better by 1, 1 and 1, worse by 1: of 2^4 swaps 5 reach a sum of 2, 5 one of -2.
    assert alone(numpy.array([1.0, -1.0, 1.0, 1.0])) == pytest.approx(2 * 5 / 16)
    # Questions that did not change say nothing.
    assert alone(numpy.array([0.0] * 50 + [1.0] * 6)) == pytest.approx(2 / 64)
    assert alone(numpy.array([1.0, 0.0])) == 1.0  # one change: 2 of 2
    assert alone(numpy.zeros(9)) == 1.0


def test_with_many_questions_the_probability_is_near_the_exact_one():
    # 40 changes, 28 for and 12 against: the sign test says 2 * P(X >= 28), X binomial(40, 1/2) = 0.0166.
    assert alone(numpy.array([1.0] * 28 + [-1.0] * 12)) == pytest.approx(0.0166, abs=0.004)


@few
@given(st.lists(st.sampled_from([-1.0, -0.5, 0.0, 0.25, 1.0]), max_size=25))
def test_the_probability_does_not_depend_on_who_comes_first(differences):
    forward = numpy.array(differences)
    assert alone(forward) == alone(-forward)
    assert 0.0 < alone(forward) <= 1.0


def test_the_probability_of_a_statistic_by_hand():
    # Two answerable questions and two others, apart in the second system and reversed in the first. Of the
    # 2^4 swaps, only none and all of them make a difference of 1 between the two AUROCs.
    first = numpy.array([[1.0, 1.0, 0.0, 0.0], [0.1, 0.2, 0.8, 0.9]])
    second = numpy.array([[1.0, 1.0, 0.0, 0.0], [0.9, 0.8, 0.2, 0.1]])
    apart = numpy.arange(4)
    assert statistic_probability(refusal_auroc, first, second, apart) == pytest.approx(2 / 16)
    assert statistic_probability(refusal_auroc, second, first, apart) == pytest.approx(2 / 16)
    assert statistic_probability(refusal_auroc, first, first, apart) == 1.0


def test_the_probability_of_a_statistic_over_documents_by_hand():
    # Six documents, each with an answerable question and another. Where u documents are left as they are, the
    # AUROC of the first system is (6 - u) / 6 and that of the second u / 6: 1 apart for none and all of 2^6.
    documents = numpy.repeat(numpy.arange(6), 2)
    first = numpy.array([[1.0, 0.0] * 6, [0.1, 0.9] * 6])
    second = numpy.array([[1.0, 0.0] * 6, [0.9, 0.1] * 6])
    assert statistic_probability(refusal_auroc, first, second, documents) == pytest.approx(2 / 64)
    # Swapping whole documents of one question each is swapping questions: two of 2^12.
    apart = numpy.arange(12)
    assert statistic_probability(refusal_auroc, first, second, apart) < 2 / 64


def test_many_probabilities_are_adjusted():
    # Benjamini and Hochberg: 0.01 * 3/1, 0.02 * 3/2, 0.9 * 3/3.
    assert adjusted([0.02, 0.9, 0.01]) == pytest.approx([0.03, 0.9, 0.03])
    assert adjusted([]) == []
