"""Questions as people talk, taken for those that they would write."""

import pytest

from rag import completions
from rag.conversation.wordings import written

FIRE = (
    "Who put out the fire?",
    "Ann Lee, the mayor of Hallby, said that Karl Holm, a baker, put out the fire.",
)
WAKENED = ("Who woke?", "Ann Lee, who teaches at the school, woke.")
LEFT = ("What did the baker do on Monday?", "On Monday Karl Holm left the town.")
CAMP = ("Who runs the camp?", "Voltara, a power company, runs the camp near Lissow.")
LETTER = ("what was in the letter of the union?", "The letter of the union asked for higher wages.")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("what'd he pay?", "what did he pay?"),
        ("What’s happened there?", "What has happened there?"),
        ("lol why not?", "why not?"),
        ("no, I mean the army", "the army"),
        ("not the baker, the mayor", "the mayor"),
        ("and the mayor, what did he say?", "what did the mayor say?"),
        ("no, I mean the dealer – where did he have his shop?", "where did the dealer have his shop?"),
        ("the orchestra, how many had it bought?", "how many had the orchestra bought?"),
        ("Karl Holm: who is his wife?", "who is Karl Holm’s wife?"),
        ("is it broken, the dyke?", "is the dyke broken?"),
    ],
)
def test_talk_is_written_out(said, meant):
    assert written(said) == meant


@pytest.mark.parametrize(
    "question",
    [
        "since when?",
        "By whom was it approved?",
        "Who is the man who said that?",
        "When he left, what did he say?",
        "Did the army, which denied it, attack?",
        "In Hallby, what is closed?",
        "which town was it, and who leads it?",
    ],
)
def test_what_is_written_stays(question):
    assert written(question) == question


@pytest.mark.parametrize(
    ("turn", "asked", "understood"),
    [
        (FIRE, "what did the mayor say?", "what did Ann Lee say?"),
        (FIRE, "who is the baker?", "who is Karl Holm?"),
        (LEFT, "how old is that guy?", "how old is Karl Holm?"),
        (CAMP, "does this company pay?", "does Voltara pay?"),
        (LETTER, "and the army, did it reply?", "did the army reply?"),
    ],
)
def test_who_is_called_by_what_they_are_is_found(turn, asked, understood):
    assert completions(asked, [turn])[0] == understood


@pytest.mark.parametrize("asked", ["Who is the man in the boat?", "Give me the names of those who left."])
def test_somebody_told_by_more_words_is_nobody_spoken_of(asked):
    assert completions(asked, [WAKENED]) == (asked,)
