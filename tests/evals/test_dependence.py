"""How a question depends on those before it."""

import pytest

from evals.dependence import dependence


@pytest.mark.parametrize(
    ("question", "rewrite", "expected"),
    [
        ("And who won the race?", "Who won the race?", "self-standing"),
        ("who won the race", "Who won the race?", "self-standing"),
        ("Who beat him?", "Who beat Ann’s brother?", "pronoun"),
        ("What’s it called?", "What’s the ship called?", "pronoun"),
        ("and what’s that?", "What is the ship?", "pronoun"),
        ("why?", "Why did the ship sink?", "ellipsis"),
        ("and the army?", "What did the army say?", "ellipsis"),
        ("what did the company say?", "What did Tarn Steel say?", "ellipsis"),
        # A part of a word is no pronoun.
        ("and the theatre?", "What did the theatre say?", "ellipsis"),
    ],
)
def test_dependence(question, rewrite, expected):
    assert dependence(question, rewrite) == expected
