"""A question for a time or a number is not answered by a sentence that holds none."""

import pytest

from rag import Assistant, Config
from rag.answering.telling import NO_NUMBER, NO_TIME, tells_nothing

WARDEN = "“They are here to stay,” said Jane Doe, a warden of the river."


@pytest.mark.parametrize(
    ("question", "sentence", "why"),
    [
        ("When did Jane Doe resign?", WARDEN, NO_TIME),
        ("In which year did she arrive?", "The minister will speak for the council.", NO_TIME),
        ("How old is the minister?", "The minister will speak to the assembly.", NO_NUMBER),
        ("When did the city fall?", "The city fell in 27 BC.", None),
        ("When did she resign?", "She left before the vote.", None),
        ("How many were hurt?", "No one was hurt.", None),
        ("How many years did it last?", "It lasted for eighty-one years.", None),
        ("Who resigned?", WARDEN, None),
    ],
)
def test_what_a_sentence_cannot_tell(question, sentence, why):
    assert tells_nothing(question, sentence) == why


@pytest.mark.model
def test_such_an_answer_is_withheld_unless_nothing_is(tmp_path):
    with Assistant.open(Config(library=tmp_path)) as assistant:
        assistant.add_text("Otters", f"Otters return to the Lea\n\n{WARDEN}\n")
        withheld = assistant.ask("When did Jane Doe resign?", abstain_below=0.01)
        assert withheld.abstained
        assert withheld.reason == NO_TIME
        assert not assistant.ask("When did Jane Doe resign?", abstain_below=0.0).abstained
