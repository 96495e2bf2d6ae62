"""What models are worth beside a first one: differences in figures, with paired intervals."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rag.reader.models.folders import SHIPPED
from rag.reader.training.ablation import app, differences
from rag.reader.training.example import Example
from rag.reader.training.measure import Reading
from rag.reader.training.measure import app as measure

TEXTS = [Example("Who?", f"Text {number // 2}.", ()) for number in range(40)]


def readings(*, right):
    """Every second question can be answered; the first ``right`` of these are read rightly."""
    return [
        Reading(
            answerable=number % 2 == 0,
            words="x",
            score=1.0 if number % 2 == 0 and number // 2 < right else 0.0,
            f1=1.0 if number % 2 == 0 and number // 2 < right else 0.0,
            placed=number % 2 == 0 and number // 2 < right,
        )
        for number in range(40)
    ]


def test_a_model_beside_itself_is_no_better():
    found = differences(readings(right=12), readings(right=12), TEXTS, 60)
    assert {(one.difference, one.low, one.high) for one in found.values()} == {(0.0, 0.0, 0.0)}


def test_a_better_model_is_better_in_each_figure_with_an_interval_around_it():
    found = differences(readings(right=8), readings(right=18), TEXTS, 60)
    assert found["placed"].difference == pytest.approx(0.5)
    assert found["f1_answerable"].difference == pytest.approx(0.5)
    assert found["auroc"].difference == pytest.approx(0.25)
    for one in found.values():
        assert 0 < one.low < one.difference < one.high < 1


def test_without_unanswerable_questions_there_is_no_auroc():
    answerable = [one for one in readings(right=8) if one.answerable]
    assert "auroc" not in differences(answerable, answerable, TEXTS[::2], 60)


def test_models_are_measured_from_the_command_line(tmp_path):
    text = "The ferry sank on Monday. Ann Lee was its captain."
    asked = {
        "id": "1",
        "question": "Who was the captain?",
        "answers": [{"text": "Ann Lee", "answer_start": 26}],
    }
    other = {"id": "2", "question": "Who was the cook?", "answers": [], "is_impossible": True}
    paragraph = {"context": text, "qas": [asked, other]}
    data, output = tmp_path / "ferry.json", tmp_path / "figures.json"
    data.write_text(json.dumps({"version": "v2.0", "data": [{"title": "Ferry", "paragraphs": [paragraph]}]}))
    named = [
        "--data",
        str(data),
        "--model",
        str(SHIPPED),
        "--model",
        str(SHIPPED),
        "--output",
        str(output),
        "--draws",
        "9",
    ]
    ran = CliRunner().invoke(app, named)
    assert ran.exit_code == 0, ran.output
    assert "placed 100.0%" in ran.output
    (measured,) = json.loads(output.read_text()).values()
    assert measured["figures"]["questions"] == 2


def test_a_folder_that_holds_no_model_gets_a_sentence(tmp_path: Path):
    data = tmp_path / "empty.jsonl"
    data.write_text("")
    ran = CliRunner().invoke(
        app, ["--data", str(data), "--model", str(tmp_path), "--output", str(tmp_path / "figures.json")]
    )
    assert ran.exit_code == 1
    assert str(tmp_path) in ran.output


@pytest.mark.parametrize("program", [app, measure])
def test_a_title_that_no_article_has_is_told_of_in_a_sentence(program, tmp_path):
    data = tmp_path / "ferry.json"
    asked = {"id": "1", "question": "Who?", "answers": [{"text": "Ann", "answer_start": 0}]}
    paragraph = {"context": "Ann rowed.", "qas": [asked]}
    data.write_text(json.dumps({"version": "v2.0", "data": [{"title": "Ferry", "paragraphs": [paragraph]}]}))
    words = ["--data", str(data), "--title", "Train", "--output", str(tmp_path / "out.json")]
    shown = CliRunner().invoke(program, [*words, "--model", str(SHIPPED)])
    assert shown.exit_code == 1
    assert "no question on an article with such a title" in shown.output
