"""Windows: each token knows its characters, a passage is read whole, the context is no answer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index import EmbeddingConfig, Encoder, Span
from rag.reader.excerpts import excerpt_of
from rag.reader.windows import QUESTION_TOKENS, Excerpt, WindowMaker

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@pytest.fixture(scope="module")
def maker(tmp_path_factory):
    from index.embedding.encoder import packaged_model

    return WindowMaker(Tokenizer.from_file(str(packaged_model() / "tokenizer.json")), size=96)


@given(question=texts, text=texts, context=texts)
def test_every_token_has_characters_of_the_passage(maker, question, text, context):
    for window in maker.windows(question, [Excerpt(text, context)]):
        assert len(window.ids) == len(window.types) <= 96
        assert (window.starts >= 0).all()
        assert (window.ends <= len(text)).all()
        assert (window.starts <= window.ends).all()
        assert (np.diff(window.starts) >= 0).all()
        assert window.tokens[-1] == len(window.ids) - 2


@given(count=st.integers(1, 400), words=st.integers(0, 80))
def test_strides_leave_no_word_unread(maker, count, words):
    text = " ".join(f"w{number}" for number in range(count))
    windows = maker.windows("who " * words, [Excerpt(text, "Some context stands before.")])
    read = np.zeros(len(text), bool)
    for window in windows:
        assert window.excerpt == 0
        for start, end in zip(window.starts, window.ends, strict=True):
            read[start:end] = True
    assert all(read[place] for place, character in enumerate(text) if character != " ")


def test_a_long_question_is_read_in_part_and_the_passage_whole(maker):
    (window,) = maker.windows("why " * 5000, [Excerpt("Because it rained.")])
    assert maker.question_tokens("why " * 5000) == 5000
    assert len(window.ids) == QUESTION_TOKENS + 3 + len(window.tokens)
    assert window.ends[-1] == len("Because it rained.")


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_a_passage_without_a_token_has_no_window(maker, text):
    assert maker.windows("who?", [Excerpt(text)]) == []


def test_characters_beyond_one_unit_are_counted_as_one(maker):
    text = "\U0001f600\U0001f600 naïve café — done"
    (window,) = maker.windows("who?", [Excerpt(text)])
    assert text[window.starts[-1] : window.ends[-1]] == "done"


@given(before=texts, passage=texts.filter(str.strip), title=st.sampled_from(["", "A title", "Who won?"]))
def test_an_excerpt_is_the_passage_with_what_stands_before_it(before, passage, title):
    text = before + "\n\n" + passage
    excerpt = excerpt_of(text, Span(len(before) + 2, len(text)), title)
    assert excerpt.text == passage
    assert len(excerpt.context) <= len(title) + 1 + 400 + 2


def test_the_sentence_before_may_stand_in_the_paragraph_above():
    text = "Rain fell. The dam at Brack held.\n\nNobody was hurt."
    start = text.index("Nobody")
    assert (
        excerpt_of(text, Span(start, len(text)), "Dam holds").context == "Dam holds. The dam at Brack held."
    )


def test_the_packaged_encoders_tokens_are_the_windows_tokens(maker):
    text = "Pakistan’s government — “denied” it."
    (window,) = maker.windows("who?", [Excerpt(text)])
    own = Encoder(EmbeddingConfig()).token_offsets(text)
    assert list(zip(window.starts.tolist(), window.ends.tolist(), strict=True)) == own
