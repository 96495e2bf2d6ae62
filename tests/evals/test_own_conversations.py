"""Our own conversations: exact gold, split as the articles are, and enough of every sort."""

import json
import re
from pathlib import Path

from evals.data import __file__ as data_file
from evals.datasets import packaged_dataset
from evals.datasets.conversations import packaged_conversations
from evals.dependence import dependence
from tests.evals.every import of_every

ROWS = [
    json.loads(line)
    for line in (Path(data_file).parent / "conversations.jsonl").read_text("utf-8").splitlines()
]
TALKS = packaged_conversations()
DATASET = packaged_dataset()
TEXTS = {document.id: document.text for document in DATASET.documents}
TURNS = [(row, turn) for row in ROWS for turn in row["turns"]]
FOLLOW_UPS = [turn for _, turn in TURNS if turn["kind"] == "follow_up"]


@of_every([(f"{row['id']}, “{turn['question']}”", turn) for row, turn in TURNS])
def test_a_turn_is_sound(turn):
    for gold in turn["gold"]:
        text = TEXTS[gold.get("document", turn["document"])]
        assert text[gold["start"] : gold["end"]] == gold["quote"]
        assert gold["quote"].strip() == gold["quote"]
    numbers = {gold.get("answer", 0) for gold in turn["gold"]}
    assert numbers == set(range(len(numbers)))
    assert turn["rewrite"].endswith("?")
    if turn["kind"] != "follow_up":
        assert turn["rewrite"] == turn["question"]
        assert dependence(turn["question"], turn["rewrite"]) == "self-standing"


def test_there_are_enough_of_every_sort():
    assert len(ROWS) >= 25
    changing = [row for row in ROWS if any(turn["kind"] == "topic_change" for turn in row["turns"])]
    assert len(changing) >= len(ROWS) / 3
    assert all(2 <= len(row["turns"]) <= 7 for row in ROWS)
    for split in ("development", "test"):
        of_split = [row for row in ROWS if row["split"] == split]
        assert len(of_split) >= 12
        assert len([row for row in changing if row["split"] == split]) >= len(of_split) / 4
    kinds = [dependence(turn["question"], turn["rewrite"]) for turn in FOLLOW_UPS]
    assert kinds.count("pronoun") >= 40
    assert kinds.count("ellipsis") >= 40


def test_a_changed_topic_is_another_article():
    for row in ROWS:
        for before, turn in zip(row["turns"], row["turns"][1:], strict=False):
            if turn["kind"] == "topic_change":
                assert turn["document"] != before["document"]


def test_conversations_are_split_as_the_articles_are():
    splits = {question.document_id: question.split for question in DATASET.questions}
    for talk in TALKS.conversations:
        assert {splits[name] for name in talk.documents} == {talk.split}
    # So that the library of a run holds them all.
    assert {document.id for document in TALKS.dataset.documents} == set(TEXTS)


def test_no_question_was_copied_from_the_other_set():
    asked = {plain(question.question) for question in DATASET.questions}
    assert not asked & {plain(turn["question"]) for _, turn in TURNS}


def plain(question):
    return re.sub(r"\W+", " ", question.lower()).strip()
