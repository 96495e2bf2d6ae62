"""Our own format: lines that name their documents, and its schema."""

import json

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from evals.datasets import load_dataset
from evals.datasets.own import OwnQuestion
from evals.datasets.schema import SCHEMA, schema
from evals.spans import Place
from index import Sample
from tests.evals.datasets.files import ARTICLE, check_invariants, complaint, quoted, write_lines

OTHER = "The mayor’s office said the same."


def gold(quote, text=ARTICLE, **more):
    start = text.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote, **more}


def own_row(**changes):
    row = {
        "id": "q1",
        "document": "article.txt",
        "question": "Who says so?",
        "kind": "who",
        "answerable": True,
        "gold": [gold("said Tom")],
        "answers": ["Tom"],
        "split": "test",
    }
    return {**row, **changes}


@pytest.fixture
def own(tmp_path):
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")

    def write(*rows):
        return write_lines(tmp_path / "questions-of-mine.jsonl", rows)

    return write


def test_a_line_names_a_text_file_beside_it(own, tmp_path):
    dataset = load_dataset(own(own_row(), own_row(id="q2", answerable=False, gold=[], answers=[])))
    check_invariants(dataset)
    (document,) = dataset.documents
    assert (document.id, document.text, document.path) == ("article.txt", ARTICLE, tmp_path / "article.txt")
    first, second = dataset.questions
    assert [quoted(dataset, place) for place in first.gold] == ["said Tom"]
    assert (first.answers, first.split, first.kind) == (("Tom",), "test", "who")
    assert not second.answerable
    assert dataset.name == "questions-of-mine"


def test_what_may_be_left_out(own):
    row = {"id": "q", "document": "article.txt", "question": "Why?", "answerable": False}
    (question,) = load_dataset(own(row)).questions
    assert (question.kind, question.split, question.answers, question.note) == ("question", "all", (), "")


def test_a_note_is_kept(own):
    (question,) = load_dataset(own(own_row(note="Tom speaks of somebody else."))).questions
    assert question.note == "Tom speaks of somebody else."


def test_places_of_one_answer_are_alternatives_and_may_lie_in_other_documents(own):
    places = [
        gold("said Tom", answer=1),
        gold("The mayor’s office", OTHER, document="other.txt"),
        gold("Mayor Ana Ruiz"),
    ]
    dataset = load_dataset(own(own_row(gold=places)))
    check_invariants(dataset)
    assert [document.id for document in dataset.documents] == ["article.txt", "other.txt"]
    (question,) = dataset.questions
    assert question.document_id == "article.txt"
    assert [[quoted(dataset, place) for place in answer] for answer in question.evidence] == [
        ["The mayor’s office", "Mayor Ana Ruiz"],
        ["said Tom"],
    ]
    assert question.evidence[0][0] == Place("other.txt", 0, 18)


def test_a_packaged_sample_is_a_document(own):
    name = Sample().name
    row = own_row(document=f"sample:{name}", answerable=False, gold=[])
    (document,) = load_dataset(own(row)).documents
    assert (document.sample, document.path) == (name, None)
    assert document.text.encode() == Sample().read(10**6).removeprefix(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"gold": [{"start": 0, "end": 8, "quote": "said Tom"}]}, "not say “said Tom” at 0–8; it says so at"),
        (
            {"gold": [gold("said Tom"), gold("Mayor", document="other.txt")]},
            "gold[1]: “other.txt” does not say",
        ),
        ({"gold": [gold("said Tom", document="missing.txt")]}, "the document “missing.txt” is missing"),
        ({"gold": [gold("said Tom", document="./article.txt")]}, "also called “article.txt”"),
        ({"gold": [{"start": 10**9, "end": 10**9 + 8, "quote": "said Tom"}]}, "does not say"),
        ({"gold": []}, "needs gold"),
        ({"answerable": False}, "must have none"),
        ({"gold": [3]}, "“gold[0]” is not an object"),
        ({"gold": [{"start": 1, "end": 2}]}, "“gold[0].quote” is missing"),
        ({"gold": [gold("said Tom", answer=-1)]}, "“gold[0].answer” should be greater than or equal to 0"),
        ({"gold": [gold("said Tom", answer=True)]}, "“gold[0].answer” is not a whole number"),
        ({"answers": "Tom"}, "“answers” is not a list"),
        ({"answers": [7]}, "“answers[0]” is not a string"),
        ({"answerable": "yes"}, "“answerable” is not true or false"),
        ({"split": "training"}, "“split” is “training”, not one of development, test, all"),
        ({"spilt": "test"}, "“spilt” is not a key of this format"),
        ({"question": " "}, "“question” is empty"),
        ({"question": None, "kind": 3}, "“question” is not a string (and 1 more in this line)"),
        ({"document": "missing.txt"}, "the document “missing.txt” is missing; it would be the file"),
        ({"document": "."}, "“.” is missing"),
        ({"document": "nul\0"}, "is missing"),
        ({"document": "latin.txt"}, "the document “latin.txt” is not UTF-8 text"),
        ({"document": "empty.txt"}, "the document “empty.txt” is empty"),
        ({"document": "sample:missing.txt"}, "there is no packaged sample “missing.txt”"),
        ({"document": "sample:../__init__.py"}, "there is no packaged sample"),
        ({"id": "q0"}, "the id “q0” appears twice"),
    ],
)
def test_a_bad_line_is_named(own, tmp_path, change, says):
    (tmp_path / "latin.txt").write_bytes("Müller".encode("latin-1"))
    (tmp_path / "empty.txt").write_bytes(b"\n")
    path = own(own_row(id="q0"), own_row(**change))
    message = complaint(load_dataset, path)
    assert says in message
    assert message.startswith(f"{path}, line 2: ")


def test_the_schema_file_is_what_the_model_says():
    assert SCHEMA.read_text(encoding="utf-8") == schema(), "run python -m evals.datasets.schema"


words = st.one_of(st.just(""), st.just("a"), st.none(), st.integers(-1, 1))
numbers = st.one_of(st.integers(-1, 2), st.just("a"), st.booleans())
places = st.fixed_dictionaries(
    {"start": numbers, "end": numbers, "quote": words},
    optional={"document": words, "answer": numbers, "other": words},
)
rows = st.fixed_dictionaries(
    {"id": words, "document": words, "question": words, "answerable": st.booleans()},
    optional={
        "gold": st.one_of(st.lists(places, max_size=2), st.none()),
        "answers": st.lists(words, max_size=2),
        "split": st.sampled_from(["development", "test", "all", "train", 1]),
        "note": words,
        "kind": words,
        "spilt": words,
    },
)


@given(rows)
def test_schema_and_model_accept_the_same_rows(row):
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    try:
        OwnQuestion.model_validate(row)
        accepted = True
    except ValidationError:
        accepted = False
    assert validator.is_valid(row) == accepted


def test_the_schema_accepts_and_refuses():
    """So that the comparison above is of a schema that tells rows apart."""
    validator = jsonschema.Draft202012Validator(json.loads(schema()))
    assert validator.is_valid(own_row())
    assert not validator.is_valid(own_row(gold=[]))
    assert not validator.is_valid(own_row(answerable=False))
    assert not validator.is_valid(own_row(spilt="test"))
