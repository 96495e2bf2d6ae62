"""From answers to rows and figures, with an assistant whose every answer is known."""

import json
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, cast

import pytest

import evals.asking
from evals.asking import predicted_words, run
from evals.datasets import Dataset, DatasetDocument, DatasetError, Question
from evals.library import fill
from evals.report import figures_by_split, results, table
from evals.spans import Place
from index import AddResult, DocumentVersion, Metadata, Passage
from rag import Answer, Citation, Config, Replay

TEXT = "The mayor denied it. Nobody believed her. Tom saw everything from the bridge."
FIRST, SECOND, THIRD = (0, 20), (21, 41), (42, 77)
DENIED, BELIEVED, WHERE, NEVER = "who denied it?", "who believed her?", "where was Tom?", "who won the cup?"
# question: cited range, confidence; the ranking is the cited sentence and then the others in order.
KNOWN = {DENIED: (FIRST, 0.9), BELIEVED: (FIRST, 0.8), WHERE: (THIRD, 0.3), NEVER: (SECOND, 0.6)}


class FakeStatus:
    def to_dict(self):
        return {"documents": 1}


class FakeAssistant:
    """Keeps one text, answers from :data:`KNOWN`, abstains below its threshold (0.5 by default)."""

    def __init__(self, config):
        self.threshold = 0.5 if config.abstain_below is None else config.abstain_below
        self.titles = []
        self.asked = []

    @classmethod
    @contextmanager
    def open(cls, config):
        yield cls(config)

    def add_text(self, title, text):
        self.titles.append(title)
        return AddResult(title, "added", "Added.", f"id of {title}", "v1", title)

    def document(self, document_id):
        return DocumentVersion(
            document_id, "v1", "paste:x", TEXT, Metadata(), (), "utf-8", "2026-01-01", True
        )

    def warm(self):
        pass

    def status(self):
        return FakeStatus()

    def search(self, question, limit):
        best = KNOWN[question][0]
        ranges = [best, *(other for other in (FIRST, SECOND, THIRD) if other != best)]
        rows = [
            Passage("p", "id of Town", "v1", "paste:Town", "Town", None, a, b, TEXT[a:b]) for a, b in ranges
        ]
        return tuple(rows[:limit])

    def ask(self, question):
        (start, end), confidence = KNOWN.get(question, (FIRST, 0.0))
        citation = Citation(
            1, "id of Town", "v1", "paste:Town", "Town", None, None, start, end, TEXT[start:end]
        )
        given = confidence >= self.threshold
        citations = (citation,) if given else ()
        return Answer(
            question,
            TEXT[start:end] if given else "No.",
            None,
            (),
            citations,
            confidence,
            abstained=not given,
        )

    def verify(self, answer):
        return tuple(Replay(citation, "holds") for citation in answer.citations)


def question(identity, words, gold, answers=(), split="test"):
    places = tuple(Place("town", *span) for span in gold)
    return Question(identity, "town", words, "who", bool(gold), places, answers, split)


@pytest.fixture
def dataset():
    return Dataset(
        "known",
        (DatasetDocument("town", "Town", TEXT),),
        (
            question("q1", DENIED, [FIRST], ("The mayor", "the mayor denied it")),
            question("q2", BELIEVED, [SECOND], ("Nobody",)),
            question("q3", WHERE, [THIRD, SECOND], ("the bridge",)),
            question("q4", NEVER, []),
            question("q5", DENIED, [FIRST], split="development"),
        ),
    )


@pytest.fixture
def finished(dataset, monkeypatch):
    monkeypatch.setattr(evals.asking, "Assistant", FakeAssistant)
    return run(dataset, Config(), lambda: None, lambda: None)


def test_figures_by_hand(finished):
    figures = {figure.name: figure for figure in figures_by_split(finished)["test"]}
    values = {name: figure.value for name, figure in figures.items()}
    assert values["evidence within 500 characters"] == 1.0
    assert values["recall@1"] == pytest.approx(2 / 3)
    assert values["mrr"] == pytest.approx((1 + 1 / 2 + 1) / 3)
    assert values["exact match"] == pytest.approx(1 / 3)
    # q1 1.0; q2 shares no word with its answer; q3 was withheld.
    assert values["f1"] == pytest.approx(1 / 3)
    assert values["first citation on gold"] == pytest.approx(1 / 3)
    assert values["first citation on gold, no abstaining"] == pytest.approx(2 / 3)
    assert (values["citations that replay"], figures["citations that replay"].of) == (1.0, 4)
    assert values["answered although not answerable"] == 1.0
    assert values["wrongly refused"] == pytest.approx(1 / 3)
    # .9 and .8 beat .6, .3 does not.
    assert values["auroc"] == pytest.approx(2 / 3)
    assert figures["auroc"].of == 4


def test_splits_are_apart(finished):
    figures = figures_by_split(finished)
    assert list(figures) == ["development", "test"]
    assert {figure.of for figure in figures["development"] if figure.suite == "retrieval"} == {1}
    headings = [column.header for column in table(finished, figures).columns]
    assert headings == ["figure", "development", "result (test)"]


def test_a_row_for_every_question(finished):
    content = results(finished, figures_by_split(finished), {"abstain_below": None}, 1.0)
    rows = {row["id"]: row for row in json.loads(json.dumps(content))["questions"]}
    assert list(rows) == ["q1", "q2", "q3", "q4", "q5"]
    assert rows["q1"]["rank_of_gold"] == 1
    assert rows["q2"]["rank_of_gold"] == 2
    assert (rows["q3"]["abstained"], rows["q3"]["on_gold"], rows["q3"]["on_gold_no_abstaining"]) == (
        True,
        False,
        True,
    )
    assert rows["q3"]["citations"] == []
    assert rows["q3"]["citations_no_abstaining"] == [
        {"document": "town", "start": 42, "end": 77, "quote": TEXT[42:77]}
    ]
    assert rows["q4"]["on_gold"] is None
    assert rows["q4"]["rank_of_gold"] is None
    assert content["made"]["cores"] >= 1
    assert content["configuration"] == {"abstain_below": None}


def test_a_citation_that_does_not_hold_is_counted(dataset, monkeypatch):
    class Liar(FakeAssistant):
        def verify(self, answer):
            return tuple(Replay(citation, "does not hold") for citation in answer.citations)

    monkeypatch.setattr(evals.asking, "Assistant", Liar)
    finished = run(dataset, Config(), lambda: None, lambda: None)
    figures = {figure.name: figure.value for figure in figures_by_split(finished)["test"]}
    assert figures["citations that replay"] == 0.0


def test_the_short_answer_is_judged_where_there_is_one():
    answer = FakeAssistant(Config(abstain_below=0.0)).ask(WHERE)
    assert predicted_words(answer) == TEXT[42:77]
    assert predicted_words(replace(answer, short="the bridge")) == "the bridge"
    assert predicted_words(replace(answer, abstained=True)) == ""


def test_two_documents_of_one_title_stay_two(dataset):
    twin = DatasetDocument("twin", "Town", TEXT)
    assistant: Any = FakeAssistant(Config())
    fill(assistant, replace(dataset, documents=(*dataset.documents, twin)))
    assert assistant.titles == ["Town", "Town (twin)"]


def test_a_document_that_is_not_kept_as_it_is(dataset):
    changed = replace(dataset, documents=(DatasetDocument("town", "Town", TEXT + "!"),))
    with pytest.raises(DatasetError, match="does not keep the text"):
        fill(cast(Any, FakeAssistant(Config())), changed)
