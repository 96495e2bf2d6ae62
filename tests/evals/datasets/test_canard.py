"""CANARD: answers are recovered from later histories, and each question knows where its own stands."""

import pytest

from evals.datasets.canard import Exchange, load_canard
from tests.evals.datasets.files import complaint, quoted, write_lines

SAID = ["Who was he?", "A sailor.", "When?", "I don't know.", "Did he win?", "Twice, in 1908.", "And then?"]


def talk(name, titles, said):
    """The rows of a conversation: one for each question, with all that was said before it."""
    return [
        {
            "id": f"{name}_q{turn}",
            "history": [*titles, *said[: 2 * turn]],
            "question": asked,
            "rewrite": f"{asked}!",
        }
        for turn, asked in enumerate(said[::2])
    ]


@pytest.fixture
def write(tmp_path):
    return lambda *rows: write_lines(tmp_path / "canard_tiny.jsonl", rows)


def test_answers_are_recovered_from_later_turns(write):
    found = load_canard(write(*talk("C_a_0", ["Joe", "Life"], SAID)))
    (document,) = found.dataset.documents
    assert (found.dataset.name, document.title) == ("canard_tiny", "Joe: Life")
    assert document.text == "A sailor.\n\nTwice, in 1908."
    assert found.answers == 2
    # One answer says nothing, and the last one stands in no history.
    assert found.left_out == 2
    first, later = found.questions
    assert [quoted(found.dataset, place) for place in first.gold] == ["A sailor."]
    assert [quoted(found.dataset, place) for place in later.gold] == ["Twice, in 1908."]
    assert (later.question, later.rewrite, later.article) == ("Did he win?", "Did he win?!", "Joe")
    assert first.before == ()
    assert later.before == (Exchange("Who was he?", "A sailor."), Exchange("When?", "I don't know."))


def test_what_was_said_twice_is_found_at_either_place(write):
    other = talk("C_b_0", ["Jim", "Life"], ["And Jim?", "a sailor.", "Why?"])
    found = load_canard(write(*talk("C_a_0", ["Joe", "Life"], SAID), *other))
    first, _, same = found.questions
    assert first.gold == same.gold
    assert [place.document_id for place in first.gold] == ["C_a_0", "C_b_0"]


def test_a_conversation_without_a_known_answer_is_no_document(write):
    found = load_canard(
        write(*talk("C_a_0", ["Joe", "Life"], SAID), *talk("C_b_0", ["Jim", "Life"], ["And Jim?"]))
    )
    assert [document.id for document in found.dataset.documents] == ["C_a_0"]
    assert found.left_out == 3


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"history": ["Joe"]}, "“history” is not two titles"),
        ({"history": ["Joe", "Life", "Who?"]}, "“history” is not two titles"),
        ({"history": ["Joe", "Life", 3, 4]}, "“history” holds something that is not a string"),
        ({"rewrite": None}, "“rewrite” is not a string"),
        ({"question": " "}, "“question” is empty"),
        ({"id": ""}, "“id” is empty"),
    ],
)
def test_a_bad_line_is_named(write, change, says):
    good = talk("C_a_0", ["Joe", "Life"], SAID)
    path = write(good[0] | change, *good[1:])
    assert says in complaint(load_canard, path)


def test_a_file_without_a_later_turn_is_refused(write):
    path = write(*talk("C_a_0", ["Joe", "Life"], ["Who was he?"]))
    assert "no answer can be recovered" in complaint(load_canard, path)
