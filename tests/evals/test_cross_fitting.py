"""Folds that never part a document, and shares under which sets count alike."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.cross_fitting import Group, equal_shares, folds

groups = st.lists(
    st.builds(Group, st.sampled_from(["harbours", "ferries", "mines"]), st.sampled_from("abcdefgh")),
    min_size=1,
    max_size=60,
)


@given(groups, st.integers(2, 6))
def test_no_document_is_fitted_on_and_predicted(asked, most):
    pairs = folds(asked, most)
    for known, unseen in pairs:
        parted = {asked[place] for place in known} & {asked[place] for place in unseen}
        assert not parted or len(set(asked)) == 1
        assert len(known)
    assert len(pairs) <= most


@given(groups, st.integers(2, 6))
def test_every_question_is_predicted_once(asked, most):
    predicted = np.concatenate([unseen for _, unseen in folds(asked, most)])
    assert sorted(predicted.tolist()) == list(range(len(asked)))


def test_documents_of_one_name_in_two_sets_are_two():
    asked = [Group("harbours", "a"), Group("ferries", "a")]
    assert sorted((known.tolist(), unseen.tolist()) for known, unseen in folds(asked)) == [
        ([0], [1]),
        ([1], [0]),
    ]


def test_each_fold_has_documents_of_each_set():
    asked = [Group(source, str(number % 10)) for source in ("harbours", "ferries") for number in range(40)]
    for _, unseen in folds(asked):
        assert {asked[place].source for place in unseen} == {"harbours", "ferries"}


@given(groups)
def test_sets_count_alike_and_in_a_set_documents(asked):
    shares = equal_shares(asked)
    assert shares.mean() == pytest.approx(1)
    of_document = {group: sum(s for g, s in zip(asked, shares, strict=True) if g == group) for group in asked}
    of_source: dict[str, float] = {}
    for group, total in of_document.items():
        of_source[group.source] = of_source.get(group.source, 0.0) + total
        alike = [other for same, other in of_document.items() if same.source == group.source]
        assert alike == pytest.approx([total] * len(alike))
    assert list(of_source.values()) == pytest.approx([len(asked) / len(of_source)] * len(of_source))


def test_shares_by_hand():
    # Half of five for each set: of one document with three questions, of two with one question each.
    asked = [Group("harbours", "a")] * 3 + [Group("ferries", "b"), Group("ferries", "c")]
    assert equal_shares(asked) == pytest.approx([5 / 6, 5 / 6, 5 / 6, 5 / 4, 5 / 4])
