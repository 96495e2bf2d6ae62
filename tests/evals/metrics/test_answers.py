"""The words of an answer, against values worked out by hand."""

import pytest

from evals.metrics.answers import exact_match, f1, normalised, squad2_scores


def test_words_are_normalised_as_squad_does():
    assert normalised("The  army’s “stand”, an answer!") == "armys stand answer"
    assert normalised("Theatre and another") == "theatre and another"


def test_exact_match():
    assert exact_match("the Express Tribune.", ["a newspaper", "Express Tribune"]) == 1.0
    assert exact_match("Tribune", ["Express Tribune"]) == 0.0
    assert exact_match("", ["Express Tribune"]) == 0.0


def test_f1_by_hand():
    # 2 of 3 predicted words, 2 of 4 expected: 2 * (2/3) * (1/2) / (2/3 + 1/2) = 4/7.
    assert f1("red green blue", ["red green black white"]) == pytest.approx(4 / 7)
    # Repeated words count as often as both have them: 1 of 2, 1 of 1.
    assert f1("red red", ["red"]) == pytest.approx(2 / 3)
    assert f1("red red", ["blue", "red"]) == pytest.approx(2 / 3)
    assert f1("red", ["blue"]) == 0.0
    assert f1("", ["blue"]) == 0.0
    assert f1("the", ["a"]) == 1.0
    assert f1("red", []) == 0.0


def test_squad_2_by_hand():
    # 2 of 3 predicted words, 2 of 4 expected: F1 = 4/7.
    assert squad2_scores("red green blue", ["red green black white"], True) == {
        "exact match": 0.0,
        "exact match, answerable": 0.0,
        "f1": pytest.approx(4 / 7),
        "f1, answerable": pytest.approx(4 / 7),
    }
    assert set(squad2_scores("The red", ["red"], True).values()) == {1.0}
    # Withheld: wrong where there is an answer, right where there is none.
    assert set(squad2_scores("", ["red"], True).values()) == {0.0}
    assert squad2_scores("", [], False) == {"exact match": 1.0, "f1": 1.0, "no-answer accuracy": 1.0}
    assert squad2_scores("red", [], False) == {"exact match": 0.0, "f1": 0.0, "no-answer accuracy": 0.0}
    # True, but nobody says in which words.
    assert squad2_scores("red", [], True) == {}
