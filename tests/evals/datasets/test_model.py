"""Choosing among the questions of a set that is loaded."""

import pytest

from evals.datasets import DatasetError, limited, load_dataset, of_documents, of_split, packaged_dataset
from evals.datasets.model import PACKAGED
from tests.evals.datasets.files import check_invariants, write_lines


def test_a_limit_draws_the_same_questions_for_a_seed():
    dataset = packaged_dataset()
    one, again, other = limited(dataset, 10, 1), limited(dataset, 10, 1), limited(dataset, 10, 2)
    assert one == again
    assert one != other
    assert len(one.questions) == 10
    assert sorted(one.questions, key=dataset.questions.index) == list(one.questions)
    assert limited(dataset, None, 1) == limited(dataset, 10_000, 1) == dataset


def test_a_split_and_some_documents():
    dataset = packaged_dataset()
    halves = [of_split(dataset, split) for split in dataset.splits]
    assert sum(len(half.questions) for half in halves) == len(dataset.questions)
    assert of_split(dataset, "all").questions == dataset.questions
    with pytest.raises(DatasetError, match="no questions in the split “training”"):
        of_split(dataset, "training")
    titles = [document.title for document in dataset.documents]
    assert of_documents(dataset, titles) == dataset
    with pytest.raises(DatasetError, match="no questions on Elsewhere"):
        of_documents(dataset, ["Elsewhere"])


def test_only_the_packaged_set_counts_as_ours(tmp_path):
    """The texts of a set that counts as packaged are passed on in reports."""
    check_invariants(packaged_dataset())
    assert packaged_dataset().packaged
    row = {"id": "q", "document": "a.txt", "question": "What?", "answerable": False}
    (tmp_path / "a.txt").write_text("Somebody else's article.")
    assert not load_dataset(write_lines(tmp_path / f"{PACKAGED}.jsonl", [row])).packaged
    folder = tmp_path / PACKAGED
    folder.mkdir()
    (folder / "a.txt").write_text("Somebody else's article.")
    write_lines(folder / "questions.jsonl", [row])
    assert not load_dataset(folder).packaged
