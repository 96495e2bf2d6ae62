"""What stands above the sentences that tell: standfirsts, and questions that an article prints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import Assistant, Config
from rag.headings import is_printed_question, printed_question, printed_questions

INTERVIEW = """“You listen to the wood”

Orla Penhall built boats for forty years and gave her yard away. She talks about glue, gulls and a stolen saw

Interview: Tam Ferrow

Saturday, 4 May 2019

The yard in Hallby smells of tar. Orla Penhall, 71, has kept a bench by the window.

Do you still build boats?

Two a year, for the school. The children do the sawing.

Why did you give the yard away?

Because nobody should own a harbour. My brother saw it otherwise. We did not speak for a year.

And the saw?

It hung in a museum in Wick, of all places. The keeper sent it back with a letter.

How many rudders did you carve?

Eleven. One of them split.

Would you do it again?

Tomorrow.
"""
paragraphs = st.lists(
    st.sampled_from(["Why?", "“Why?”", "It rained. Did it?", "It rained.", "x" * 400 + "?"])
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    """An assistant that knows an interview."""
    with Assistant.open(Config(library=tmp_path_factory.mktemp("library"))) as opened:
        opened.add_text("“You listen to the wood”", INTERVIEW)
        yield opened


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Does Orla Penhall still build boats?", "Two a year, for the school."),
        ("Why did Orla Penhall give the yard away?", "Because nobody should own a harbour."),
        ("How many rudders did Orla Penhall carve?", "Eleven. One of them split."),
        ("Who sent the stolen saw back?", "The keeper sent it back with a letter."),
    ],
)
def test_what_answers_is_cited_and_not_what_asks_or_stands_above(assistant, question, sentence):
    answer = assistant.ask(question, abstain_below=0.0)
    assert answer.citations[0].quote == sentence


def test_what_the_interviewer_says_besides_asking_may_be_cited(assistant):
    assistant.add_text("Glue", "Glue\n\nThe yard in Wick closed in 1996. Is it missed?\n\nNo.")
    answer = assistant.ask("When did the yard in Wick close?", abstain_below=0.0)
    assert answer.citations[0].quote == "The yard in Wick closed in 1996."


@given(paragraphs)
def test_an_answer_is_the_paragraph_behind_its_question(texts):
    text = "\n\n".join(texts)
    for one in printed_questions(text):
        assert one.question.cut(text) == "Why?" or one.question.cut(text).endswith("Did it?")
        assert not one.answer.cut(text).endswith("?") or len(one.answer.cut(text)) > 400
        assert text[one.question.end : one.answer.start].strip() == ""
        assert printed_question(text, one.answer.start) == one == printed_question(text, one.question.start)
        assert is_printed_question(text, one.question.start)
        assert not is_printed_question(text, one.answer.start)


def test_what_answers_nothing_printed_belongs_to_no_question():
    assert printed_questions("It rained.\n\nIt stopped.") == ()
    assert printed_question("It rained.\n\nWhy?\n\nClouds.\n\nIt stopped.", 26) is None
    assert printed_question("Why?\n\nClouds.\n\nIt stopped.", 17) is None
