"""Whole-article questions: which articles they are on, and how replies are compared with their gold."""

import pytest

from evals.datasets import of_split, packaged_dataset
from evals.library import fill
from evals.overview import by_split, figures, measured, packaged
from index import EmbeddingConfig
from rag import Assistant, Config


@pytest.fixture(scope="module")
def dataset():
    return packaged()


def test_there_are_enough_and_each_is_in_the_split_of_its_article(dataset):
    splits = {one.document_id: one.split for one in packaged_dataset().questions}
    assert all(one.split == splits[one.document_id] for one in dataset.questions)
    assert len([one for one in dataset.questions if one.split == "development"]) >= 20
    assert {one.kind for one in dataset.questions} == {"brief", "mentioned", "order", "disputed"}


def test_every_citation_replays_and_names_and_order_are_counted(dataset, tmp_path, tiny_model):
    development = of_split(dataset, "development")
    settings = Config(library=tmp_path / "library", embedding=EmbeddingConfig(model=tiny_model, threads=1))
    with Assistant.open(settings) as assistant:
        shelf = fill(assistant, development)
        rows = [measured(assistant, shelf, one) for one in development.questions]
    told = figures(rows)
    assert (told["recognised"], told["replay"]) == (1.0, 1.0)
    assert told["coverage"] > 0.85
    assert by_split(rows)["development"]["order"]["in order"] > 0.9
    assert all(row.found <= row.wanted and row.on_gold <= row.cited for row in rows)


def test_a_question_that_is_taken_for_another_counts_for_nothing(dataset, tmp_path, tiny_model):
    from dataclasses import replace

    development = of_split(dataset, "development")
    one = replace(development.questions[0], question="who fell?")
    settings = Config(library=tmp_path / "library", embedding=EmbeddingConfig(model=tiny_model, threads=1))
    with Assistant.open(settings) as assistant:
        shelf = fill(assistant, replace(development, documents=development.documents[:1]))
        row = measured(assistant, shelf, one)
    assert (row.recognised, row.found, row.cited) == (False, 0, 0)
    assert figures([row])["coverage"] == 0
