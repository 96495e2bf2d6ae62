"""Only questions that may be fitted on are fitted on."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.datasets import Dataset, DatasetDocument, DatasetError, Question, packaged_dataset
from evals.development import development, load_development

TITLES = ("Harbour", "Ferry", "Mine")
DOCUMENTS = tuple(DatasetDocument(title.lower(), title, f"{title} news.") for title in TITLES)


def question(number, document, split):
    return Question(f"q{number}", document, "Who?", "who", False, (), (), split)


def dataset(*asked):
    """A set with a question for each pair of document and split."""
    return Dataset("towns", DOCUMENTS, tuple(question(n, *one) for n, one in enumerate(asked)))


places = st.sampled_from([title.lower() for title in TITLES])


@given(
    st.lists(st.tuples(places, st.sampled_from(["development", "test"])), min_size=1),
    st.sets(st.sampled_from(TITLES)),
    st.sets(st.sampled_from(TITLES)),
    st.none() | st.integers(1, 3),
)
def test_no_test_question_and_none_of_an_excluded_document(asked, only, excluded, limit):
    known = dataset(*asked)
    try:
        found = development(known, only, excluded, limit)
    except DatasetError:
        found = replace(known, questions=())
    allowed = (only or set(TITLES)) - excluded
    possible = [q for q in known.questions if q.split == "development" and q.document_id.title() in allowed]
    assert set(found.questions) <= set(possible)
    assert len(found.questions) == min(len(possible), limit or len(possible))
    assert found.documents == known.documents


def test_a_set_without_splits_is_asked_whole():
    known = dataset(("harbour", "all"), ("mine", "all"))
    assert development(known) == known


def test_only_and_except_name_documents_of_other_sets_too():
    known = dataset(("harbour", "all"), ("mine", "all"))
    assert development(known, ["Lighthouse"], ["Windmill"]) == known


def test_a_title_that_is_no_document_is_an_error(tmp_path):
    known = [dataset(("harbour", "all"))]
    with pytest.raises(DatasetError, match="“Habour”"):
        load_development([], known, ["Habour"], None, None, 0)
    with pytest.raises(DatasetError, match="“Fery”"):
        load_development([], known, None, ["Fery"], None, 0)
    with pytest.raises(DatasetError, match="--dataset"):
        load_development([], [], None, None, None, 0)
    with pytest.raises(DatasetError, match="towns has no questions"):
        load_development([], known, None, ["Harbour"], None, 0)


def test_no_test_question_of_ours_is_fitted_on():
    ours = packaged_dataset()
    held_back = {question.id for question in ours.questions if question.split == "test"}
    (found,) = load_development([], [ours], None, None, None, 0)
    assert found.questions
    assert held_back
    assert not held_back & {question.id for question in found.questions}
