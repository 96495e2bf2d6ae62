"""Who says what a sentence says, by its own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import said_by


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The harbour’s owner and the council rejected the claims.", "The harbour’s owner and the council"),
        ("Norway accuses the company of dumping oil.", "Norway"),
        ("Norway denies it knew of the spill and says its inspectors were late.", "Norway"),
        ("“They are here to stay,” said Jane Doe, a warden of the river.", "Jane Doe"),
        ("“It is over,” said Interior Minister Tom Reed as he left.", "Interior Minister Tom Reed"),
        ("WICK (Reuters) - Mayor Ann Lee has repeatedly denied that the wall was old.", "Mayor Ann Lee"),
        ("Jane Doe, a warden of the river, said the otters were gone.", "Jane Doe"),
        ("The trip was put off, the ministry said on Monday.", "the ministry"),
        ("On Monday the ministry said that twelve people had died.", "the ministry"),
        ("Twelve people died, according to police in Wick.", "police"),
        ("Twelve people died, police said.", "police"),
    ],
)
def test_the_speaker_is_named(sentence, who):
    assert said_by(sentence) == who


@pytest.mark.parametrize(
    "sentence",
    [
        "He told Reuters that it was wrong.",
        "“We did,” she said.",
        "The allegations were denied by nobody.",
        "Twelve people were reported dead.",
        "Twelve people died.",
        "“Norway denied it” stood on the wall.",
        "",
    ],
)
def test_no_speaker_is_made_up(sentence):
    assert said_by(sentence) is None


@given(st.text(alphabet="Tthe said,.“” Ann\n\tdenied", max_size=200))
def test_a_speaker_stands_in_the_sentence(sentence):
    who = said_by(sentence)
    assert who is None or who in " ".join(sentence.split())
