"""Datelines, and that the place and the agency in one are nobody that the report tells of."""

import pytest

from rag.mentions.datelines import without_datelines
from rag.mentions.finding import names_in

REPORT = "A former pilot told the court so."


@pytest.mark.parametrize(
    "dateline",
    [
        "HALLBY (Northwire) - ",
        "HALLBY, 15 March 2017 (Northwire Press Service) – ",
        "ÅRDAL, Wednesday, 17 November 2021 – ",
        "NEW WICK, N.Y. — ",
        "ST. ALDA - ",
    ],
)
def test_a_dateline_names_nobody(dateline):
    blanked = " " * (len(dateline) - 2) + dateline[-2:]
    assert without_datelines(dateline + REPORT) == blanked + REPORT
    assert names_in(dateline + REPORT) == ()
    assert names_in(f"It rained. {dateline}{REPORT}") == ()


@pytest.mark.parametrize(
    "sentence",
    [
        REPORT,
        "",
        "NATO said troops - some of them - had left.",
        "Hallby (Northwire) - It rained.",
        "UN-led talks failed.",
    ],
)
def test_other_sentences_have_none(sentence):
    assert without_datelines(sentence) == sentence


def test_the_first_word_behind_a_dateline_is_no_name_for_its_capital():
    assert [one.text for one in names_in("HALLBY (Northwire) – Shares in Wick fell.")] == ["Wick"]
