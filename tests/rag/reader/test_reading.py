"""Reading in stages, and the second look: how much is read, and what the verifier changes."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from index import Passage, TokenVectors
from rag import Reading
from rag.answer import ReadingDone
from rag.reader import Reader, Verifier, reading_stages
from rag.reader import reading as room
from rag.reader.ranking import Ranking
from tests.rag.reader.wanting import Wanting

SENTENCES = [f"Skipper number {number} sailed from the harbour." for number in range(40)]
TEXT = "\n\n".join(SENTENCES)
VERSION: Any = SimpleNamespace(
    document_id="d", version="v", text=TEXT, title="", metadata=SimpleNamespace(title=None)
)
QUESTION = "Which skipper sailed?"


class Level:
    """Vectors by which all sentences are alike."""

    def of_texts(self, texts):
        return [TokenVectors(np.ones((1, 1), np.float32), np.array([(0, len(text))])) for text in texts]

    def of_passages(self, passages):
        return self.of_texts([passage.text for passage in passages])

    def of_titles(self, versions):
        return dict(zip(titles := [one.title for one in versions], self.of_texts(titles), strict=True))


def passages(count):
    made = []
    for number, sentence in enumerate(SENTENCES[:count]):
        start = TEXT.index(sentence)
        place = (start, start + len(sentence), sentence)
        made.append(Passage(f"p{number:02}", "d", "v", "paste:Harbour", "Harbour", None, *place))
    return made


@pytest.fixture
def by_span(monkeypatch):
    """Candidates ranked by the reader's spans, and after the second look by the verifier as well."""
    ranking = Ranking({"span": 1.0}, 2.0, (1.0, 2.0), {"rank": 1.0})
    monkeypatch.setattr(room, "ranking", lambda: ranking)


def read(count, wanted, judged=None, thin=None, several=False, most=30):
    """The words found, best first, the candidates, and how many windows were read."""
    vectors: Any = Level()
    model = Wanting({f"number {number}": score for number, score in wanted.items()})
    verifier = Wanting({f"number {number}": score for number, score in (judged or {}).items()}, marked=True)
    reader = Reader(vectors, lambda question: {}, model, Verifier(verifier), thin, most)
    found = reader.read(QUESTION, passages(count), lambda passage: VERSION, several)
    words = [one.text[one.short[0] - one.start : one.short[1] - one.start] for one in found if one.short]
    return words, found, model.read


@pytest.mark.parametrize("first", [2, 3, 7])
@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 10, 11, 20, 21, 30, 1000])
def test_stages_part_the_passages(count, first):
    parts = reading_stages(count, first)
    assert [number for start, end in parts for number in range(start, end)] == list(range(count))
    assert len(parts) <= 10


def test_a_clear_answer_ends_the_reading(by_span):
    words, _, windows = read(30, {1: 8.0, 25: 20.0})
    assert words[0] == "number 1"
    assert windows == 2


def test_reading_goes_on_while_the_margin_is_thin(by_span):
    words, _, windows = read(30, {0: 8.0, 1: 7.0, 15: 20.0})
    assert words[0] == "number 15"
    assert windows == 16


def test_no_more_passages_are_read_than_allowed(by_span):
    words, _, windows = read(30, {0: 8.0, 1: 7.0, 8: 20.0}, most=8)
    assert words[0] == "number 0"
    assert windows == 8


def test_reading_that_is_given_up_reads_no_more(by_span):
    vectors: Any = Level()
    model = Wanting({"number 0": 8.0, "number 1": 7.0})
    reader = Reader(vectors, lambda question: {}, model, Verifier(Wanting({}, marked=True)))
    steps = reader.steps(QUESTION, passages(30), lambda passage: VERSION)
    assert next(steps) == Reading(2, of=8)
    assert next(steps) == Reading(4, of=8)
    steps.close()
    assert model.read == 4


@pytest.mark.parametrize(("most", "windows"), [(8, 3), (2, 2)])
def test_some_passages_are_read_however_unlikely(by_span, most, windows):
    vectors: Any = Level()
    model = Wanting({"number 0": 8.0, "number 25": 20.0})
    reader = Reader(vectors, lambda question: {}, model, Verifier(Wanting({}, marked=True)), most=most)
    given = passages(30)
    (done,) = reader.steps(QUESTION, given, lambda passage: VERSION, read_too=lambda one: one is given[25])
    assert isinstance(done, ReadingDone)
    assert model.read == windows
    assert (done.candidates[0].passage is given[25]) is (windows == 3)


def test_a_margin_may_be_set(by_span):
    assert read(30, {0: 8.0, 1: 7.0}, thin=0.5)[2] == 2
    assert read(30, {1: 30.0, 2: 7.0}, thin=float("inf"))[2] == 30


def test_the_second_look_puts_the_best_ones_in_order_anew(by_span):
    words, found, _ = read(4, {0: 8.0, 1: 7.0, 2: 6.8}, judged={0: -6.0, 1: 5.0, 2: 1.0})
    assert words[:3] == ["number 1", "number 2", "number 0"]
    assert [one.features["verified"] for one in found[:3]] == pytest.approx([5.0, 1.0, -6.0])
    assert [one.score for one in found[:3]] == pytest.approx([7 + 10, 6.8 + 2, 8 - 12])
    assert found[0].features["margin"] == pytest.approx(17 - 8.8)


def test_those_that_may_be_true_besides_are_no_rivals(by_span):
    wanted = {0: 8.0, 1: 7.5, 2: 7.0, 3: 2.0}
    (best, second, *_) = read(8, wanted, several=True)[1]
    assert best.features["margin"] == pytest.approx(best.score - read(8, wanted, several=True)[1][3].score)
    assert second.features["margin"] == pytest.approx(second.score - best.score)
    (best, second, *_) = read(8, wanted)[1]
    assert best.features["margin"] == pytest.approx(best.score - second.score)


def test_two_candidates_have_a_margin_where_several_may_be_true(by_span):
    found = read(2, {0: 8.0, 1: 3.0}, several=True)[1]
    assert found[0].features["margin"] == pytest.approx(found[0].score - found[1].score)


def test_what_was_not_looked_at_does_not_overtake(by_span):
    words, found, _ = read(10, {0: 8.0, 1: 7.5, 2: 7.2, 3: 7.1}, judged={0: 1.0, 1: 1.0, 2: -6.0, 3: 9.0})
    assert words[3] == "number 3"
    assert found[3].features["verified"] == pytest.approx(-6.0)


def test_more_are_looked_at_where_several_may_be_true(by_span):
    wanted, judged = {0: 8.0, 1: 7.5, 2: 7.2, 3: 7.1}, {0: 1.0, 1: 1.0, 2: -6.0, 3: 9.0}
    words, found, _ = read(10, wanted, judged, several=True)
    assert words[0] == "number 3"
    assert found[0].features["verified"] == pytest.approx(9.0)


def test_what_lies_far_behind_is_not_looked_at(by_span):
    words, found, _ = read(4, {0: 8.0, 1: 5.0}, judged={0: 1.0, 1: 9.0}, several=True)
    assert words[0] == "number 0"
    assert found[1].features["verified"] == pytest.approx(1.0)


def test_the_likeliest_passages_are_read_first(monkeypatch):
    backwards = Ranking({"span": 1.0}, 2.0, (1.0, 0.0), {"rank": -1.0})
    monkeypatch.setattr(room, "ranking", lambda: backwards)
    words, _, windows = read(30, {0: 20.0, 29: 8.0})
    assert words[0] == "number 29"
    assert windows == 2


def test_nothing_is_found_in_nothing(by_span):
    assert read(0, {})[1] == ()
