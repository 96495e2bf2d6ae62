"""Reading on while the margin is thin, replayed over candidates that were collected with everything read."""

import numpy as np
import pytest

from evals.reading_on import THIN_MARGINS, read_on, reading_order, steps, thinnest
from tests.evals.candidates import collected

WEIGHTS = {"near": 1.0}


UNREAD = {"rank": 1.0}


def asked(near, ranks, on_gold, number=1):
    return collected(number, {"near": near, "rank": [1 / rank for rank in ranks]}, on_gold)


def replayed(question, thin, most=30):
    return read_on(question, WEIGHTS, reading_order(question, UNREAD), thin, most)


def test_a_wide_margin_ends_the_reading():
    question = asked([3.0, 1.0, -9.0, 9.0], [1, 2, 3, 4], [3])
    assert replayed(question, 2.0) == (False, 2)
    assert replayed(question, 2.5) == (True, 4)
    assert replayed(question, 2.5, most=3) == (False, 3)


def test_a_lone_candidate_has_no_margin():
    question = collected(1, {"near": [3.0]}, [0])
    assert read_on(question, WEIGHTS, np.array([30.0]), 0.0, 30) == (True, 30)


def test_no_more_is_read_than_there_is():
    assert replayed(asked([3.0, 3.0], [1, 2], [0]), 1.0) == (True, 2)
    assert replayed(asked([], [], []), 1.0) == (False, 0)


def test_passages_are_read_in_the_order_of_their_best_sentences_unread():
    question = collected(1, {"like": [0.1, 0.9, 0.5, 0.9], "rank": [1.0, 0.25, 1.0, 0.5]}, [0])
    assert reading_order(question, {"like": 1.0}).tolist() == [3, 2, 3, 1]


def test_a_larger_margin_reads_more():
    questions = [
        asked([1.0, 0.3, *[0.0] * 22, 4.0], range(1, 26), [24], 1),
        asked([2.0, 0.5], [1, 2], [0], 2),
    ]
    made = steps(questions, [WEIGHTS, WEIGHTS], [UNREAD, UNREAD], 30)
    read = [step["passages"] for step in made]
    assert [step["thin_margin"] for step in made] == list(THIN_MARGINS)
    assert read == sorted(read)
    assert read[0] == pytest.approx((2 + 2) / 2)
    assert read[-1] == pytest.approx((25 + 2) / 2)
    assert made[-1]["found"] == 1.0


def test_the_least_margin_that_finds_nearly_as_much_is_taken():
    made = [
        {"thin_margin": 0.0, "found": 0.60},
        {"thin_margin": 1.0, "found": 0.647},
        {"thin_margin": 2.0, "found": 0.65},
    ]
    assert thinnest(made) == 1.0
