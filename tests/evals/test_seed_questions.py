"""Our own questions about the sample: exact gold, many kinds, two balanced halves."""

import json
import re
from collections import Counter
from importlib import resources

import pytest

from evals.datasets import packaged_dataset
from index import Sample

ROWS = [
    json.loads(line)
    for line in (resources.files("evals.data") / "seed_questions.jsonl").read_text("utf-8").splitlines()
]
TEXT = Sample().read(10**9).decode("utf-8")
NOT_ANSWERABLE = {"absent_fact", "near_miss", "false_presupposition", "furniture"}
FUNCTION_WORDS = (
    "a an and are as at be been but by did do does for from had has have he how in is it its of off on or "
    "that the their they to was were what when where which who whom whose why will with"
)
identified = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])


def content_words(text: str) -> set[str]:
    """The words that carry meaning, without endings, so that “tension” meets “tensions”."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("’s", ""))
    return {re.sub(r"(ing|ed|es|s)$", "", word) for word in words if word not in FUNCTION_WORDS.split()}


@identified
def test_gold_is_what_the_text_says(row):
    assert all(TEXT[gold["start"] : gold["end"]] == gold["quote"] for gold in row["gold"])
    assert all(gold["quote"].strip() for gold in row["gold"])


@identified
def test_gold_is_never_furniture(row):
    first = TEXT.index("/ 9 years ago")
    last = TEXT.index("0 : 0")
    for gold in row["gold"]:
        assert gold["end"] <= last
        assert gold["end"] <= first or gold["start"] >= first + len("/ 9 years ago")


@identified
def test_answerable_questions_and_only_they_have_gold(row):
    assert row["answerable"] == bool(row["gold"]) == (row["kind"] not in NOT_ANSWERABLE)
    if not row["answerable"]:
        assert row["answers"] == []


@identified
def test_several_true_answers_are_explained(row):
    if len(row["gold"]) > 1 and row["kind"] != "yes_no":
        assert row["note"]


@identified
def test_a_short_answer_is_verbatim(row):
    for answer in row["answers"]:
        assert answer in TEXT


def test_paraphrases_share_no_content_word_with_their_gold():
    paraphrases = [row for row in ROWS if row["kind"] == "paraphrase"]
    assert len(paraphrases) >= 8
    for row in paraphrases:
        for gold in row["gold"]:
            assert not content_words(row["question"]) & content_words(gold["quote"]), row["question"]


def test_there_are_enough_of_every_sort():
    assert len(ROWS) >= 70
    assert sum(not row["answerable"] for row in ROWS) >= 24
    kinds = {row["kind"] for row in ROWS}
    assert kinds > {"who_said", "who_denied", "how_many", "when", "why", "name", "metadata", "yes_no"}
    assert kinds > NOT_ANSWERABLE


def test_the_splits_are_balanced_in_every_kind():
    counts = Counter((row["kind"], row["split"]) for row in ROWS)
    for kind in {row["kind"] for row in ROWS}:
        assert abs(counts[kind, "development"] - counts[kind, "test"]) <= 1


def test_no_question_is_asked_twice():
    asked = Counter(re.sub(r"\W+", " ", row["question"].lower()).strip() for row in ROWS)
    assert asked.most_common(1)[0][1] == 1


def test_no_question_copies_its_sentence():
    for row in ROWS:
        for gold in row["gold"]:
            assert row["question"].rstrip("?").lower() not in gold["quote"].lower()


def test_the_headline_question_is_for_development():
    (row,) = [row for row in ROWS if row["question"] == "who denied the allegations?"]
    assert row["split"] == "development"
    assert [gold["quote"] for gold in row["gold"]] == [
        "Pakistan’s government and army rejected the allegations."
    ]


def test_the_packaged_set_holds_them_all():
    dataset = packaged_dataset()
    assert [question.id for question in dataset.questions] == [row["id"] for row in ROWS]
    (document,) = dataset.documents
    assert document.text == TEXT
    assert dataset.splits == ("development", "test")
