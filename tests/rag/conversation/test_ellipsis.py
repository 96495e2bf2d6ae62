"""Follow-ups that leave out most of what they ask: the last question is asked anew, in good English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import completions

OTTERS = ("By whom were the otters brought back?", "The otters were brought back by a trust.")
DENIED = ("who denied the allegations?", "Pakistan’s army denied the allegations.")
SAID = ("What did Ann Lee say about the wall?", "Lee said that the wall was safe.")
TOLD = ("What did she say to the captain?", "She told him to stop.")
HURT = ("How many people were hurt in the fire?", "Nine people were hurt in the fire.")
CLOSED = ("Was the bridge closed on Monday?", "The bridge was closed on Monday.")
PAID = ("and who pays for the wall?", "The town pays for the wall.")
FOUND = ("What happened to the brothers?", "The brothers were found alive.")
DIED = ("How many soldiers died?", "About 5,000 soldiers died in the fighting.")
KILLED = ("How many Norwegian soldiers have been killed?", "About 50 soldiers have been killed.")
REPAIRS = ("What does Captain Lund repair?", "Lund now repairs church organs.")
FINED = ("Who fined the company?", "A court in Oslo fined the company.")
BROKE = ("When did Ann Lee break her wrist?", "Lee broke her wrist on Monday.")
SPOKE = ("Who spoke to the captain?", "Ann Lee spoke to the captain.")
NOW = ("What does Captain Lund do now?", "He flew until 2009 and now repairs organs.")
QUOTED = (
    "Is the chief executive going?",
    "“The strike cost us a whole quarter,” said Ann Lee of Lee & Sons, who is not related to him.",
)
ROW = ("Which share fell most on Friday?", "73.10 -2.6%")
MOVED = ("how many people were moved by early afternoon?", "By early afternoon 1,200 people were moved.")
LEFT = ("Did Captain Lund leave for London?", "The trip was postponed.")
REFUSED = ("When will the council open the bridge?", "The council will not open the bridge.")
ADMITTED = ("and the diesel?", "Under oath he admitted that he had stolen it.")
FELL = ("Who was injured when the wall fell?", "Nobody was injured.")


@pytest.mark.parametrize(
    ("last", "asked", "understood"),
    [
        (OTTERS, "and the council?", "were the otters brought back by the council?"),
        (OTTERS, "why?", "why were the otters brought back?"),
        (CLOSED, "until when are there no trains?", "until when are there no trains?"),
        (ADMITTED, "what for?", "why did he admit that he had stolen it?"),
        (OTTERS, "who else?", "By whom were the otters brought back, and who else?"),
        (DENIED, "and the council?", "did the council deny the allegations?"),
        (SAID, "and the council?", "What did the council say about the wall?"),
        (SAID, "why?", "why did Ann Lee say that about the wall?"),
        (TOLD, "and the sailor?", "What did the sailor say to the captain?"),
        (TOLD, "on which day?", "on which day did she say that to the captain?"),
        (NOW, "why that?", "why does Captain Lund do that now?"),
        (QUOTED, "says who?", "who says that the strike cost us a whole quarter?"),
        (ROW, "why?", "Which share fell most on Friday, and why?"),
        (MOVED, "and by the evening?", "how many people were moved by the evening?"),
        (HURT, "and women?", "How many women were hurt in the fire?"),
        (HURT, "why?", "why were people hurt in the fire?"),
        (CLOSED, "and the roads?", "Were the roads closed on Monday?"),
        (PAID, "and why?", "why does the town pay for the wall?"),
        (PAID, "and Norway?", "does Norway pay for the wall?"),
        (FOUND, "when?", "when did that happen to the brothers?"),
        (FELL, "and the mayor?", "was the mayor injured when the wall fell?"),
        (FELL, "how many?", "how many people were injured when the wall fell?"),
        (SAID, "and what about the roof?", "what did Ann Lee say about the roof?"),
        (DIED, "and civilians?", "how many civilians died?"),
        (DIED, "why?", "why did soldiers die?"),
        (KILLED, "and civilians?", "how many civilians have been killed?"),
        (DIED, "which ones?", "which soldiers died?"),
        (DIED, "says who?", "who says that about 5,000 soldiers died in the fighting?"),
        (SAID, "saying what?", "what did Ann Lee say?"),
        (SPOKE, "saying what?", "what did Ann Lee say?"),
        (LEFT, "why not?", "why did Captain Lund not leave for London?"),
        (REFUSED, "why not?", "why will the council not open the bridge?"),
        (DIED, "who said so?", "who says that about 5,000 soldiers died in the fighting?"),
        (CLOSED, "really?", "is it true that the bridge was closed on Monday?"),
        (REPAIRS, "how many are there?", "how many church organs are there?"),
        (REPAIRS, "how come?", "why does Captain Lund repair that?"),
        (FINED, "what for?", "why did a court in Oslo fine the company?"),
        (HURT, "how badly?", "how badly were people hurt in the fire?"),
        (BROKE, "and then?", "what happened after Ann Lee broke her wrist?"),
        (BROKE, "and since then?", "what has happened since Ann Lee broke her wrist?"),
        (REPAIRS, "and then?", "as for Lund, what happened next?"),
        (("who paid, and why?", "The town paid."), "when?", "when did the town pay?"),
    ],
)
def test_the_last_question_is_asked_anew(last, asked, understood):
    assert completions(asked, [last])[0].lower() == understood.lower()


def test_no_helping_verb_is_taken_for_a_thing():
    for asked in ("and the council?", "and Norway?", "and women?"):
        for last in (OTTERS, SAID, TOLD, HURT, CLOSED):
            for found in completions(asked, [last])[:-1]:
                assert any(word in found.lower().split() for word in ("were", "was", "did")), found


LAST = (OTTERS, DENIED, SAID, TOLD, HURT, CLOSED, PAID, FOUND, FELL)
CONTENT = ("otters", "allegations", "say", "say", "hurt", "closed", "wall", "brothers", "injured")


@given(st.sampled_from(tuple(zip(LAST, CONTENT, strict=True))), st.sampled_from(["the zoo", "Oslo", "foxes"]))
def test_one_completion_has_the_whole_last_question_and_the_new_words(last, words):
    turn, content = last
    found = completions(f"and {words}?", [turn])
    asked = turn[0].removeprefix("and ").rstrip("?")
    assert any(words in one and asked[1:] in one for one in found), found
    assert all(words in one for one in found)
    assert any(content in one and words in one for one in found)


def test_where_nothing_fits_both_stand_side_by_side():
    first = completions("and the tax?", [("When did Ann Lee resign?", "Ann Lee resigned in May.")])[0]
    assert first == "As for the tax, when did Ann Lee resign?"


def test_the_question_before_may_begin_with_and():
    turns = [
        ("Who leads the union?", "Per Holm leads the union."),
        ("and who speaks for Norway?", "Ann Lee speaks for Norway in Oslo."),
    ]
    assert completions("on which day?", turns)[0].startswith("on which day does Ann Lee speak for Norway")
