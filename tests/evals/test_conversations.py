"""The figures of conversations by hand, and the command on a tiny set."""

import json

import pytest

from evals import pages
from evals.conversations import AFTER, COMPLETED, FOUND, SHOWN, WORSE, figures
from evals.conversing import AS_TYPED, IN_CONVERSATION, REWRITTEN, FirstRow, Reply, TurnRow
from evals.files import as_json
from evals.publish import file_name, load, trimmed
from tests.evals.commands import ROOT, run_module
from tests.evals.datasets.files import write_lines
from tests.evals.datasets.test_documentation import BLOCKS

NOTHING = Reply("Why?", True, False, False)
WITHHELD = Reply("Why?", True, False, True)
SHOWS = Reply("Why?", False, True, True)


def turn(kind="follow_up", depends="ellipsis", talk=SHOWS, typed=NOTHING, rewritten=SHOWS, split="test"):
    replies = {IN_CONVERSATION: talk, AS_TYPED: typed, REWRITTEN: rewritten}
    return TurnRow("c/1", split, kind, "a", "Why?", "Why did he?", depends, replies)


def first(alone, after, answerable=True, split="test"):
    return FirstRow("q", split, "a", answerable, "Why?", "c", alone, after)


def test_the_figures_by_hand():
    completed = Reply("Why did he go?", False, True, True)
    turns = [
        turn("first", "self-standing", typed=SHOWS),
        turn(talk=completed),
        turn(talk=WITHHELD),
        turn(depends="pronoun", talk=NOTHING),
        turn("topic_change", "self-standing", talk=completed, typed=SHOWS),
        turn(talk=NOTHING, split="development"),
    ]
    firsts = [first(SHOWS, SHOWS), first(SHOWS, completed), first(SHOWS, NOTHING), first(NOTHING, SHOWS)]
    made = {(f.suite, f.name, f.system, f.split): f for f in figures(turns, firsts)}
    value = {key: figure.value for key, figure in made.items()}
    assert value["follow-ups", FOUND, IN_CONVERSATION, "test"] == pytest.approx(2 / 3)
    assert value["follow-ups", SHOWN, IN_CONVERSATION, "test"] == pytest.approx(1 / 3)
    assert value["follow-ups", FOUND, AS_TYPED, "test"] == 0
    assert value["follow-ups", FOUND, REWRITTEN, "test"] == 1
    assert value["follow-ups", FOUND, IN_CONVERSATION, "development"] == 0
    assert value["follow-ups", COMPLETED, IN_CONVERSATION, "test"] == pytest.approx(1 / 3)
    assert value["follow-ups: pronoun", FOUND, IN_CONVERSATION, "test"] == 0
    assert value["follow-ups: ellipsis", FOUND, IN_CONVERSATION, "test"] == 1
    assert value["first questions", COMPLETED, IN_CONVERSATION, "test"] == 0
    assert value["changes of topic", COMPLETED, IN_CONVERSATION, "test"] == 1
    assert value[AFTER, COMPLETED, IN_CONVERSATION, "test"] == 1 / 4
    assert value[AFTER, WORSE, IN_CONVERSATION, "test"] == 1 / 4
    assert made["follow-ups", FOUND, IN_CONVERSATION, "test"].of == 3
    assert made["changes of topic", COMPLETED, IN_CONVERSATION, "test"].better == "lower"


@pytest.mark.parametrize(
    ("alone", "after", "answerable", "worse"),
    [
        (SHOWS, SHOWS, True, False),
        (SHOWS, WITHHELD, True, True),
        (WITHHELD, NOTHING, True, True),
        (NOTHING, SHOWS, True, False),
        (NOTHING, SHOWS, False, True),
        (SHOWS, NOTHING, False, False),
    ],
)
def test_what_is_worse(alone, after, answerable, worse):
    assert first(alone, after, answerable).worse == worse


@pytest.fixture
def folder(tmp_path):
    """The example of docs/datasets.md: two articles, a conversation, and the questions on one alone."""
    for name in ("harbour.txt", "council.txt", "conversations.jsonl"):
        (tmp_path / name).write_text(BLOCKS[name], encoding="utf-8")
    asked = [line for line in BLOCKS["questions.jsonl"].splitlines() if '"id": "c' in line]
    write_lines(tmp_path / "questions.jsonl", asked)
    return tmp_path


@pytest.mark.model
def test_the_command_holds_a_conversation(folder):
    one = json.loads((folder / "conversations.jsonl").read_text(encoding="utf-8"))
    write_lines(folder / "talks.jsonl", [one, {**one, "id": "short", "turns": one["turns"][:2]}])
    options = ("--dataset", "talks.jsonl", "--questions", "questions.jsonl", "--output", "made.json")
    done = run_module("evals", "conversations", *options, folder=folder)
    assert done.exit_code == 0, done.stderr
    assert "follow-ups" in done.stdout
    content = load(folder / "made.json")
    assert content["dataset"] == {
        "name": "talks",
        "packaged": False,
        "documents": 2,
        "conversations": 2,
        "turns": 5,
        "first_questions": 2,
        "turns_before": 2,
    }
    assert [row["id"] for row in content["turns"]] == [
        "harbour/1",
        "harbour/2",
        "harbour/3",
        "short/1",
        "short/2",
    ]
    began, _, changed, *_ = content["turns"]
    assert began["replies"][IN_CONVERSATION] == began["replies"][AS_TYPED]
    assert began["replies"][REWRITTEN]["found"]
    assert changed["depends"] == "self-standing"
    # Only the conversation that never speaks of the council may come before a question about it.
    assert {row["conversation"] for row in content["first_questions"]} == {"short"}
    assert {row["document"] for row in content["first_questions"]} == {"council.txt"}
    page = pages.everything([content])
    assert "## Conversations: talks" in page
    assert "2 conversations of 5 questions on 2 documents" in page


def test_a_result_of_ours_is_kept_with_its_rows():
    content = {
        "kind": "conversations",
        "dataset": {"name": "groundwire_news", "packaged": True},
        "turns": [{}],
    }
    assert trimmed(content) == content
    assert file_name(content) == "conversations-groundwire_news.json"
    assert trimmed({**content, "dataset": {"name": "x"}, "first_questions": [{}]}) == {
        "kind": "conversations",
        "dataset": {"name": "x"},
    }


def test_rows_of_every_kind_are_a_line_each():
    content = {"turns": [{"id": "a"}, {"id": "b"}], "kind": "conversations", "first_questions": [{"id": "c"}]}
    text = as_json(content)
    assert json.loads(text) == content
    assert '\n  {"id": "a"},\n  {"id": "b"}\n' in text


def test_both_commands_are_told_of():
    page = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    for command in ("conversations", "canard"):
        assert f"`python -m evals {command}" in page
