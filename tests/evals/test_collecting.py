"""Asking for both fits: every candidate is noted, articles are left out, and nothing is asked twice."""

import pytest

from evals import collecting
from evals.collecting import collect
from evals.datasets import Dataset, DatasetDocument, DatasetError, Question
from evals.spans import Place

TOWN = (
    "Harbour wall falls in Wick\n\nThe wall of the old harbour fell on Monday.\n\n"
    "Mayor Ann Lee denied that the town had saved on repairs.\n"
)
RIVER = "Ferry to Brae stops\n\nThe ferry to Brae stopped on Friday, and 40 islanders were stranded.\n"


def evidence(text, document, words):
    return ((Place(document, text.index(words), text.index(words) + len(words)),),)


DENIED = evidence(TOWN, "town", "Mayor Ann Lee")
STRANDED = evidence(RIVER, "river", "40 islanders")
DATASET = Dataset(
    "towns",
    (DatasetDocument("town", "Harbour", TOWN), DatasetDocument("river", "Ferry", RIVER)),
    (
        Question("q1", "town", "Who denied it?", "who", True, evidence(TOWN, "town", "Mayor Ann Lee"), ()),
        Question(
            "q2", "river", "Who was stranded?", "who", True, evidence(RIVER, "river", "40 islanders"), ()
        ),
        Question("q3", "river", "Who owns the ferry?", "absent_fact", False, (), ()),
    ),
)


@pytest.fixture(autouse=True)
def tiny(tiny_model, monkeypatch, tmp_path):
    """Ranking at random is enough here."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GROUNDWIRE_EMBEDDING__MODEL", str(tiny_model))
    monkeypatch.setenv("GROUNDWIRE_EMBEDDING__THREADS", "1")


@pytest.fixture
def asked():
    return {(one.key.id, one.key.left_out): one for one in collect([DATASET], left_out=["towns"])}


def test_every_candidate_is_noted_with_what_is_true_of_it(asked):
    assert set(asked) == {("q1", False), ("q2", False), ("q3", False), ("q1", True), ("q2", True)}
    for one in asked.values():
        count = len(one.scores)
        assert count
        assert len(one.on_gold) == count
        assert {len(values) for values in one.features.values()} == {count}
        assert one.scores.tolist() == sorted(one.scores, reverse=True)
    # The sentence that answers is found in the whole article, whatever its rank.
    assert [asked[name, False].on_gold.sum() for name in ("q1", "q2", "q3")] == [1, 1, 0]
    assert [asked[name, False].answerable for name in ("q1", "q2", "q3")] == [True, True, False]


def test_the_answer_rests_on_the_candidate_it_cites_first(asked):
    for one in asked.values():
        assert one.cited == 0
        assert one.right == one.on_gold[0]
        assert 0 < one.confidence < 1


def test_without_its_article_nothing_answers(asked):
    for name in ("q1", "q2"):
        whole, without = asked[name, False], asked[name, True]
        assert not without.answerable
        assert not without.on_gold.any()
        assert len(without.scores)
        assert whole.scores.max() > without.scores.max()  # what answers best is gone
        assert without.group == whole.group


def test_only_what_a_file_lacks_is_asked(tmp_path, monkeypatch):
    file, libraries = tmp_path / "collected.jsonl", tmp_path / "libraries"
    able = collect([DATASET], answerable_only=True, libraries=libraries, file=file)
    assert [one.key.id for one in able] == ["q1", "q2"]
    ask, asked = collecting.ask, []

    def noting(assistant, wish, key, shelf):
        asked.append(key.id)
        return ask(assistant, wish, key, shelf)

    monkeypatch.setattr(collecting, "ask", noting)
    every = collect([DATASET], libraries=libraries, file=file)
    assert [one.key.id for one in every] == ["q1", "q2", "q3"]
    assert asked == ["q3"]
    collect([DATASET], libraries=libraries, file=file)
    assert asked == ["q3"]


def test_a_set_that_is_not_there_cannot_be_left_out():
    with pytest.raises(DatasetError, match="No set is called villages"):
        collect([DATASET], left_out=["villages"])
