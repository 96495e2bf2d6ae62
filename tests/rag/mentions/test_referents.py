"""Whom the pronouns of an article's sentences stand for, and that a question about them finds these."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import Assistant, Config
from rag.config import ReaderConfig
from rag.mentions.people import people_in
from rag.mentions.referents import stood_for, telling

ARTICLE = """Siv Moen runs the shipyard at Havn. On Monday she was asked about the new ferry.

“She is proud of it, he told me,” the mayor said. She called it a floating coffin.

Torkil Nygaard, who mends the boats, came too. He was asked about the new ferry, and he laughed. He called it
the joy of his old age. The town thanked Siv Moen before she left."""


def meant(sentence, article=ARTICLE):
    start = article.index(sentence)
    return stood_for(article, start, start + len(sentence))


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("On Monday she was asked", {"Siv Moen"}),
        ("She called it a floating coffin.", {"Siv Moen"}),
        ("He called it\nthe joy of his old age.", {"Torkil Nygaard"}),
        ("“She is proud of it, he told me,” the mayor said.", set()),  # the speaker means somebody
        ("Siv Moen runs", set()),
        ("thanked Siv Moen before she left.", set()),  # it names her itself
    ],
)
def test_a_pronoun_stands_for_the_last_one_named_whom_the_article_speaks_of_so(sentence, people):
    assert meant(sentence) == people


def test_who_wrote_an_article_is_not_told_of_and_a_word_for_somebody_leaves_it_open():
    article = (
        "From our reporter Odd Kalvik\n\nHe was tired. Odd Kalvik stayed. He slept. A sailor said he was ill."
    )
    assert meant("He was tired.", article) == set()
    assert meant("He slept.", article) == {"Odd Kalvik"}
    assert meant("A sailor said he was ill.", article) == set()


def test_a_word_that_a_sentence_begins_with_may_be_meant_behind_it():
    article = (
        "Odd Kalvik stayed. He slept. A foreman came running. He wept. The widow sang. He left. She rose."
    )
    assert meant("He slept.", article) == {"Odd Kalvik"}
    assert meant("He wept.", article) == {"Odd Kalvik", "foreman"}
    assert meant("He left.", article) == {"Odd Kalvik", "foreman"}
    assert meant("She rose.", article) == {"widow"}


def test_a_name_that_may_be_meant_leaves_it_open():
    article = "Siv Moen runs the yard. She built it. Åse Örtli of the bank says she is sorry. She wept."
    assert meant("She built it.", article) == {"Siv Moen"}
    assert meant("Åse Örtli of the bank says she is sorry.", article) == set()


@given(st.text(alphabet=st.sampled_from("Siv Moen she he “”.\n "), max_size=80), st.integers(0, 80))
def test_only_people_whom_the_article_names_are_meant_and_in_its_sentences(text, start):
    text = ARTICLE + text
    names = {one.name for one in people_in(text)}
    assert stood_for(text, start, start + 40) <= names
    assert all(0 <= one.start < one.end <= len(text) for one in telling(text))


def likeness(assistant, question, words):
    """How alike a question and the sentence with some words are."""
    candidates = assistant.read(question, assistant.search(question))
    (found,) = (one for one in candidates if words in one.text)
    return found.features["likeness"]


@pytest.mark.parametrize(
    ("words", "meant", "other"),
    [("coffin", "Siv Moen", "Torkil Nygaard"), ("joy", "Torkil Nygaard", "Siv Moen")],
)
def test_whom_a_pronoun_stands_for_counts_as_named_there(words, meant, other, tmp_path):
    settings = Config(library=tmp_path, reader=ReaderConfig(thin_margin=math.inf))
    with Assistant.open(settings) as assistant:
        assistant.add_text("The ferry", ARTICLE)
        asked, besides = (likeness(assistant, f"What did {name} call it?", words) for name in (meant, other))
    assert asked > besides + 0.2
