"""Collected questions: kept in a file that may be cut off, and put into another order."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.collected import Key, Store, margins
from evals.datasets import DatasetError
from tests.evals.candidates import collected

numbers = st.floats(-50, 50, allow_nan=False).map(lambda value: round(value, 6))
rows = st.lists(st.tuples(numbers, numbers, st.booleans()), min_size=1, max_size=8)


def of_rows(row, **other):
    near, far, true = zip(*row, strict=True)
    return collected(1, {"near": near, "far": far}, np.flatnonzero(true), **other)


def same(one, other):
    arrays = zip((one.scores, one.on_gold), (other.scores, other.on_gold), strict=True)
    assert all(np.array_equal(first, second) for first, second in arrays)
    assert {name: values.tolist() for name, values in one.features.items()} == {
        name: values.tolist() for name, values in other.features.items()
    }
    for name in ("key", "document", "answerable", "cited", "confidence", "right"):
        assert getattr(one, name) == getattr(other, name)


@given(rows, st.none() | st.just(0), st.booleans())
def test_what_is_kept_is_read_back(tmp_path_factory, row, cited, left_out):
    file = tmp_path_factory.mktemp("kept") / "deeper" / "collected.jsonl"
    asked = of_rows(row, cited=cited, left_out=left_out)
    Store(file).add(asked)
    read = Store(file).get(asked.key)
    assert read is not None
    same(read, asked)


def test_a_question_with_its_article_is_another_than_without(tmp_path):
    store = Store(tmp_path / "collected.jsonl")
    store.add(of_rows([(1.0, 2.0, True)]))
    assert store.get(Key("harbours", "q1", "Who?", False)) is not None
    assert store.get(Key("harbours", "q1", "Who?", True)) is None
    assert store.get(Key("harbours", "q1", "Who really?", False)) is None


def test_a_line_that_was_cut_off_is_asked_anew(tmp_path):
    file = tmp_path / "collected.jsonl"
    store = Store(file)
    for number in (1, 2):
        store.add(collected(number, {"near": [1.0]}, [0]))
    file.write_bytes(file.read_bytes()[:-20])
    again = Store(file)
    assert again.get(Key("harbours", "q1", "Who?", False)) is not None
    assert again.get(Key("harbours", "q2", "Who?", False)) is None
    again.add(collected(2, {"near": [1.0]}, [0]))
    assert Store(file).get(Key("harbours", "q2", "Who?", False)) is not None


def test_other_code_makes_it_stale(tmp_path):
    file = tmp_path / "collected.jsonl"
    assert not Store(file).stale
    Store(file).add(collected(1, {"near": [1.0]}, [0]))
    assert not Store(file).stale
    head, *rest = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([json.dumps(json.loads(head) | {"code": "0"}), *rest, ""]), encoding="utf-8")
    assert Store(file).stale


@pytest.mark.parametrize("text", ["{}\n", "Harbour\n", '{"format": 1, "code": "0"}\n{"id": "q1"}\n', "[1]\n"])
def test_another_file_is_refused(tmp_path, text):
    file = tmp_path / "other.jsonl"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"other\.jsonl does not hold collected questions"):
        Store(file)
    assert file.read_text(encoding="utf-8") == text


def test_a_folder_is_refused(tmp_path):
    store = Store(tmp_path)
    with pytest.raises(DatasetError, match="cannot be written"):
        store.add(collected(1, {"near": [1.0]}, [0]))


@given(st.lists(st.floats(-9, 9), min_size=2, max_size=6))
def test_a_margin_is_the_distance_to_the_best_other_one(scores):
    ranked = sorted(scores, reverse=True)
    found = margins(np.array(ranked))
    for place, score in enumerate(ranked):
        others = ranked[:place] + ranked[place + 1 :]
        assert found[place] == pytest.approx(score - max(others))


def test_a_lone_candidate_has_no_margin():
    assert margins(np.array([5.0])).tolist() == [0.0]
