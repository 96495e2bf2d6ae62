"""How and why: sentences and clauses as answers."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import ConfigError
from rag.reader.training.example import Example
from rag.reader.training.selection import (
    Section,
    asks_for_clause,
    clauses,
    example_of,
    read_causes,
    read_manners,
    read_selection,
)


def write(folder, name, *rows):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("".join(json.dumps(each) + "\n" for each in rows))
    return folder


def said(example):
    return [example.text[start:end] for start, end in example.answers]


def section(question, *sentences):
    marked = [{"text": text.strip("*"), "label": int(text.startswith("*"))} for text in sentences]
    return {"question": question, "title": "The_pier", "sentences": marked}


def test_the_answering_sentences_are_the_answers(tmp_path):
    how = section(
        "How was the pier built?", "It is old.", "*Men drove oak into the mud.", "*Then they paved it."
    )
    folder = write(tmp_path / "selqa", "dev.jsonl", how, section("Who built it?", "*Masons did."))
    write(folder, "test.jsonl", how, section("Why was it built?", "For no reason at all."))
    (example,) = read_selection(folder, "selqa")
    assert example.text == "It is old. Men drove oak into the mud. Then they paved it."
    assert said(example) == ["Men drove oak into the mud.", "Then they paved it."]
    assert (example.title, example.source) == ("The pier", "selqa")
    everything = [each.question for each in read_selection(folder, "selqa", everything=True)]
    assert everything == ["How was the pier built?", "Who built it?"]


def test_bad_files_are_named_with_what_to_do(tmp_path):
    with pytest.raises(ConfigError, match="name the file itself"):
        list(read_selection(tmp_path, "selqa"))
    folder = write(tmp_path / "selqa", "dev.jsonl", section("How?", "*So."), {"question": "Why?"})
    with pytest.raises(ConfigError, match=r"dev\.jsonl, line 2: “sentences”"):
        list(read_selection(folder, "selqa"))


def test_causes_lose_their_quotation_marks(tmp_path):
    text = "The pier closed because a barge hit it."
    row: dict = {"question": "Why did “The pier closed” occur?", "context": text, "title": ""}
    row["answers"] = [{"text": "a barge hit it", "start": text.index("a barge")}]
    (example,) = read_causes(write(tmp_path / "causes", "train.jsonl", row), "causes")
    assert example.question == "Why did The pier closed occur?"
    assert said(example) == ["a barge hit it"]


def test_manners_become_how_and_other_relations_are_left(tmp_path):
    text = "The men closed the pier with chains, then went home."
    asked = [
        ("In what manner did the men close the pier?", "with chains"),
        ("After what did men go?", "chains"),
    ]
    rows = [
        {
            "question": question,
            "context": text,
            "title": "Wiki1k:wikinews:1:0:0",
            "answers": [{"text": words, "start": text.index(words)}],
        }
        for question, words in asked
    ]
    (example,) = read_manners(write(tmp_path / "discourse", "train.jsonl", *rows), "discourse")
    assert (example.question, said(example)) == ("How did the men close the pier?", ["with chains"])


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("Why did it close?", True),
        ("How did it close?", True),
        ("What was the reason for it?", True),
        ("How many closed?", False),
        ("How long is it?", False),
        ("Who knows why it closed?", False),
    ],
)
def test_how_and_why_ask_for_clauses(question, clause):
    assert asks_for_clause(question) == clause
    answered = Example(question, "So.", ((0, 2),), source="made")
    found = [each.source for each in clauses([answered, Example(question, "So.", ())])]
    assert found == ["made:clause"] * clause


@given(st.lists(st.tuples(st.text(max_size=8), st.integers(0, 1)), min_size=1, max_size=5))
def test_every_answer_is_a_marked_sentence(marked):
    sentences = [{"text": text, "label": label} for text, label in marked]
    example = example_of(Section.model_validate({"question": "How?", "sentences": sentences}), "made")
    assert said(example) == [text.strip() for text, label in marked if label and text.strip()]
