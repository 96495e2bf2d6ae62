"""From candidates to an answer: distinct answers each cited, the same one once, headlines last."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import Citation
from rag.replay import citations_of
from tests.rag.answering.conftest import Article, ask

pytestmark = pytest.mark.usefixtures("told_confidence")

LINES = (
    "Mayor denies saving on wall",
    "Mayor Ann Lee denied that the town had saved on the harbour wall.",
    "Engineer Tom Ford also denied it.",
    "The wall was 40 years old.",
    "Lee has been mayor since May.",
    "Some forty years had passed since the wall was built.",
)
TOWN = Article("WICK\n\n" + "\n\n".join(LINES), "town", title=LINES[0])
PAPER = Article(
    "The mayor of Wick, Ann Lee, denied to this paper that money was saved.\n\nThe wall was 55 years old.",
    "paper",
)


def quotes(single):
    return [citation.quote for citation in single.citations]


def test_the_short_answer_is_words_of_the_cited_sentence():
    answer = ask("Who denied saving?", [TOWN.says(LINES[1], "Mayor Ann Lee")], TOWN)
    assert answer.short == answer.answers[0].short == "Mayor Ann Lee"
    assert answer.text == LINES[1]
    assert answer.short in answer.citations[0].quote


def test_without_a_short_answer_the_sentence_answers():
    answer = ask("Who denied saving?", [TOWN.says(LINES[1])], TOWN)
    assert (answer.short, answer.text) == (None, LINES[1])


def test_several_true_answers_each_have_their_citation():
    found = [TOWN.says(LINES[1], "Mayor Ann Lee"), TOWN.says(LINES[2], "Tom Ford", score=-0.3, right=0.6)]
    answer = ask("Who denied saving?", found, TOWN)
    assert [(single.short, quotes(single)) for single in answer.answers] == [
        ("Mayor Ann Lee", [LINES[1]]),
        ("Tom Ford", [LINES[2]]),
    ]
    assert [citation.number for citation in answer.citations] == [1, 2]
    assert [single.confidence for single in answer.answers] == [0.8, 0.6]


@pytest.mark.parametrize(("score", "right"), [(-5.0, 0.6), (-0.3, 0.05)])
def test_a_further_sentence_that_is_far_behind_or_unsure_is_left_out(score, right):
    found = [TOWN.says(LINES[1], "Mayor Ann Lee"), TOWN.says(LINES[2], "Tom Ford", score=score, right=right)]
    assert [single.short for single in ask("Who denied saving?", found, TOWN).answers] == ["Mayor Ann Lee"]


def test_a_question_for_one_thing_is_stricter_than_one_for_several():
    found = [TOWN.says(LINES[1], "Mayor Ann Lee"), TOWN.says(LINES[2], "Tom Ford", score=-0.7, right=0.45)]
    several = ask("Who denied saving?", found, TOWN)
    one = ask("Who is the mayor of Wick?", found, TOWN)
    assert (len(several.answers), len(one.answers)) == (2, 1)


def test_the_same_answer_said_twice_is_one_with_both_citations_and_the_fuller_words():
    lee = PAPER.text.split("\n")[0]
    found = [TOWN.says(LINES[1], "Ann Lee"), PAPER.says(lee, "The mayor of Wick, Ann Lee", score=-0.1)]
    answer = ask("Who denied saving?", found, TOWN, PAPER)
    (single,) = answer.answers
    assert single.short == answer.short == "The mayor of Wick, Ann Lee"
    assert quotes(single) == [LINES[1], lee]
    assert single.citations == answer.citations


def test_one_answer_is_cited_three_times_at_most():
    papers = [Article("Ann Lee denied it.", f"paper-{number}") for number in range(5)]
    found = [paper.says("Ann Lee denied it.", "Ann Lee") for paper in papers]
    answer = ask("Who denied it?", found, *papers, most=10)
    assert [len(single.citations) for single in answer.answers] == [3]


def test_another_answer_goes_before_another_sentence_for_the_same_one():
    lee = PAPER.text.split("\n")[0]
    found = [
        TOWN.says(LINES[1], "Ann Lee"),
        PAPER.says(lee, "Ann Lee", score=-0.1),
        TOWN.says(LINES[2], "Tom Ford", score=-0.2),
    ]
    answer = ask("Who denied saving?", found, TOWN, PAPER, most=2)
    assert [single.short for single in answer.answers] == ["Ann Lee", "Tom Ford"]
    assert len(answer.citations) == 2


def test_a_surname_that_two_people_bear_is_not_merged_with_either():
    article = Article("Ann Lee denied it.\n\nJohn Lee denied it too.\n\nMr Lee denied all.", "town")
    other = Article("Lee denied everything.", "paper")
    found = [
        article.says("Ann Lee denied it.", "Ann Lee"),
        article.says("John Lee denied it too.", "John Lee"),
        other.says("Lee denied everything.", "Lee"),
    ]
    answer = ask("Who denied it?", found, article, other)
    assert [single.short for single in answer.answers] == ["Ann Lee", "John Lee", "Lee"]


def test_a_surname_that_two_people_bear_is_the_one_s_of_its_own_article():
    town = Article("Ann Lee denied it.\n\nMr Lee denied all.", "town")
    paper = Article("John Lee denied it too.\n\nLee denied everything.", "paper")
    found = [
        town.says("Ann Lee denied it.", "Ann Lee"),
        paper.says("John Lee denied it too.", "John Lee"),
        paper.says("Lee denied everything.", "Lee"),
    ]
    answer = ask("Who denied it?", found, town, paper)
    assert [(single.short, len(single.citations)) for single in answer.answers] == [
        ("Ann Lee", 1),
        ("John Lee", 2),
    ]


def test_one_answer_is_not_cited_oftener_because_the_speakers_stand_elsewhere():
    text = "Ann Lee, the mayor, mends boats.\n\n“We paid for every stone of the wall,” she said."
    papers = [Article(text, f"paper-{number}") for number in range(3)]
    said = text.split("\n")[-1]
    found = [paper.says(said, "We paid for every stone of the wall") for paper in papers]
    (single,) = ask("What was paid for?", found, *papers).answers
    assert quotes(single) == [said, text.split("\n")[0]]


def test_the_same_sentence_twice_in_one_article_is_cited_once():
    article = Article("Ann Lee denied it.\n\nAnn Lee denied it.", "town")
    first = article.says("Ann Lee denied it.", "Ann Lee")
    again = article.says("Ann Lee denied it.", "Ann Lee", last=True)
    for found in ([first, first], [first, again], [again, first]):
        (citation,) = ask("Who denied it?", found, article).citations
        assert citation.start == found[0].start


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Did the town save on the wall?", None),
        ("What did Mayor Ann Lee say?", "that the town had saved on the harbour wall"),
    ],
)
def test_some_questions_are_answered_by_a_clause_or_the_sentence_alone(question, short):
    answer = ask(question, [TOWN.says(LINES[1], "harbour wall")], TOWN)
    assert (answer.short, answer.text) == (short, LINES[1])


def test_a_reason_of_two_words_becomes_its_clause():
    article = Article("The wall fell on Monday because the sea had washed it out, an engineer said.")
    answer = ask("Why did the wall fall?", [article.says(article.text, "washed it")], article)
    assert answer.short == "because the sea had washed it out"


def test_a_reason_that_is_a_clause_stays_as_it_was_found():
    article = Article("The wall fell on Monday because the sea had washed it out, an engineer said.")
    answer = ask("Why did the wall fall?", [article.says(article.text, "the sea had washed it out")], article)
    assert answer.short == "the sea had washed it out"


class TestHeadlines:
    def test_a_headline_gives_way_to_the_sentence_that_says_it(self):
        found = [TOWN.says(LINES[0], "Mayor"), TOWN.says(LINES[1], "Mayor Ann Lee", score=-1.5, right=0.3)]
        answer = ask("Who denied saving?", found, TOWN)
        assert quotes(answer.answers[0]) == [LINES[1]]
        assert answer.confidence == 0.8
        assert len(answer.answers) == 1

    def test_without_short_answers_the_words_of_the_headline_decide(self):
        found = [TOWN.says(LINES[0]), TOWN.says(LINES[3], score=-0.1), TOWN.says(LINES[1], score=-1.0)]
        answer = ask("Who is saving?", found, TOWN, most=1)
        assert answer.text == LINES[1]

    def test_a_sentence_in_other_words_with_the_same_short_answer_is_enough(self):
        article = Article("Mayor denies saving on wall\n\nThe mayor, Ann Lee, rejects it.", title=LINES[0])
        found = [article.says(LINES[0], "Mayor")]
        found.append(article.says("The mayor, Ann Lee, rejects it.", "The mayor, Ann Lee", score=-1.0))
        assert ask("Who denied saving?", found, article).text == "The mayor, Ann Lee, rejects it."

    def test_the_same_short_answer_in_a_sentence_about_something_else_is_not(self):
        found = [TOWN.says(LINES[0], "Mayor"), TOWN.says(LINES[4], "Lee has been mayor", score=-1.0)]
        assert ask("Who denied saving?", found, TOWN, most=1).text == LINES[0]

    def test_a_headline_that_no_sentence_says_is_cited(self):
        found = [TOWN.says(LINES[0], "Mayor"), TOWN.says(LINES[3], "40 years", score=-0.1, right=0.1)]
        assert ask("Who denied saving?", found, TOWN).text == LINES[0]

    def test_the_same_words_in_another_article_are_no_body_of_this_one(self):
        lee = PAPER.text.split("\n")[0]
        found = [TOWN.says(LINES[0], "Mayor"), PAPER.says(lee, "The mayor of Wick", score=-2.0)]
        assert ask("Who denied saving?", found, TOWN, PAPER).text == LINES[0]

    def test_a_standfirst_above_the_dateline_gives_way_too(self):
        text = (
            "Wall falls\n\nA wall of forty years fell.\n\nWICK - The wall, of forty years, fell in the night."
        )
        article = Article(text, title="Wall falls", place="WICK")
        above = article.says("A wall of forty years fell.", "forty years")
        body = article.says("WICK - The wall, of forty years, fell in the night.", "forty years", score=-1.0)
        assert ask("How old was the wall?", [above, body], article).text == body.text

    def test_a_headline_that_is_asked_for_is_cited(self):
        found = [TOWN.says(LINES[0], "Mayor"), TOWN.says(LINES[1], "Mayor Ann Lee", score=-1.0)]
        found[0].features["stated"] = 1.0
        assert ask("Who denied saving?", found, TOWN, most=1).text == LINES[0]


def test_sources_that_differ_are_told():
    found = [
        TOWN.says(LINES[3], "40 years"),
        PAPER.says("The wall was 55 years old.", "55 years", score=-0.1),
    ]
    answer = ask("How old was the wall?", found, TOWN, PAPER)
    (difference,) = answer.differing
    assert (difference.first, difference.second, difference.kind) == (0, 1, "number")
    assert answer.to_dict()["differing"] == [{"first": 0, "second": 1, "kind": "number"}]


def test_a_number_written_out_is_the_same_number():
    found = [TOWN.says(LINES[3], "40 years"), TOWN.says(LINES[5], "forty years", score=-0.1)]
    answer = ask("How old was the wall?", found, TOWN)
    assert len(answer.answers) == 1
    assert answer.differing == ()


def test_below_the_threshold_nothing_is_answered():
    answer = ask("Who denied saving?", [TOWN.says(LINES[1], "Ann Lee", right=0.2)], TOWN, abstain_below=0.3)
    assert (answer.abstained, answer.short, answer.answers, answer.differing) == (True, None, (), ())
    assert answer.nearest is not None


candidates = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 3), st.floats(-3, 0), st.floats(0, 1)),
    min_size=1,
    max_size=12,
)
QUESTIONS = (
    "Who denied saving?",
    "When did it fall?",
    "Did it fall?",
    "How many years?",
    "Why?",
    "What did Lee say?",
)


@given(candidates, st.sampled_from(QUESTIONS), st.integers(1, 10))
def test_whatever_was_found_the_answer_keeps_its_promises(drawn, question, most):
    found = []
    for place, word, score, right in sorted(drawn, key=lambda one: -one[2]):
        words = LINES[place].split()
        found.append(TOWN.says(LINES[place], " ".join(words[word : word + 3]) or None, score, right))
    answer = ask(question, found, TOWN, most=most)
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert {c for single in answer.answers for c in single.citations} == set(answer.citations)
    assert 1 <= len(answer.answers) <= most
    assert all(TOWN.text[c.start : c.end] == c.quote and c.quote in answer.text for c in answer.citations)
    for single in answer.answers:
        assert 1 <= len(single.citations) <= 3
        assert single.short is None or any(single.short in quote for quote in quotes(single))
    assert citations_of(json.loads(json.dumps(answer.to_dict()))) == answer.citations
    assert all(isinstance(citation, Citation) for citation in answer.citations)
    assert all(0 <= one.first < one.second < len(answer.answers) for one in answer.differing)


def follow_up(*rights, question="When was it built?"):
    """The answer to a follow-up from three sentences with these confidences, far apart in score."""
    found = [
        TOWN.says(words, short, -2.0 * place, right)
        for place, (words, short, right) in enumerate(
            zip(LINES[1:4], ("Mayor Ann Lee", "Tom Ford", "40 years"), rights, strict=True)
        )
    ]
    told = [replace(one, features={**one.features, "in_conversation": 0.0}) for one in found]
    return ask(question, told, TOWN), ask(question, found, TOWN)


@pytest.mark.parametrize("right", [0.6, 0.79])
def test_an_unsure_follow_up_gets_the_likeliest_other_sentence_and_no_words_of_it(right):
    unsure, plain = follow_up(right, 0.3, 0.3)
    assert [(one.short, quotes(one)) for one in unsure.answers] == [
        ("Mayor Ann Lee", [LINES[1]]),
        (None, [LINES[2]]),
    ]
    assert (unsure.confidence, unsure.answers[1].confidence) == (right, 0.3)
    assert len(plain.citations) == 1


@pytest.mark.parametrize("rights", [(0.8, 0.3, 0.3), (0.6, 0.09, 0.3)])
def test_a_sure_follow_up_gets_no_other_sentence_and_none_that_is_unlikely(rights):
    assert len(follow_up(*rights)[0].citations) == 1


CLINIC = Article(
    "The clinic denies it sold the drug and says its staff are too busy.\n\n"
    "Doctor Ida Rask accused the clinic of having sold the drug to strangers.\n\n"
    "The drug is sold in Wick.",
    "clinic",
)


@pytest.mark.parametrize(
    ("question", "first", "second", "right", "said"),
    [
        ("Did the clinic sell the drug?", 0, 1, 0.15, [0, 1]),
        ("Did the clinic sell the drug?", 1, 0, 0.15, [1, 0]),  # the “no” beside the “yes”
        ("Did the clinic sell the drug?", 0, 1, 0.02, [0]),  # hardly a sentence about that
        ("Did the clinic sell the drug?", 0, 2, 0.15, [0]),  # says nothing of the clinic
        ("Who denied selling the drug?", 0, 1, 0.15, [0]),  # asked for the denial
    ],
)
def test_a_denial_comes_with_what_it_denies_where_it_is_asked_whether_it_is_so(
    question, first, second, right, said
):
    lines = CLINIC.text.split("\n\n")
    found = [CLINIC.says(lines[first]), CLINIC.says(lines[second], score=-3.0, right=right)]
    answer = ask(question, found, CLINIC)
    assert [single.text for single in answer.answers] == [lines[one] for one in said]
    assert len(answer.differing) == len(said) - 1


GATES = Article(
    "Tom Ford, the engineer of Wick, said the gates had been opened on Saturday. But two keepers told "
    "police that the gates stayed shut. Ford rejected their account on Monday.\n\n"
    "Its secretary, Ann Moy, accused Wick Lines of cutting 40 jobs. The company said the workers had "
    "left.\n\n"
    "The mayor said that the tide was high. But she said it had been higher.",
    "gates",
)


@pytest.mark.parametrize(
    ("question", "first", "second", "differ"),
    [
        ("Were the gates opened?", 0, 1, False),  # another account: nobody says that it differs
        ("Did the gates stay shut?", 1, 2, True),
        ("Did Wick Lines cut 40 jobs?", 3, 4, False),
    ],
)
def test_whether_something_is_so_is_told_with_the_answer_of_others(question, first, second, differ):
    lines = [line.strip() for line in re.findall(r"[^.\n]+\.", GATES.text)]
    found = [GATES.says(lines[first]), GATES.says(lines[second], score=-3.0, right=0.05)]
    answer = ask(question, found, GATES)
    assert [single.text for single in answer.answers] == [lines[first], lines[second]]
    assert bool(answer.differing) is differ


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Were the gates opened?", 0, 2),  # he turns down what others say
        ("Was the tide high?", 5, 6),  # she goes on
        ("Who cut 40 jobs?", 3, 4),
    ],
)
def test_and_with_nothing_else(question, first, second):
    lines = [line.strip() for line in re.findall(r"[^.\n]+\.", GATES.text)]
    found = [GATES.says(lines[first]), GATES.says(lines[second], score=-3.0, right=0.05)]
    assert [single.text for single in ask(question, found, GATES).answers] == [lines[first]]


COURT = Article(
    "A jury found Edmund Rask guilty of fraud. Tell, who was tried with Simon Tell's brother, was found not "
    "guilty.\n\nThe government rejected the allegations. Lind accused the government of theft.",
    "court",
)
JURY, TELL, REJECTED, ACCUSED = re.findall(r"[^.\n]+\.", COURT.text)


@pytest.mark.parametrize(
    ("question", "first", "second", "said"),
    [
        ("was rask found guilty?", TELL, JURY, JURY),
        ("Was Rask found guilty?", TELL, JURY, JURY),
        ("Was Tell found guilty?", TELL, JURY, TELL),
        ("Was anybody found guilty?", TELL, JURY, TELL),
        ("Who was found guilty?", TELL, JURY, TELL),
        ("who made these allegations?", REJECTED, ACCUSED, ACCUSED),
        ("Who accuses the government?", REJECTED, ACCUSED, ACCUSED),
        ("Who rejected the allegations?", REJECTED, ACCUSED, REJECTED),
    ],
)
def test_what_tells_of_somebody_else_comes_last(question, first, second, said):
    found = [COURT.says(first.strip()), COURT.says(second.strip(), score=-3.0, right=0.7)]
    assert ask(question, found, COURT).answers[0].text == said.strip()
