"""Citations, against values worked out by hand."""

import pytest

from evals.metrics.citations import citation_precision, first_on_gold, gold_cited, wrong_document
from evals.spans import Place


def at(start: int, end: int, document: str = "d") -> Place:
    return Place(document, start, end)


def test_first_citation_on_gold():
    gold = [at(100, 200), at(300, 310)]
    assert first_on_gold([at(290, 400), at(0, 10)], gold)
    assert not first_on_gold([at(0, 10), at(100, 200)], gold)  # the second one is no help
    assert not first_on_gold([], gold)  # an abstention
    assert not first_on_gold([at(0, 10)], [])


def test_citation_precision():
    gold = [at(100, 200), at(300, 310)]
    # On gold, beside it, on gold of another document, on gold: 2 of 4.
    cited = [at(120, 180), at(0, 50), at(100, 200, "other"), at(290, 400)]
    assert citation_precision(cited, gold) == pytest.approx(2 / 4)
    assert citation_precision(cited, []) == 0.0  # answered, although nothing answers
    assert citation_precision([], gold) is None  # withheld


def test_gold_cited_counts_answers_not_places():
    # Three true answers; the first has two places that say it.
    evidence = [(at(0, 20), at(500, 520)), (at(100, 120),), (at(200, 220, "other"),)]
    assert gold_cited([at(0, 20), at(500, 520)], evidence) == pytest.approx(1 / 3)
    assert gold_cited([at(500, 520), at(200, 220, "other")], evidence) == pytest.approx(2 / 3)
    assert gold_cited([at(0, 150), at(200, 220, "other")], evidence) == 1.0  # one citation on two answers
    assert gold_cited([at(200, 220)], evidence) == 0.0
    assert gold_cited([], evidence) == 0.0


def test_the_wrong_document_is_one_without_gold():
    gold = [at(100, 200), at(0, 50, "also right")]
    assert not wrong_document([at(0, 10)], gold)  # the wrong sentence of the right article
    assert not wrong_document([at(700, 800, "also right"), at(0, 10, "wrong")], gold)
    assert wrong_document([at(100, 200, "wrong"), at(100, 200)], gold)
    assert not wrong_document([], gold)
