"""What a refusal says nothing mentions: names, numbers and rare nouns, and only where that is true."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import EmbeddingConfig
from rag import Assistant, Config
from rag.answering.missing import nothing_mentions
from rag.terms import terms

FERRY = """Ferry runs aground off Skarvik

SKARVIK - The ferry Pelé ran aground on Tuesday with 1,240 people aboard, thirty-one of them children.

A spokesman for the U.S. Coast Guard praised the Norwegian crew, and an Al-Hadi charity sent blankets.

Captain Jonna Aas, who exploded two flares, said that wolves had been heard in the hills of Upper Lind.

The World Health Organization was not consulted.

Additional reporting by Ottilie Brunn
"""
CHEESE = "A dairy in Brazil sells its cheese to monasteries, whatever the colour."


@pytest.fixture(scope="module")
def strict(tmp_path_factory, tiny_model):
    """An assistant that answers nothing, so that it always says why."""
    embedding = EmbeddingConfig(model=tiny_model, threads=1)
    folder = tmp_path_factory.mktemp("library")
    with Assistant.open(Config(library=folder, embedding=embedding, abstain_below=1.0)) as assistant:
        assistant.add_text("Ferry", FERRY, "2014-05-06")
        assistant.add_text("Cheese", CHEESE)
        yield assistant


def reason(assistant, question, **scope):
    answer = assistant.ask(question, **({"documents": ["Ferry"]} | scope))
    assert answer.abstained
    return answer.reason


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("What did Brazil say?", "Brazil"),
        ("What did Brazil’s president say about Peru?", "Brazil or Peru"),
        ("Who won, Chile, Peru or Cuba?", "Chile, Peru or Cuba"),
        ("what did brazil say?", "“brazil”"),
        ("WHO IS THE KING OF DENMARK?", "“DENMARK”"),
        ("Who Is The Mayor Of Lisbon?", "“Lisbon”"),
        ("What did the White House say about it?", "the White House"),
        ("What does the Indian government want?", "“Indian”"),
        ("When did President Lula arrive?", "Lula"),
        ("Where did Michael Brennan live?", "Michael Brennan"),
        ("Where did Jonna Brennan live?", "“Brennan”"),
        ("What did the I.M.F. lend?", "the I.M.F"),
        ("What happened in 2016?", "2016"),
        ("Where were the 1,250 passengers?", "1,250"),
        ("Who are the 47 children?", "47"),
        ("When did the volcano in the hills erupt?", "“volcano”"),
        ("How many dolphins drowned?", "“dolphins”"),
        ("Which volcano erupted?", "“volcano”"),
    ],
)
def test_what_nothing_mentions_is_named(strict, question, absent):
    assert reason(strict, question) == f"Nothing here mentions {absent}."


@pytest.mark.parametrize(
    "question",
    [
        "What did Pele carry?",
        "Why were Americans asked?",
        "What did Norway do?",
        "Where is Captain Aas’s ferry?",
        "Where did Ottilie Brunn work?",
        "When did Jakob Aas mend the ferry?",
        "What did the WHO say?",
        "What did the alhadi charity send?",
        "What happened in 2014?",
        "How did the 31 children feel?",
        "Who were the 1240 people?",
        "When did the explosion happen?",
        "Who saw the wolf?",
        "Who is responsible?",
        "Why did people resign?",
        "What is the reason given in the article?",
        "What was the cost?",
        "Who penned it?",
        "Did it sink on Monday, in June?",
        "Who won the Cup?",
    ],
)
def test_other_forms_are_mentions_and_common_words_are_not_missed(strict, question):
    assert "the passage shown is only the nearest" in reason(strict, question)


def test_spelling_and_scope(strict):
    assert "only the nearest" in reason(strict, "What color is the cheese of Brazil?", documents=None)
    dated = {"documents": None, "published": (date(2014, 1, 1), None)}
    assert reason(strict, "Which ferry sails to Brazil?", **dated) == "Nothing here mentions Brazil."
    assert "no article" in reason(strict, "What did Brazil say?", documents=[])


def test_the_nearest_passage_is_cited_all_the_same(strict):
    answer = strict.ask("What did Peru say?")
    assert answer.nearest is not None
    assert [replay.status for replay in strict.verify(answer)] == ["holds"]


def test_a_sentence_that_says_otherwise_is_cited_instead(strict):
    answer = strict.ask("Why was the World Health Organization consulted?")
    assert answer.nearest is None
    assert answer.contradiction.quote == "The World Health Organization was not consulted."
    assert [replay.status for replay in strict.verify(answer)] == ["holds"]
    assert strict.verify(answer.to_dict()) == strict.verify(answer)


@given(st.text(max_size=60))
def test_any_question_has_terms_of_its_own_words(question):
    for term in terms(question):
        assert term.forms
        shown = term.shown.removeprefix("the ").strip("“”")
        assert all(part in question for part in shown.split())


@given(st.lists(st.sampled_from(["Peru", "the IMF", "“volcano”", "the U.S."]), min_size=1, max_size=3))
def test_the_sentence_ends_in_one_full_stop(absent):
    said = nothing_mentions(absent)
    assert said[-1] == "." != said[-2]
    assert all(word.rstrip(".") in said for word in absent)
