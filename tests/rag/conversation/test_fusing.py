"""What two readings of a follow-up found, in one ranking with where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Passage
from rag.answer import Candidate
from rag.answering.confidence import calibration
from rag.citations import Citation
from rag.conversation.fusing import Talk, fused, lies_elsewhere, told_after

HERE, ELSEWHERE = "here", "elsewhere"


def sentence(start, cosine=0.5, document=HERE):
    """A candidate of forty characters; the higher ``cosine``, the likelier it is right by its reading."""
    passage = Passage(f"{document}-{start}", document, "v", "u", "T", None, 0, 9_000, "")
    return Candidate(passage, start, start + 40, "", 10 * cosine, {"cosine": cosine, "names": 1.0})


def citation(start, document=HERE):
    return Citation(1, document, "v", "u", "T", None, None, start, start + 40, "q")


def starts(found):
    return [one.start for one in found]


TALK = Talk(last=(citation(1_000),), before=())


def test_what_both_readings_find_likely_comes_first():
    found = fused([sentence(2_000, 0.7), sentence(1_500, 0.4)], [sentence(2_000, 0.7)], TALK)
    assert starts(found) == [2_000, 1_500]


def test_of_equals_the_nearer_one_comes_first_and_the_one_further_on():
    both = [sentence(start) for start in (4_000, 1_100, 860)]
    assert starts(fused(both, both, TALK)) == [1_100, 860, 4_000]


def test_a_sentence_cited_before_the_last_answer_comes_later():
    both = [sentence(1_000), sentence(1_060)]
    talk = Talk(last=(citation(1_000), citation(1_060)), before=(citation(1_000),))
    assert starts(fused(both, both, talk)) == [1_060, 1_000]


def test_what_one_reading_does_not_reach_counts_as_its_least():
    completed = [sentence(2_000, 0.9), sentence(2_400, 0.85), sentence(2_800, -5.0)]
    found = fused(completed, [sentence(2_400, 0.5)], TALK)
    assert starts(found) == [2_400, 2_000, 2_800]


def test_a_clear_best_is_surer_than_one_of_two():
    alone = fused([sentence(1_000, 0.7), sentence(5_000, 0.1)], [], TALK)
    beside = fused([sentence(1_000, 0.7), sentence(1_060, 0.7)], [], TALK)
    sure = calibration().confidence
    assert sure(alone[0]) > sure(beside[0]) >= sure(beside[1]) > sure(alone[1])


@pytest.mark.parametrize(
    ("document", "start", "end", "beside"),
    [
        (HERE, 900, 1_100, True),
        (HERE, 0, 800, True),
        (HERE, 0, 799, False),
        (HERE, 1_240, 2_000, True),
        (HERE, 1_241, 2_000, False),
        (ELSEWHERE, 900, 1_100, False),
    ],
)
def test_what_is_cited_has_passages_beside_it(document, start, end, beside):
    passage = Passage("p", document, "v", "u", "T", None, start, end, "")
    assert TALK.is_beside(passage) is beside


@pytest.mark.parametrize(
    ("question", "there", "elsewhere"),
    [
        ("Which envoys tried to calm the dispute?", 0.7, True),
        ("Which envoys tried to calm the dispute?", 0.3, False),
        ("What was the penalty?", 0.7, False),
        ("How were people brought out?", 0.7, False),
        ("What did Aas call it?", 0.7, True),
    ],
)
def test_a_question_that_may_stand_alone_is_not_drawn_to_what_was_spoken_of(question, there, elsewhere):
    read = [sentence(0, there, ELSEWHERE), sentence(1_000, 0.3)]
    assert lies_elsewhere(question, read, [sentence(1_000, 0.5)], TALK) is elsewhere


@given(st.lists(st.tuples(st.integers(0, 50), st.floats(-1, 1), st.booleans()), min_size=1, max_size=8))
def test_nothing_is_lost_and_the_order_is_that_of_the_probability(told):
    completed = [sentence(100 * place, cosine) for place, cosine, twice in told]
    typed = [sentence(100 * place, cosine) for place, cosine, twice in told if twice]
    found = fused(completed, typed, TALK)
    assert set(starts(found)) == set(starts(completed))
    sure = [calibration().confidence(one) for one in found]
    assert sure == sorted(sure, reverse=True)
    assert all(0 < one < 1 for one in sure)


def test_what_followed_is_not_what_was_told():
    found = fused([sentence(1_000, 0.9), sentence(1_100, 0.3)], [], TALK)
    assert starts(found)[0] == 1_000
    assert starts(told_after(found, TALK)) == [1_100]
    assert starts(told_after(found[:1], TALK)) == [1_000]
