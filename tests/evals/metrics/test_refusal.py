"""What a confidence is worth, against values worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from evals.metrics.refusal import (
    area_under_risk_coverage,
    calibration_error,
    refusal_auroc,
    reliability,
    risk_coverage,
)

judged = st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.25, 0.3, 0.5, 0.7, 1.0]), st.booleans()), min_size=1)


def test_auroc_by_hand():
    # Pairs (answerable, not): .9>.8, .9>.2, .5<.8, .5>.2, .2<.8, .2=.2 -> (3 + 1/2) of 6.
    confidence = [0.9, 0.5, 0.2, 0.8, 0.2]
    assert refusal_auroc([True, True, True, False, False], confidence) == pytest.approx(3.5 / 6)
    assert refusal_auroc([True, True], [0.1, 0.9]) is None
    assert refusal_auroc([], []) is None


@given(judged)
def test_auroc_is_the_one_of_scikit_learn(pairs):
    confidence, answerable = zip(*pairs, strict=True)
    if len(set(answerable)) == 2:
        expected = roc_auc_score(answerable, confidence)
        assert refusal_auroc(answerable, confidence) == pytest.approx(expected)


def test_risk_coverage_by_hand():
    # Surest first: right, wrong, right, wrong.
    confidence, right = [0.3, 0.9, 0.1, 0.6], [1, 1, 0, 0]
    assert risk_coverage(confidence, right) == [
        (0.25, 0.0),
        (0.5, pytest.approx(1 / 2)),
        (0.75, pytest.approx(1 / 3)),
        (1.0, pytest.approx(2 / 4)),
    ]
    assert area_under_risk_coverage(confidence, right) == pytest.approx((0 + 1 / 2 + 1 / 3 + 2 / 4) / 4)


def test_ties_are_answered_together():
    # 0.9 right; then 0.5 right and 0.5 wrong at once: risk 1/3 for both; then 0.2 wrong: 2/4.
    confidence, right = [0.5, 0.9, 0.5, 0.2], [0, 1, 1, 0]
    assert risk_coverage(confidence, right) == [
        (0.25, 0.0),
        (0.75, pytest.approx(1 / 3)),
        (1.0, pytest.approx(2 / 4)),
    ]
    assert area_under_risk_coverage(confidence, right) == pytest.approx((0 + 1 / 3 + 1 / 3 + 2 / 4) / 4)


@given(judged, st.randoms())
def test_at_full_coverage_the_risk_is_the_error_rate(pairs, random):
    confidence, right = zip(*pairs, strict=True)
    points = risk_coverage(confidence, right)
    assert points[-1] == pytest.approx((1.0, 1 - sum(right) / len(right)))
    assert [coverage for coverage, _ in points] == sorted({coverage for coverage, _ in points})
    mixed = random.sample(pairs, len(pairs))
    assert risk_coverage(*zip(*mixed, strict=True)) == points


@given(judged)
def test_no_order_beats_the_right_ones_first(pairs):
    confidence, right = zip(*pairs, strict=True)
    places = [2.0 - rank for rank, _ in enumerate(right)]
    best = area_under_risk_coverage(places, sorted(right, reverse=True)) or 0.0
    worst = area_under_risk_coverage(places, sorted(right)) or 0.0
    area = area_under_risk_coverage(confidence, right) or 0.0
    assert best - 1e-9 <= area <= worst + 1e-9


def test_calibration_error_by_hand():
    # (0.9, 1]: two questions, stated 0.95 and 1.0, one right: apart by |0.975 - 0.5|.
    # (0.6, 0.7]: 0.7 is the upper edge and belongs here, with 0.61: both right: |0.655 - 1|.
    # [0, 0.1]: 0.0, wrong: 0.
    confidence, right = [0.95, 1.0, 0.7, 0.61, 0.0], [1, 0, 1, 1, 0]
    expected = (2 * 0.475 + 2 * 0.345 + 1 * 0) / 5
    assert calibration_error(confidence, right) == pytest.approx(expected)
    bins = reliability(confidence, right)
    assert [(round(one.low, 3), round(one.high, 3), one.number) for one in bins] == [
        (0.0, 0.1, 1),
        (0.6, 0.7, 2),
        (0.9, 1.0, 2),
    ]
    assert [one.confidence for one in bins] == pytest.approx([0.0, 0.655, 0.975])
    assert [one.right for one in bins] == pytest.approx([0.0, 1.0, 0.5])


@pytest.mark.parametrize("tenth", range(1, 11))
def test_an_edge_belongs_to_the_bin_below_it(tenth):
    (one,) = reliability([tenth / 10], [1])
    assert one.high == pytest.approx(tenth / 10)


@given(judged)
def test_the_error_is_the_mean_over_the_bins(pairs):
    confidence, right = zip(*pairs, strict=True)
    bins = reliability(confidence, right)
    apart = sum(one.number * abs(one.confidence - one.right) for one in bins) / len(pairs)
    assert sum(one.number for one in bins) == len(pairs)
    assert calibration_error(confidence, right) == pytest.approx(apart)


def test_nothing_was_judged():
    assert risk_coverage([], []) == []
    assert area_under_risk_coverage([], []) is None
    assert reliability([], []) == []
    assert calibration_error([], []) is None
