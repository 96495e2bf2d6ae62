"""Conversations: lines that name their documents, turn by turn, and their schema."""

import json

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from evals.datasets.conversations import OwnConversation, load_conversations, of_one_split
from evals.datasets.schema import CONVERSATION_SCHEMA, schema
from tests.evals.datasets.files import ARTICLE, check_invariants, complaint, quoted, write_lines
from tests.evals.datasets.test_own import OTHER, gold

VALIDATOR = jsonschema.Draft202012Validator(json.loads(CONVERSATION_SCHEMA.read_text(encoding="utf-8")))


def turn(kind="follow_up", **changes):
    made = {"kind": kind, "question": "and who said so?", "rewrite": "Who said so?"}
    return {**made, "document": "article.txt", "gold": [gold("said Tom")], **changes}


def conversation(*turns, **changes):
    return {"id": "c1", "split": "test", "turns": [turn("first"), *(turns or [turn()])], **changes}


@pytest.fixture
def file(tmp_path):
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")
    return lambda *lines: write_lines(tmp_path / "talks.jsonl", lines)


def test_a_line_is_questions_in_a_row(file):
    elsewhere = turn(
        "topic_change",
        document="other.txt",
        gold=[gold("The mayor’s office", OTHER), gold("Mayor Ana Ruiz", document="article.txt", answer=1)],
    )
    found = load_conversations(file(conversation(turn(), elsewhere, note="Two articles.")))
    check_invariants(found.dataset)
    (talk,) = found.conversations
    assert (talk.id, talk.split, talk.note) == ("c1", "test", "Two articles.")
    assert [asked.question.kind for asked in talk.turns] == ["first", "follow_up", "topic_change"]
    assert [asked.question.id for asked in talk.turns] == ["c1/1", "c1/2", "c1/3"]
    assert talk.turns[1].rewrite == "Who said so?"
    last = talk.turns[2].question
    assert [quoted(found.dataset, place) for place in last.gold] == ["The mayor’s office", "Mayor Ana Ruiz"]
    assert len(last.evidence) == 2
    assert talk.documents == {"article.txt", "other.txt"}
    assert found.dataset.name == "talks"
    assert not found.dataset.packaged


def test_one_split_keeps_every_document(file):
    found = load_conversations(
        file(
            conversation(turn(document="other.txt", gold=[gold("same", OTHER)])),
            conversation(id="c2", split="development"),
        )
    )
    part = of_one_split(found, "development")
    assert [talk.id for talk in part.conversations] == ["c2"]
    assert [asked.id for asked in part.dataset.questions] == ["c2/1", "c2/2"]
    assert part.dataset.documents == found.dataset.documents
    assert of_one_split(found, "all").conversations == found.conversations
    assert "no conversations in the split" in complaint(of_one_split, part, "test")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            conversation(turn(gold=[gold("said Tom", OTHER + ARTICLE)])),
            "turns[1]: gold[0]: “article.txt” does",
        ),
        (conversation(turn(gold=[])), "“turns[1].gold”"),
        (conversation(turn(document="missing.txt")), "turns[1]: the document “missing.txt” is missing"),
        (conversation(turn("first")), "the first turn must be of the kind “first”, and no other one"),
        ({**conversation(), "turns": [turn(), turn()]}, "the first turn must be of the kind “first”"),
        ({**conversation(), "turns": [turn("first")]}, "“turns”"),
        (conversation(turn("sequel")), "“sequel”, not one of first, follow_up, topic_change"),
        (conversation(turn(rewrite=" ")), "“turns[1].rewrite” is empty"),
        (conversation(turn(rewritten="Who?")), "“turns[1].rewritten” is not a key of this format"),
        (conversation(id="c0"), "the id “c0” appears twice"),
    ],
)
def test_a_bad_line_is_named(file, line, says):
    path = file(conversation(id="c0"), line)
    message = complaint(load_conversations, path)
    assert says in message
    assert message.startswith(f"{path}, line 2: ")


def test_an_empty_file_holds_no_conversations(file):
    assert "the set holds no conversations" in complaint(load_conversations, file())


def test_the_schema_file_is_what_the_model_says():
    assert CONVERSATION_SCHEMA.read_text(encoding="utf-8") == schema(OwnConversation), (
        "run python -m evals.datasets.schema"
    )


words = st.sampled_from(["", "a", None])
turns = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["first", "follow_up", "topic_change", "sequel"]),
        "question": words,
        "rewrite": words,
        "document": words,
        "gold": st.lists(st.just(gold("said Tom")), max_size=1),
    },
)
sound = st.fixed_dictionaries({}).map(lambda _: turn())
lines = st.fixed_dictionaries(
    {
        "id": words,
        "turns": st.lists(
            st.one_of(sound, sound.map(lambda made: {**made, "kind": "first"}), turns), max_size=3
        ),
    },
    optional={"split": st.sampled_from(["test", "train"]), "note": words, "other": words},
)


@given(lines)
def test_schema_and_model_accept_the_same_lines(line):
    try:
        OwnConversation.model_validate(line)
        accepted = True
    except ValidationError:
        accepted = False
    assert VALIDATOR.is_valid(line) == accepted


def test_the_schema_accepts_and_refuses():
    assert VALIDATOR.is_valid(conversation())
    assert not VALIDATOR.is_valid(conversation(turn("first")))
    assert not VALIDATOR.is_valid({**conversation(), "turns": [turn("first")]})
