"""The share of the gap between a question as typed and its rewriting, by hand and through the command."""

import json

import numpy
import pytest

from evals.canard import (
    OURS,
    RAW,
    REWRITE,
    after_last_question,
    closed,
    figures,
    grouped,
    table,
    with_title,
)
from evals.datasets.canard import Exchange, FollowUp
from tests.evals.commands import run_module
from tests.evals.datasets.files import write_lines
from tests.evals.datasets.test_canard import talk

BEFORE = (Exchange("Who?", "Joe."),)


def asked(question, rewrite, article="Joe", before=BEFORE):
    return FollowUp("q", "d", article, before, question, rewrite, ())


def test_the_share_of_the_gap_by_hand():
    raw, way, rewrite = numpy.array([[0, 0, 0, 1.0], [1, 0, 0, 1], [1, 1, 1, 1]])
    assert closed(raw, way, rewrite) == pytest.approx(1 / 3)
    assert closed(raw, raw, rewrite) == 0
    assert closed(raw, numpy.zeros(4), rewrite) == pytest.approx(-1 / 3)
    assert closed(raw, way, raw) is None
    assert closed(rewrite, way, raw) is None


def test_figures_have_intervals_by_article():
    hits = {RAW: [False] * 4 + [True] * 2, OURS: [True] * 3 + [False, True, True], REWRITE: [True] * 6}
    made = figures(hits, ["a", "a", "b", "b", "c", "c"])
    assert made[RAW]["recall"] == pytest.approx(1 / 3)
    assert made[OURS]["recall"] == pytest.approx(5 / 6)
    assert made[OURS]["closed"]["value"] == pytest.approx(3 / 4)
    assert made[OURS]["closed"]["low"] <= 3 / 4 <= made[OURS]["closed"]["high"]
    assert made[OURS]["low"] <= 5 / 6 <= made[OURS]["high"]
    assert "closed" not in made[REWRITE]


def test_without_a_gap_no_share_is_told():
    same = [True, False, True]
    assert figures({RAW: same, OURS: same, REWRITE: same}, ["a", "b", "c"])[OURS]["closed"] is None


def test_follow_ups_are_told_apart_by_kind_and_from_first_questions():
    questions = [
        asked("Did he win?", "Did Joe win?"),
        asked("Why?", "Why did Joe win?"),
        asked("And who was second?", "Who was second?"),
        asked("Who was he?", "Who was Joe?", before=()),
    ]
    hits = {RAW: [False, False, True, True], OURS: [True, False, True, True], REWRITE: [True] * 4}
    made = grouped(questions, hits)
    assert {name: group["questions"] for name, group in made.items()} == {
        "follow-ups": 3,
        "pronoun": 1,
        "ellipsis": 1,
        "self-standing": 1,
        "first questions": 1,
    }
    assert made["follow-ups"]["ways"][OURS]["closed"]["value"] == pytest.approx(1 / 2)
    assert made["pronoun"]["ways"][OURS]["closed"]["value"] == 1
    assert table({"first": 5, "groups": made}).row_count == 3


def test_the_plain_ways():
    question = asked("Did he win?", "Did Joe win?")
    assert after_last_question(question) == "Who? Did he win?"
    assert after_last_question(asked("Who was he?", "Who was Joe?", before=())) == "Who was he?"
    assert with_title(question) == "Joe Did he win?"


@pytest.mark.model
def test_the_command_measures_a_tiny_pool(tmp_path):
    """Each of two people is asked the same; only the name tells whose answer is meant."""
    rows = []
    for name, year in (("Ann Bell", "1908"), ("Ben Hale", "1931")):
        said = [
            f"What did {name} sail?",
            f"{name} sailed a schooner.",
            "When?",
            f"It left port in {year}.",
            "Why?",
        ]
        rows += talk(f"C_{name[:3]}_0", [name, "Voyages"], said)
    file = write_lines(tmp_path / "canard_tiny.jsonl", rows)
    done = run_module("evals", "canard", file, "--output", "made.json", folder=tmp_path)
    assert done.exit_code == 0, done.stderr
    assert "our completion" in done.stdout
    content = json.loads((tmp_path / "made.json").read_text(encoding="utf-8"))
    assert content["dataset"] == {
        "name": "canard_tiny",
        "documents": 2,
        "answers": 4,
        "questions": 4,
        "left_out": 2,
    }
    # Four passages: each way finds everything among five.
    assert {made["recall"] for made in content["groups"]["follow-ups"]["ways"].values()} == {1.0}
    assert content["made"]["command"].startswith("python -m evals canard canard_tiny.jsonl")


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    done = run_module("evals", "canard", tmp_path / "missing.jsonl", folder=tmp_path)
    assert done.exit_code == 2
    assert "missing.jsonl: cannot be read" in done.stderr
