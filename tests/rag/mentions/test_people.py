"""Whom an article speaks of as “he” and as “she”, and what a conversation makes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import Assistant
from rag.mentions.people import Person, kinds_in, people_in

ARTICLE = """Bergljot Aas closed the ferry on Monday.

“We had no choice,” she said. Torkil Nygaard, who mends the boats, had warned the town twice that he would not
take it out again. Mr Lund of the harbour office could not be reached.

Siv Moen laughed. She had sold her boat to Torkil Nygaard."""


def test_an_article_tells_who_is_he_and_who_is_she():
    assert people_in(ARTICLE) == (
        Person("Bergljot Aas", "she"),
        Person("Torkil Nygaard", "he"),
        Person("Lund", "he"),
        Person("Siv Moen", "she"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bergljot Aas met Torkil Nygaard before she left.",  # two may be meant
        "Bergljot Aas wrote to his sister.",  # whose sister is not told
        "The Harbour Office said it would wait.",
        "WICK, Monday – He came by night.",
    ],
)
def test_what_may_mean_another_tells_nothing(text):
    assert people_in(text) == ()


def test_a_sentence_that_begins_with_his_speaks_of_the_man_before():
    text = "Odd Kalvik denied that. His brother laughed. Mary Lund met Torkil Aas. His dog barked."
    assert people_in(text) == (
        Person("Odd Kalvik", "he"),
        Person("Mary Lund", "she"),
        Person("Torkil Aas", "he"),
    )


def test_of_two_of_one_family_the_one_named_last_is_meant():
    text = "Anne Lund waited. She left. Peder Lund stayed. He slept. Lund said he was tired."
    assert people_in(text) == (Person("Anne Lund", "she"), Person("Peder Lund", "he"))


@given(st.text(alphabet="ALb. \n“”,hesrimd’", max_size=200))
def test_any_text_names_each_person_once(text):
    found = people_in(text)
    assert len({one.name for one in found}) == len(found)
    assert all(one.name in text and one.pronoun in ("he", "she") for one in found)


@pytest.fixture
def ferry(config):
    with Assistant.open(config) as assistant:
        assistant.add_text("The ferry", ARTICLE)
        yield assistant


def test_a_pronoun_is_completed_by_what_the_article_tells(ferry):
    talk = ferry.converse()
    talk.ask("Did Bergljot Aas close the ferry that Torkil Nygaard would not take out?")
    assert talk.ask("what did she say?").understood == "what did Bergljot Aas say?"
    assert talk.ask("and what did he mend?").understood == "what did Torkil Nygaard mend?"


def test_whom_the_cited_sentence_tells_of_is_spoken_of_next(config):
    article = """Siv Moen has run the shipyard at Havn since March. She calls the new ferry a floating coffin.

Gro Lie, the mayor, paid for it. She has not answered."""
    with Assistant.open(config) as assistant:
        assistant.add_text("The ferry", article)
        talk = assistant.converse()
        first = talk.ask("Is the new ferry called a coffin?", abstain_below=0.0)
        assert first.citations[0].quote == "She calls the new ferry a floating coffin."
        assert talk.ask("where does she work?").understood == "where does Siv Moen work?"


def test_the_whole_article_tells_what_a_name_belongs_to():
    told = dict(
        kinds_in("Off Vellmar it rained. The mayor, Ann Lee, met Wick Shipping in Vellmar. Odd left.")
    )
    assert told == {"Vellmar": "place", "Ann Lee": "person", "Wick Shipping": "body"}
