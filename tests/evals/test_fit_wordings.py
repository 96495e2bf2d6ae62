"""Fitting what tells whole-article questions by their sense: limits are kept, the test split is not read."""

from __future__ import annotations

import json

import pytest

from evals import fit_wordings
from evals.datasets import DatasetError
from evals.fit_wordings import Tried, chosen, fit, others
from evals.wordings import NONE, Wording, wordings
from index import EmbeddingConfig, Encoder
from tests.evals.commands import run_module


def test_no_wording_is_in_both_splits():
    seen = [
        {one.question.casefold().strip(" .?!") for one in wordings(split)}
        for split in ("development", "test")
    ]
    assert len(seen[0]) > 900
    assert len(seen[1]) == 120
    assert seen[0].isdisjoint(seen[1])


def test_of_those_allowed_the_one_that_recognises_most_is_chosen():
    found = [Tried(1, 0.5, 0.9, 0.2, 0.0), Tried(1, 0.9, 0.3, 0.0, 0.0), Tried(3, 0.9, 0.4, 0.0, 0.001)]
    assert chosen(found) == found[2]
    with pytest.raises(DatasetError, match="too many"):
        chosen(found[:1])


def test_what_is_fitted_has_a_row_for_each_kind(tiny_model):
    encoder = Encoder(EmbeddingConfig(model=tiny_model, threads=1))
    asked = [Wording(f"summary {number}", "brief") for number in range(10)]
    asked += [Wording(f"timeline {number}", "order") for number in range(10)]
    asked += [Wording(f"who fell on {number}", NONE, other=number > 5) for number in range(10)]
    found, content = fit(asked, encoder, seed=0)
    assert [row["aspect"] for row in content["rows"]] == ["brief", "order", NONE]
    assert content["encoder"] == encoder.identity
    assert len(found) == len(fit_wordings.STRENGTHS) * len(fit_wordings.THRESHOLDS)


def test_others_are_drawn_without_templates(tmp_path):
    file = tmp_path / "questions.jsonl"
    rows = [{"question": "Who fell?"}, {"question": "What did someone say?"}, {"id": 3}]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert others([file], 5, 0) == [Wording("Who fell?", NONE, other=True)]


def test_a_file_that_holds_something_else_is_named(tmp_path):
    (tmp_path / "notes.jsonl").write_text("no JSON", encoding="utf-8")
    said = run_module("evals.fit_wordings", "--others", "notes.jsonl", "--output", "o.json", folder=tmp_path)
    assert said.exit_code != 0
    assert "notes.jsonl cannot be read" in said.output
