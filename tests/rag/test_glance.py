"""A light search for several questions at once."""

import pytest

from rag import QuestionError

QUESTIONS = ["who denied the allegations?", "where is the Haqqani network believed to be?"]


def test_it_finds_what_the_whole_search_finds_first(well_read):
    for question, found in zip(QUESTIONS, well_read.glance(QUESTIONS), strict=True):
        first = well_read.search(question, 1)[0]
        assert found[0].passage_id == first.passage_id
        assert found[0].score == pytest.approx(first.score, abs=1e-3)


def test_each_question_has_its_own_and_none_has_none(well_read):
    assert well_read.glance([]) == ()
    assert well_read.glance(QUESTIONS, documents=[]) == ((), ())
    one, other = well_read.glance(QUESTIONS)
    assert one[0].passage_id != other[0].passage_id
    (alone,) = well_read.glance(QUESTIONS[1:])
    assert alone[0].passage_id == other[0].passage_id


def test_what_is_no_question_is_refused(well_read):
    with pytest.raises(QuestionError):
        well_read.glance(["who?", " "])
