"""Our own questions: exact gold, many kinds, split by article, and nothing copied."""

import json
import re
from collections import Counter
from importlib import resources
from pathlib import Path
from statistics import median

import pytest

from evals.agreement import agreement, annotators, blind_answers, disagreements
from evals.data import __file__ as data_file
from evals.datasets import of_split, packaged_dataset
from evals.describe import described
from evals.overlap import content_words, median_overlap, overlap
from evals.publish import BEGIN, END
from index import Sample
from tests.evals.every import of_every

DATA = Path(data_file).parent
ROWS = [json.loads(line) for line in (DATA / "questions.jsonl").read_text("utf-8").splitlines()]
DATASET = packaged_dataset()
TEXTS = {document.id: document.text for document in DATASET.documents}
SAMPLE = "sample:reuters-2011-09-26-pakistan.txt"
NOT_ANSWERABLE = {"absent_fact", "near_miss", "false_presupposition", "wrong_speaker", "furniture"}
PAIRS = ({"port-leak-wire", "port-leak-courant"}, {"skerrin-vote-meridian", "skerrin-vote-coastline"})
of_every_question = of_every([(row["id"], row) for row in ROWS])


def places(row):
    return [(gold.get("document", row["document"]), gold) for gold in row["gold"]]


def several(row):
    return len({gold.get("answer", 0) for gold in row["gold"]}) > 1


def article(name):
    return Path(name).stem


@of_every_question
def test_gold_is_what_the_text_says(row):
    for document, gold in places(row):
        assert TEXTS[document][gold["start"] : gold["end"]] == gold["quote"]
        assert gold["quote"].strip()


@of_every_question
def test_gold_is_never_furniture(row):
    text = TEXTS[SAMPLE]
    first, last = text.index("/ 9 years ago"), text.index("0 : 0")
    for document, gold in places(row):
        if document == SAMPLE:
            assert gold["end"] <= last
            assert gold["end"] <= first or gold["start"] >= first + len("/ 9 years ago")


@of_every_question
def test_answerable_questions_and_only_they_have_gold(row):
    assert row["answerable"] == bool(row["gold"]) == (row["kind"] not in NOT_ANSWERABLE)
    if not row["answerable"]:
        assert row["answers"] == []


@of_every_question
def test_tricky_questions_are_explained(row):
    several_places = len(row["gold"]) > 1 and row["document"] == SAMPLE and row["kind"] != "yes_no"
    if several_places or (not row["answerable"] and row["document"] != SAMPLE):
        assert row["note"]


@of_every_question
def test_answer_numbers_are_counted_from_0_without_a_gap(row):
    numbers = {gold.get("answer", 0) for gold in row["gold"]}
    assert numbers == set(range(len(numbers)))


@of_every_question
def test_a_short_answer_is_verbatim(row):
    documents = {document for document, _ in places(row)}
    for answer in row["answers"]:
        assert any(answer in TEXTS[document] for document in documents)


@of_every_question
def test_no_question_copies_its_sentence(row):
    for _, gold in places(row):
        assert row["question"].rstrip("?").lower() not in gold["quote"].lower()


def test_paraphrases_share_no_content_word_with_their_gold():
    paraphrases = [row for row in ROWS if row["kind"] == "paraphrase"]
    assert len(paraphrases) >= 20
    for row in paraphrases:
        for gold in row["gold"]:
            assert not content_words(row["question"]) & content_words(gold["quote"]), row["question"]


def test_there_are_enough_of_every_sort():
    assert len(TEXTS) >= 11
    assert len(ROWS) >= 240
    assert sum(not row["answerable"] for row in ROWS) / len(ROWS) >= 1 / 3
    assert sum(several(row) for row in ROWS) >= 30
    for split in ("development", "test"):
        kinds = Counter(row["kind"] for row in ROWS if row["split"] == split)
        for kind in ("who_said", "who_denied", "how_many", "when", "why", "near_miss", "wrong_speaker"):
            assert kinds[kind] >= 5, (split, kind)


def test_articles_are_split_and_not_questions():
    splits: dict[str, set[str]] = {}
    for row in ROWS:
        splits.setdefault(row["document"], set()).add(row["split"])
    assert all(len(found) == 1 for found in splits.values())
    assert splits[SAMPLE] == {"development"}
    assert set(splits) == set(TEXTS)
    for row in ROWS:
        assert {tuple(splits[document]) for document, _ in places(row)} <= {(row["split"],)}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: " and ".join(sorted(pair)))
def test_where_two_articles_disagree_both_are_right(pair):
    apart = [
        row for row in ROWS if {article(document) for document, _ in places(row)} == pair and several(row)
    ]
    assert len(apart) >= 3


def test_ids_and_questions_are_there_once():
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    asked = Counter(re.sub(r"\W+", " ", row["question"].lower()).strip() for row in ROWS)
    assert asked.most_common(1)[0][1] == 1


def test_the_headline_question_is_for_development():
    (row,) = [row for row in ROWS if row["question"] == "who denied the allegations?"]
    assert row["split"] == "development"
    assert [gold["quote"] for gold in row["gold"]] == [
        "Pakistan’s government and army rejected the allegations."
    ]


def test_the_packaged_set_holds_them_all():
    assert [question.id for question in DATASET.questions] == [row["id"] for row in ROWS]
    assert TEXTS[SAMPLE] == Sample().read(10**9).decode("utf-8")
    files = {f"articles/{file.name}" for file in (DATA / "articles").iterdir()}
    assert set(TEXTS) == files | {SAMPLE}
    assert DATASET.splits == ("development", "test")
    assert DATASET.packaged


def test_the_tricky_things_stand_in_the_articles():
    repeated = [name for name, text in TEXTS.items() if name != SAMPLE and repeats(text)]
    assert len(repeated) >= 3
    everything = "".join(TEXTS.values())
    assert set("łøñğéö") <= set(everything)
    assert sum("“" in text and "‘" in text for text in TEXTS.values()) >= 3


def repeats(text):
    sentences = Counter(s.strip() for s in re.split(r"(?<=[.!?”])\s+", text) if len(s.strip()) > 20)
    return [sentence for sentence, count in sentences.items() if count > 1]


def test_overlap_is_the_share_of_content_words_that_the_nearest_gold_has():
    question = next(q for q in DATASET.questions if q.question == "who denied the allegations?")
    # Of “denied” and “allegations” (“who” and “the” carry nothing) the sentence has the second.
    assert overlap(question, TEXTS) == pytest.approx(1 / 2)
    shares = [overlap(q, TEXTS) for q in DATASET.questions if q.answerable]
    assert median_overlap(DATASET) == median(shares)
    assert 0.0 < median_overlap(DATASET) < 0.5


def test_every_question_was_answered_blind():
    answered = Counter(answer.question_id for answer in blind_answers())
    assert set(answered) == {row["id"] for row in ROWS}
    for answer in blind_answers():
        assert answer.answerable == bool(answer.quotes)
        for place in answer.quotes:
            assert TEXTS[place.document_id][place.start : place.end].strip()


def test_disagreements_are_resolved():
    for answers in annotators(blind_answers()).values():
        assert disagreements(DATASET, answers) == []


def test_agreement_by_hand():
    first, second, third = [q for q in DATASET.questions if q.document_id == SAMPLE][:3]
    assert all(q.answerable for q in (first, second, third))
    right = next(a for a in blind_answers() if a.question_id == first.id)
    wrong_place = right.__class__(second.id, "x", True, (right.quotes[0].__class__(SAMPLE, 0, 10),))
    refused = right.__class__(third.id, "x", False, ())
    found = agreement(DATASET, [right, wrong_place, refused, *unanswerable(2)])
    # Five verdicts, four alike; of the two that both call answerable one quotes the gold.
    assert found["questions"] == 5
    assert found["answerable or not"] == pytest.approx(4 / 5)
    assert found["first quote on gold"] == pytest.approx(1 / 2)
    # Cohen: (0.8 - p) / (1 - p) with p = 3/5 * 2/5 + 2/5 * 3/5 = 0.48.
    assert found["kappa"] == pytest.approx((0.8 - 0.48) / (1 - 0.48))
    assert [q.id for q, _ in disagreements(DATASET, [right, wrong_place, refused])] == [second.id, third.id]


def unanswerable(count):
    lacking = {row["id"] for row in ROWS if not row["answerable"]}
    return [answer for answer in blind_answers() if answer.question_id in lacking][:count]


def test_the_page_says_what_the_set_is_like():
    page = (resources.files("evals.data") / "README.md").read_text("utf-8")
    block = page.partition(BEGIN)[2].partition(END)[0].strip()
    assert block == described(DATASET), "run `python -m evals.describe`"
    assert f"| test | {len({q.document_id for q in of_split(DATASET, 'test').questions})} |" in block
