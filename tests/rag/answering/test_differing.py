"""Sources that differ are shown as such, and nothing else is."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from rag.answer import Difference, SingleAnswer
from rag.answering.differing import differences
from rag.citations import Citation

CASES = json.loads((Path(__file__).parent / "data" / "differing.json").read_text(encoding="utf-8"))


def answered(given):
    """A written answer as the assistant gives it."""
    citation = Citation(
        number=1,
        document_id=given.get("document", "wire"),
        version="v",
        uri="paste:x",
        title="x",
        published=given.get("published"),
        agency=None,
        start=0,
        end=len(given["text"]),
        quote=given["text"],
    )
    return SingleAnswer(given["text"], given.get("short"), (citation,), 0.8)


def claimed(case):
    found = differences(case["question"], [answered(given) for given in case["answers"]])
    return {(one.first, one.second, one.kind) for one in found}


def expected(case):
    return {(first, second, kind) for first, second, kind in case["differing"]}


def test_there_are_twenty_cases_and_in_half_of_them_nothing_differs():
    assert len(CASES) == len({case["name"] for case in CASES}) == 20
    assert sum(not case["differing"] for case in CASES) >= 10


def test_precision_and_recall():
    """Written before the code: at its first run 9 of 10 claims were right and all 9 differences found.

    The wrong one (“did not deny”) was mended since, so that today’s 9 of 9 and 9 of 9 are not unseen. Of the
    two numbers that differ between development articles one is claimed, once both are among the answers.
    """
    right = sum(len(claimed(case) & expected(case)) for case in CASES)
    claims = sum(len(claimed(case)) for case in CASES)
    wanted = sum(len(expected(case)) for case in CASES)
    assert right / claims >= 0.9
    assert right / wanted >= 0.9


def pair(question, first, second, one=None, two=None, papers=("wire", "wire")):
    """What differs in two answers, ``one`` and ``two`` their short answers."""
    given = zip((first, second), (one, two), papers, strict=True)
    answers = [{"text": text, "short": short, "document": paper} for text, short, paper in given]
    return differences(question, [answered(answer) for answer in answers])


DENIED = [
    (
        "The mine had been inspected in May, foreman Iva Dorn said.",
        "The ministry disputes that the mine was inspected.",
    ),
    (
        "The clerk was paid by the bank twice.",
        "That the clerk was paid by the bank was denied by its director.",
    ),
    ("Governor Sten Ralle blamed Halden Oil for the slick.", "Halden Oil denied it."),
    (
        "The clerk was paid by the bank twice.",
        "The bank denies that the clerk was paid and says its books are open to every auditor in town.",
    ),
    (
        "The choir was invited to the feast, its leader said.",
        "The choir was never invited to the feast, he said.",
    ),
]
NOT_DENIED = [
    (
        "The clerk was in the bank on Friday.",
        "The clerk was denied bail on Friday after the bank was robbed.",
    ),
    (
        "The bank's director praised the new clerk.",
        "The bank dismissed its director over claims for a new car.",
    ),
    ("Asked whether the mine was inspected, Dorn left.", "The ministry denied that the mine was inspected."),
    (
        "The mine was inspected in May.",
        "The ministry denied that the mine was inspected, but later admitted it.",
    ),
    ("The mine was not inspected in May.", "The ministry denied that the mine was inspected in May."),
    ("Governor Sten Ralle blamed Halden Oil for the slick.", "Tarm Shipping denied it."),
    ("Dorn said the mine was inspected in May.", "Iva Dorn denied that the mine was inspected in June."),
    ("The choir sang on Sunday.", "The organ was not played on Sunday."),
    ("The clerk was paid by the bank twice.", "No one can dispute the bank is old."),
]


@pytest.mark.parametrize(("first", "second"), DENIED)
def test_a_denial_of_what_the_other_says_is_a_difference(first, second):
    assert pair("What happened?", first, second) == (Difference(0, 1, "denial"),)
    assert pair("What happened?", second, first) == (Difference(0, 1, "denial"),)


@pytest.mark.parametrize(("first", "second"), NOT_DENIED)
def test_what_only_sounds_like_a_denial_is_none(first, second):
    assert pair("What happened?", first, second) == pair("What happened?", second, first) == ()


def test_an_accusation_in_another_article_is_not_the_one_that_is_rejected():
    accusing = {"text": "Senator Venn accused Castrel of fraud.", "document": "wire"}
    rejecting = {"text": "Castrel rejected the accusation.", "document": "courier"}
    assert differences("Was there fraud?", [answered(accusing), answered(rejecting)]) == ()


SAME_NUMBER = [
    ("The crash hurt 12 people in Wick.", "12", "The crash hurt 15 people in Thurso.", "15"),
    ("The crash killed 12 people in Wick.", "12", "The crash hurt 15 people in Wick.", "15"),
    ("The crash hurt 12 people in Wick on Monday.", "12", "On Tuesday a crash in Wick hurt 15 people.", "15"),
    ("The crash in Wick hurt 12 people.", "12", "The crash in Wick hurt another 3 people.", "3"),
    ("The crash in Wick hurt 12 people.", "12", "The crash in Wick hurt people, two of them old.", "two"),
    ("The bridge at Wick cost €12 million.", "€12 million", "A bridge at Wick will cost €15 million.", "€15"),
    ("The bridge at Wick cost €12 million.", "€12 million", "The bridge at Wick has 15 arches.", "15 arches"),
    ("Police raised the number of people hurt in Wick: 15.", "15", "The crash in Wick hurt 12 people.", "12"),
    ("Police first said the crash in Wick hurt 12 people.", "12", "The crash in Wick hurt 15 people.", "15"),
    ("The crash in Wick hurt 12 people.", "12", "Some farm sold 15 cows.", "15"),
    ("The crash in Wick hurt 12 people.", "12", "The crash in Wick hurt a dozen people.", "a dozen"),
    ("The crash in Wick hurt 12 people.", None, "The crash in Wick hurt 15 people.", "15"),
]  # fmt: skip


TWO = ("wire", "courier")


@pytest.mark.parametrize(("first", "one", "second", "two"), SAME_NUMBER)
def test_numbers_of_other_things_do_not_differ(first, one, second, two):
    assert pair("How many were there?", first, second, one, two, TWO) == ()
    assert pair("How many were there?", second, first, two, one, TWO) == ()


def test_numbers_differ_only_where_a_number_is_asked_for():
    first, second = "The crash in Wick hurt 12 people.", "The crash in Wick hurt 15 people."
    asked = [pair(q, first, second, "12", "15", TWO) for q in ("How many were hurt?", "Who was hurt?")]
    assert asked == [(Difference(0, 1, "number"),), ()]


def test_one_article_contradicts_itself_only_where_it_says_whose_numbers_they_are():
    told = "Police said the crash in Wick hurt 12 people.", "A doctor said the crash in Wick hurt 15 people."
    plain = "The crash in Wick hurt 12 people.", "The crash in Wick hurt 15 people."
    assert pair("How many were hurt?", *told, "12", "15") == (Difference(0, 1, "number"),)
    assert pair("How many were hurt?", *plain, "12", "15") == ()


def test_the_things_asked_for_are_the_same_in_two_papers_that_share_no_other_word():
    first, second = "Ann Lee says 850 homes had been emptied.", "It forced the town to clear some 600 homes."
    assert pair("How many homes were evacuated?", first, second, "850", "600", TWO)
    assert not pair("How many homes were evacuated?", first, second, "850", "600")


def test_a_later_number_of_one_agency_is_an_update_and_of_another_is_not():
    made = [
        answered({"text": f"The crash in Wick hurt {number} people.", "short": number, "document": number})
        for number in ("12", "15")
    ]
    dated = [
        [
            replace(one, citations=(replace(one.citations[0], published=day, agency=agency),))
            for one, day, agency in zip(made, ("2019-03-04", "2019-03-05"), agencies, strict=True)
        ]
        for agencies in (("Wire", "Wire"), ("Wire", "Post"))
    ]
    assert [len(differences("How many were hurt?", answers)) for answers in dated] == [0, 1]
