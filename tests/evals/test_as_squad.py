"""Question sets in SQuAD's JSON: every answer stands where it is said to, and no test question is written."""

import json

from typer.testing import CliRunner

from evals.as_squad import app
from evals.datasets import packaged_dataset


def test_our_development_questions_are_written_with_their_evidence(tmp_path):
    file = tmp_path / "news.json"
    ran = CliRunner().invoke(app, ["--output", str(file)])
    assert ran.exit_code == 0, ran.output
    paragraphs = [each for article in json.loads(file.read_text())["data"] for each in article["paragraphs"]]
    entries = [(paragraph["context"], entry) for paragraph in paragraphs for entry in paragraph["qas"]]
    splits = {question.id: question.split for question in packaged_dataset().questions}
    assert {splits[entry["id"]] for _, entry in entries} == {"development"}
    assert len(entries) == list(splits.values()).count("development")
    for context, entry in entries:
        assert bool(entry["answers"]) is not entry["is_impossible"]
        for answer in entry["answers"]:
            assert context[answer["answer_start"] :].startswith(answer["text"])
