"""A false premise is met with the sentence that contradicts it, and hardly ever is a true one."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Scope
from rag.answering import Material
from rag.answering.contradictions import contradicting
from tests.rag.answering.conftest import Article, ask

pytestmark = pytest.mark.usefixtures("told_confidence")
CASES = json.loads((Path(__file__).parent / "data" / "premises.json").read_text(encoding="utf-8"))


def against(question, sentences):
    """The place of the sentence that contradicts a question, among those of one article; None for none."""
    article = Article(" ".join(sentences))
    candidates = [article.says(sentence) for sentence in sentences]
    versions = {(article.version.document_id, article.version.version): article.version}
    material = Material(question, Scope(None, 1, 0), tuple(one.passage for one in candidates), versions)
    found = contradicting(material, candidates)
    return None if found is None else sentences.index(found.text)


def test_there_are_forty_cases_and_in_half_of_them_nothing_contradicts():
    assert len(CASES) == len({(case["question"], *case["sentences"]) for case in CASES}) == 40
    for part in ("development", "held out"):
        assert sum(case["part"] == part and case["otherwise"] is None for case in CASES) >= 8


@pytest.mark.parametrize(("part", "least_recall"), [("development", 1.0), ("held out", 0.9)])
def test_precision_and_recall(part, least_recall):
    """All written before the code; “held out” was first run when “development” was right.

    At that first run 9 of 9 claims were right and 9 of 10 contradictions found; none changed the code.
    """
    cases = [case for case in CASES if case["part"] == part]
    found = [(against(case["question"], case["sentences"]), case["otherwise"]) for case in cases]
    right = sum(claimed == wanted is not None for claimed, wanted in found)
    assert right / sum(claimed is not None for claimed, _ in found) >= 0.9
    assert right / sum(wanted is not None for _, wanted in found) >= least_recall


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Did the minister resign?", "The minister refused to resign."),
        ("When will the minister resign?", "The minister refused to resign."),
        ("Why did the minister not resign?", "The minister did not resign."),
        ("Why did the minister resign?", "Did the minister not resign?"),
        ("Why did the minister resign?", "The minister would not resign if the vote was won."),
        ("Why did the minister resign?", "The minister should not resign, the paper wrote."),
        ("Why did the minister resign?", "Voters asked the minister not to resign."),
        ("Why did the minister resign?", "The minister did not refuse to resign."),
        ("Why did the minister resign?", "The minister’s deputy did not resign."),
        ("When did the match begin?", "The match could be called off."),
        ("When did the match in Orsey begin?", "The match in Wick was called off."),
        ("Who won the race?", "The race was never called off."),
        ("Who was hurt in the fire in Orsey?", "No one was hurt in the fire in Wick."),
        ("How many were injured in the fire?", "No one was killed in the fire."),
        ("How are the steps to be understood?", "The steps are not to be understood as stages."),
        ("What is the effect of the treatment?", "There is no effective treatment."),
    ],
)
def test_near_misses_are_no_contradictions(question, sentence):
    assert against(question, [sentence]) is None


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Why did the minister resign?", "The minister won’t resign."),
        ("Why did the minister resign?", "The minister, Ann Hale, has vowed not to resign."),
        ("Why did Ann Hale resign?", "Ann Hale ruled out resigning."),
        ("How did Orsey lose the final?", "Orsey won the final in the last minute."),
        ("Why did Orsey admit polluting the river?", "Orsey denies that it polluted the river."),
        ("How many were killed in the fire?", "There were no casualties in the fire."),
        ("Who spoke at the conference?", "The organisers called off the conference."),
    ],
)
def test_contradictions_of_other_forms(question, sentence):
    assert against(question, [sentence]) == 0


@given(
    st.sampled_from([case["question"] for case in CASES]),
    st.lists(
        st.sampled_from([case["sentences"][0] for case in CASES] + ["?", "not", "No one", ","]), min_size=1
    ),
)
def test_whatever_stands_beside_each_other_is_read(question, sentences):
    found = against(question, list(dict.fromkeys(sentences)))
    assert found is None or 0 <= found < len(sentences)


REFUSED = "Minister Hale has refused to resign."
WHY = "Why did Minister Hale resign?"


def test_a_withheld_answer_cites_the_contradiction():
    article = Article(f"The ferry contract was dear. {REFUSED}")
    unsure = [article.says("The ferry contract was dear.", right=0.2), article.says(REFUSED, right=0.1)]
    refused = ask(WHY, unsure, article, abstain_below=0.5)
    assert (refused.abstained, refused.reason) == (True, "The article says otherwise:")
    assert (refused.contradiction.quote, refused.contradiction.number) == (REFUSED, 1)
    assert (refused.nearest, refused.citations) == (None, ())
    assert refused.to_dict()["contradiction"]["quote"] == REFUSED


def test_a_sure_answer_stands_unless_it_is_itself_the_contradiction():
    article = Article(f"The ferry contract was dear. {REFUSED}")
    dear, refusing = article.says("The ferry contract was dear."), article.says(REFUSED)
    assert not ask(WHY, [dear, refusing], article, abstain_below=0.5).abstained
    assert ask(WHY, [refusing, dear], article, abstain_below=0.5).contradiction.quote == REFUSED


def test_nothing_is_withheld_where_nothing_may_be():
    article = Article(REFUSED)
    assert not ask(WHY, [article.says(REFUSED)], article, abstain_below=0.0).abstained


def test_nobody_is_an_answer_to_who_or_how_many():
    said = "No one was hurt in the fire."
    article = Article(said)
    question = "How many people were hurt in the fire?"
    assert not ask(question, [article.says(said)], article, abstain_below=0.5).abstained
    assert (
        ask(question, [article.says(said, right=0.1)], article, abstain_below=0.5).contradiction is not None
    )


def test_without_a_contradiction_the_nearest_passage_is_told_to_be_only_that():
    article = Article("Minister Hale likes ferries.")
    refused = ask(WHY, [article.says("Minister Hale likes ferries.", right=0.1)], article, abstain_below=0.5)
    assert "only the nearest" in refused.reason
    assert (refused.nearest.number, refused.contradiction) == (0, None)
