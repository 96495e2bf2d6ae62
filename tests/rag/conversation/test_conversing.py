"""A conversation over the packaged article, with the models that come with Groundwire."""

import threading
from dataclasses import replace

import pytest

from rag import Answered, ConversationTurn, QuestionError, Understood


@pytest.fixture(scope="module")
def talk(well_read):
    """A conversation of three turns: who, what, and who rejected that."""
    talk = well_read.converse()
    for question in ("who is Mullen?", "what did he accuse Pakistan of?", "and who rejected that?"):
        talk.ask(question)
    return talk


def test_three_questions_in_a_row(talk):
    first, second, third = talk.turns
    assert first.understood is None
    assert first.answer.understood is None
    assert second.understood == "what did Mike Mullen accuse Pakistan of?"
    assert any("violent extremism" in one.quote or "Kabul" in one.quote for one in second.answer.citations)
    assert third.understood == "who rejected what Mike Mullen accused Pakistan of?"
    assert third.answer.citations[0].quote == "Pakistan’s government and army rejected the allegations."


def test_the_answer_tells_what_was_typed_and_what_was_understood(talk):
    answer = talk.turns[1].answer
    assert answer.question == "what did he accuse Pakistan of?"
    assert answer.to_dict()["understood"] == answer.understood == "what did Mike Mullen accuse Pakistan of?"
    assert talk.turns[0].answer.to_dict()["understood"] is None


def test_a_long_paste_is_not_said_to_be_understood_otherwise(talk, well_read):
    again = well_read.converse(talk.turns)
    assert (
        again.ask("The minister said  nothing.\n\n" * 20 + "who denied the allegations?\n").understood is None
    )


def test_citations_of_a_follow_up_replay(talk, well_read):
    assert all(replay.holds for turn in talk.turns for replay in well_read.verify(turn.answer))


def test_understanding_is_the_first_event(talk, well_read):
    again = well_read.converse(talk.turns)
    events = list(again.steps("why?"))
    assert isinstance(events[0], Understood)
    assert events[0].question.startswith("why did Pakistan’s government and army reject")
    assert isinstance(events[-1], Answered)
    assert again.turns[:-1] == talk.turns
    assert len(talk.turns) == 3


def test_a_new_topic_and_a_question_as_it_stands_are_not_completed(talk, well_read):
    again = well_read.converse(talk.turns)
    new = again.ask("When does Foreign Minister Khar address the United Nations?")
    assert new.understood is None
    assert new == well_read.ask("When does Foreign Minister Khar address the United Nations?")
    typed = again.ask("what did he accuse Pakistan of?", as_it_stands=True)
    assert typed.understood is None
    assert typed == well_read.ask("what did he accuse Pakistan of?")


def test_a_follow_up_that_names_something_is_read_where_the_talk_is(talk, well_read):
    again = well_read.converse(talk.turns[:2])
    answer = again.ask("did Islamabad accept it?", abstain_below=0.0)
    assert answer.understood
    assert answer != well_read.ask(answer.understood, abstain_below=0.0)
    assert all(replay.holds for replay in well_read.verify(answer))


@pytest.mark.parametrize(
    "question", ["does anyone deny it?", "does anyone disagree with that?", "does anyone contradict him?"]
)
def test_who_denies_what_was_said_is_no_question_about_the_whole_article(well_read, question):
    talk = well_read.converse()
    talk.ask("what did Mullen accuse Pakistan of?")
    followed = talk.ask(question, abstain_below=0.0)
    assert followed.kind == "answer"
    assert followed.understood != question
    assert well_read.converse().ask("does anyone deny it?").kind == "overview"


def test_the_first_question_stands_as_it_is(assistant):
    assert assistant.converse().ask("what did he say?") == assistant.ask("what did he say?")


def test_what_is_no_question_is_no_turn(assistant):
    talk = assistant.converse()
    talk.ask("Who is Ann Lee?")
    for wrong in ("", "  ", "\ud800", None):
        with pytest.raises(QuestionError):
            talk.ask(wrong)
    assert len(talk.turns) == 1


def test_an_abandoned_question_is_no_turn(assistant):
    talk = assistant.converse()
    steps = talk.steps("Who is Ann Lee?")
    next(steps)
    steps.close()
    assert talk.turns == ()


def test_questions_from_several_threads_are_all_remembered(assistant):
    talk = assistant.converse()
    threads = [threading.Thread(target=talk.ask, args=("What did she say?",)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(talk.turns) == 4


def test_a_turn_is_ready_for_json(assistant):
    talk = assistant.converse()
    answer = talk.ask("Who is Ann Lee?")
    assert talk.turns[0].to_dict() == {
        "question": "Who is Ann Lee?",
        "understood": None,
        "answer": answer.to_dict(),
    }


@pytest.mark.parametrize(
    ("asked", "text", "short", "follow_up", "understood"),
    [
        (
            "Which village did Norway choose?",
            "The spy agency of Norway chose Hallby, a village in Norway.",
            "Hallby",
            "how many people does it have?",
            "how many people does Hallby have?",
        ),
        (
            "What did the judge in Hallby ask for?",
            "The judge in Hallby, Mette Holm, asked for one of the violins to be played.",
            "one of the violins to be played",
            "who played it?",
            "who played one of the violins?",
        ),
    ],
)
def test_what_answers_which_or_what_is_spoken_of_next(assistant, asked, text, short, follow_up, understood):
    answer = replace(assistant.ask("Who is Ann Lee?"), text=text, short=short)
    talk = assistant.converse([ConversationTurn(asked, None, answer)])
    assert next(talk.steps(follow_up)) == Understood(understood)


def test_what_is_shown_in_place_of_an_answer_is_spoken_of(assistant):
    answer = assistant.ask("Who is Ann Lee?", abstain_below=1.0)
    assert answer.abstained
    assert "Lee" in answer.nearest.quote
    talk = assistant.converse([ConversationTurn("Who repairs the wall?", None, answer)])
    assert "Lee" in talk.ask("what did she say?", abstain_below=0.0).understood


def test_what_was_not_named_before_is_looked_for_in_what_is_spoken_of(assistant):
    assistant.add_text(
        "Stones of Norway", "The parliament of Norway meets today.\n\nIts chairwoman spoke of repairs."
    )
    talk = assistant.converse()
    talk.ask("What did Mayor Ann Lee deny?", abstain_below=0.0)
    assert talk.turns[0].answer.citations[0].title != "Stones of Norway"
    there = assistant.converse(talk.turns).ask("who spoke of the repairs?", abstain_below=0.0)
    assert there.understood is None
    assert there.citations[0].title == talk.turns[0].answer.citations[0].title
    assert assistant.converse(talk.turns).ask("where does the parliament meet?").understood is None


@pytest.fixture
def two_articles(assistant):
    """The assistant of the tests with two more articles, and what it says when asked which is meant."""
    assistant.add_text("Stones of Norway", "The parliament of Norway meets today.\n\nIt spoke of repairs.")
    assistant.add_text("Ferries of Hallby", "Nils Holm sails the ferries of Hallby. He has three of them.")
    return assistant


@pytest.mark.parametrize(
    "reply", ["the ferries one", "the one about Hallby's ferries please", "Ferries of Hallby", "first", "1."]
)
def test_which_article_is_meant_can_be_said_in_words(two_articles, reply):
    talk = two_articles.converse()
    asked = talk.ask("what is this about?")
    assert asked.kind == "which article"
    assert asked.articles[0].title == "Ferries of Hallby"
    answer = talk.ask(reply)
    assert answer.understood == "What is “Ferries of Hallby” about?"
    assert answer.kind == "overview"
    assert {one.title for one in answer.citations} == {"Ferries of Hallby"}
    assert two_articles.ask(answer.understood).text == answer.text  # it stands alone


@pytest.mark.parametrize("reply", ["three of them?", "who sails there?", "the seventh", "0", "the", "99"])
def test_what_names_no_article_is_asked_as_ever(two_articles, reply):
    talk = two_articles.converse()
    assert talk.ask("what is this about?").kind == "which article"
    assert not (talk.ask(reply).understood or "").startswith("What is “")


def test_an_article_may_be_named_by_what_stands_in_it(two_articles):
    talk = two_articles.converse()
    talk.ask("who is mentioned?")
    assert talk.ask("the parliament one").understood == "Who is mentioned in “Stones of Norway”?"


def test_what_no_article_speaks_of_is_refused_behind_other_questions_too(talk, well_read):
    again = well_read.converse(talk.turns)
    answer = again.ask("what's the capital of france?")
    assert answer.abstained
    assert answer.reason == well_read.ask("what's the capital of france?").reason


def test_names_typed_in_small_letters_are_names(well_read):
    talk = well_read.converse()
    talk.ask("did kayani go to london?", abstain_below=0.0)
    assert talk.ask("why not?").understood == "why did Kayani not go to London?"
