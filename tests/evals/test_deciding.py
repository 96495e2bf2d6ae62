"""Which map and which threshold are taken, and that the rules say so."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.deciding import Aims, Rule, by_set, choose_threshold, choose_way, curves, judged, told
from evals.fitting import WAYS, Example
from evals.risk import at

asked = st.lists(
    st.tuples(
        st.sampled_from(["harbours", "ferries"]),
        st.integers(0, 999).map(lambda thousandths: thousandths / 1000),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=30,
)


def examples_of(rows):
    """Examples and their confidences from rows of set, confidence, answerable and right if it is."""
    examples = [
        Example(f"d{number % 4}", {}, answerable and right, answerable, source)
        for number, (source, _, answerable, right) in enumerate(rows)
    ]
    return examples, np.array([row[1] for row in rows])


@given(asked, st.floats(0, 5))
def test_by_cost_the_confidences_do_not_matter(rows, cost):
    parts = by_set(*examples_of(rows))
    assert choose_threshold(parts, Aims(Rule.COST, cost)) == pytest.approx(cost / (1 + cost), abs=1e-4)


@given(asked, st.sampled_from([0.0, 0.1, 0.25, 0.5]))
def test_by_targets_no_set_answers_too_many_unanswerable(rows, most):
    parts = by_set(*examples_of(rows))
    cut = choose_threshold(parts, Aims(Rule.TARGETS, most_false=most))
    assert all(at(part, cut).false_answers <= most for part in parts.values())
    # And some set would with the next lower confidence, if there is any.
    lower = [row[1] for row in rows if row[1] < cut - 2e-4]
    assert not lower or any(at(part, max(lower)).false_answers > most for part in parts.values())


@given(asked)
def test_what_is_told_of_both_targets_holds(rows):
    examples, confidences = examples_of(rows)
    aims = Aims(Rule.TARGETS)
    for source, found in told(examples, confidences, 0.5, aims).items():
        part = by_set(examples, confidences)[source]
        possible = [
            at(part, threshold)
            for threshold in [*confidences, 1.0]
            if at(part, threshold).false_answers <= aims.most_false
        ]
        assert found["thresholds"]["both"] == any(point.found >= aims.least_found for point in possible)


def test_a_simpler_map_is_taken_unless_another_is_clearly_better():
    rows = [("harbours", 0.5, True, number % 2 == 0) for number in range(60)]
    examples, half = examples_of(rows)
    right = np.array([float(example.right) for example in examples])
    alike = dict.fromkeys(WAYS, half)
    assert choose_way(examples, alike) == "logistic"
    assert choose_way(examples, alike | {"logistic": half + 0.005}) == "logistic"
    assert choose_way(examples, alike | {"logistic": half + 0.2}) == "platt"
    spread = 0.2 + 0.6 * right
    assert choose_way(examples, {"logistic": spread, "platt": spread, "isotonic": right}) == "isotonic"


def test_a_small_set_counts_as_much_as_a_large_one():
    # The large set is calibrated under the first map, the small one under the second, and worse missed.
    rows = [("harbours", 0.0, True, True)] * 200 + [("ferries", 0.0, True, False)] * 20
    examples, _ = examples_of(rows)
    large = np.array([example.source == "harbours" for example in examples])
    first = np.where(large, 1.0, 0.6)
    second = np.where(large, 0.7, 0.0)
    assert choose_way(examples, {"logistic": first, "platt": second, "isotonic": first}) == "platt"


@given(asked)
def test_curves_cover_each_set_and_all_of_them(rows):
    examples, confidences = examples_of(rows)
    found = curves(examples, confidences)
    assert set(found) == {row[0] for row in rows} | {"every set"}
    for points in found.values():
        coverage = [point["coverage"] for point in points]
        assert coverage[0] == 1
        assert coverage == sorted(coverage, reverse=True)


def test_over_all_sets_each_counts_alike():
    rows = [("harbours", 0.9, True, True)] * 90 + [("ferries", 0.1, False, False)] * 10
    assert at(judged(*examples_of(rows)), 0.5).coverage == pytest.approx(0.5)


def test_the_rule_is_stated():
    assert "costs 0.50" in Aims().sentence()
    assert "25%" in Aims(Rule.TARGETS).sentence()
