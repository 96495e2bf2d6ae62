"""A question that is too long is read in part, where it asks if that can be told, and the answer says so."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from rag import Assistant, Config
from rag.long_questions import Asked
from rag.reader.windows import QUESTION_TOKENS, WindowMaker
from tests.rag.conftest import NEWS

PREAMBLE = "The town of Wick lies at the sea and has a harbour whose wall is old. " * 40
QUESTION = "So who denied that the town had saved on repairs?"
LONG = f"{PREAMBLE}{QUESTION}"
LIMIT = 2_000


@pytest.fixture(scope="module")
def fits():
    """Whether the packaged reader's window holds a text, without loading more than its tokenizer."""
    from index.embedding.encoder import packaged_model

    windows = WindowMaker(Tokenizer.from_file(str(packaged_model() / "tokenizer.json")))
    return lambda text: windows.question_tokens(text) <= QUESTION_TOKENS


def test_a_question_of_5000_words_is_answered_by_what_it_asks_at_its_end(assistant):
    question = "The town lies at the sea. " * 833 + QUESTION
    assert len(question.split()) > 5_000
    answer = assistant.ask(question)
    assert answer.notice.startswith("Of this long question only “The town lies at the sea.")
    assert f"{QUESTION}” was read." in answer.notice
    assert json.loads(json.dumps(answer.to_dict()))["notice"] == answer.notice
    assert len(answer.question) <= LIMIT
    assert answer.question.endswith(QUESTION)


def test_searching_reading_and_answering_take_the_same_part(assistant, fits):
    part = Asked.of(LONG, LIMIT, fits).part
    short, long = assistant.ask(part), assistant.ask(LONG)
    assert (short.notice, short.question, long.question) == (None, part, LONG[-len(long.question) :])
    assert (long.answers, long.citations, long.reason) == (short.answers, short.citations, short.reason)
    passages = assistant.search(part)
    assert assistant.search(LONG) == passages
    assert assistant.read(LONG, passages) == assistant.read(part, passages)


def test_a_refusal_has_the_notice_too(assistant):
    answer = assistant.ask(f"{PREAMBLE}Где находится гавань и кто построил старую стену в этом городе?", [])
    assert answer.abstained
    assert "only “" in answer.notice


@pytest.mark.parametrize("question", [QUESTION, "wall " * QUESTION_TOKENS, f" \n{QUESTION}\t"])
def test_a_question_that_fits_is_read_whole(assistant, question):
    answer = assistant.ask(question)
    assert (answer.notice, answer.question) == (None, question.strip())


def test_the_limit_in_characters_cuts_at_a_word_and_says_so(config):
    settings = {**config.model_dump(), "answering": {"max_question_characters": 30}}
    with Assistant.open(Config(**settings)) as assistant:
        assistant.add_text("Harbour wall falls in Wick", NEWS)
        answer = assistant.ask("Who denied that the town had saved on repairs")
    assert answer.question == "Who denied that the town had"
    assert "only “Who denied that the town had” was read" in (answer.notice or "")


STATEMENT = "The wall fell on Monday, as the council had feared since the storms of the last winter."
CLAUSE = "after the wall of the old harbour of the town had fallen and the council had met again " * 4


@pytest.mark.parametrize(
    ("question", "part"),
    [
        # The last sentence that asks, and those before it that fit.
        (f"{STATEMENT} " * 5 + "Who paid?", f"{STATEMENT} {STATEMENT} Who paid?"),
        # What follows it is left out.
        (f"Who paid? {STATEMENT} " + STATEMENT * 4, "Who paid?"),
        (f"{STATEMENT}\n\nWho paid?\n\n" + f"{STATEMENT}\n\n" * 4, f"{STATEMENT}\n\nWho paid?"),
        (f"{STATEMENT} " * 5 + "“Who paid?!” " + STATEMENT, f"{STATEMENT} {STATEMENT} “Who paid?!”"),
        # Of several the last.
        (
            f"Who fell? {STATEMENT} {STATEMENT} {STATEMENT} Who paid? Why?",
            f"{STATEMENT} {STATEMENT} Who paid? Why?",
        ),
        # Where none asks, the first ones.
        (f"{STATEMENT} " * 5, f"{STATEMENT} {STATEMENT}"),
    ],
)
def test_whole_sentences_are_read(fits, question, part):
    asked = Asked.of(question, LIMIT, fits)
    assert (asked.part, asked.whole) == (part, False)


@pytest.mark.parametrize(
    ("question", "start", "end"),
    [
        (f"Who denied it {CLAUSE}?", "Who denied it after the wall", ""),
        (f"When the wall fell {CLAUSE}, who denied it?", "", ", who denied it?"),
        (f"Is it true {CLAUSE}?", "Is it true after", ""),
        (f"the town {CLAUSE} and who denied it", "", "and who denied it"),
        ("why " * 5_000, "why why", "why why"),
    ],
)
def test_of_a_sentence_that_is_too_long_the_words_that_ask_are_read(fits, question, start, end):
    part = Asked.of(question, LIMIT, fits).part
    assert part.startswith(start)
    assert part.endswith(end)
    assert f" {part} " in f" {question.strip()} "


words = st.text(st.sampled_from("abé.?!’” \n-1家🙂\u200b"), max_size=12)


@given(question=st.lists(words | st.sampled_from(["who?", STATEMENT, "“Why?”"]), max_size=150).map(" ".join))
def test_the_part_read_is_a_part_that_fits_and_is_never_empty(fits, question):
    if not question.strip("\u200b \n"):
        return
    asked = Asked.of(question, 500, fits)
    assert asked.part
    assert asked.part in asked.question
    assert asked.question in question
    assert len(asked.question) <= 500
    assert fits(asked.part)
    assert asked.whole == (asked.part == question.strip())


@given(
    question=st.text(min_size=1, max_size=200).filter(str.isprintable).filter(str.strip),
    most=st.integers(1, 30),
)
def test_any_window_gets_what_it_holds(question, most):
    asked = Asked.of(question, 100, lambda text: len(text) <= most)
    assert 0 < len(asked.part) <= most
    assert asked.part in question
