"""Examples from files: both formats, answers that stand where they say, and errors that say what to do."""

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import ConfigError
from rag.reader.training.records import Record
from rag.reader.training.sources import MISPLACED, REPEATED, WITHOUT_ANSWER, example_of, read_source

TEXT = "The ferry to Oban sails at nine. Its captain is Ilse Brandt."


def record(question="When does the ferry sail?", words="nine", **more):
    answers = [{"text": words, "start": TEXT.index(words)}] if words else []
    fields = {"id": "1", "title": "Oban_ferry", "context": TEXT, "question": question}
    return {**fields, "answers": answers, "is_impossible": not words, **more}


def write(file: Path, *records):
    text = "".join(json.dumps(each) + "\n" for each in records)
    if file.suffix == ".gz":
        file.write_bytes(gzip.compress(text.encode()))
    else:
        file.write_text(text)
    return file


def said(example):
    return [example.text[start:end] for start, end in example.answers]


@pytest.mark.parametrize("name", ["train.jsonl", "train.jsonl.gz", "dev.jsonl", "ferries.jsonl.gz"])
def test_a_folder_is_read_by_the_names_its_file_may_have(tmp_path, name):
    folder = tmp_path / "ferries"
    folder.mkdir()
    write(folder / name, record())
    (example,) = read_source(folder, "ferries")
    assert said(example) == ["nine"]
    assert (example.title, example.document, example.source) == ("Oban ferry", "Oban ferry", "ferries")


def test_the_kind_of_an_unanswerable_question_comes_from_the_file_beside(tmp_path):
    write(tmp_path / "train.jsonl", record("Who owns it?", "", id="a"), record("Who sold it?", "", id="b"))
    (tmp_path / "unanswerable.tsv").write_text("a\tpair\tE\n")
    kinds = [(example.kind, example.answers) for example in read_source(tmp_path, "x")]
    assert kinds == [("entity", ()), ("", ())]


def test_an_answer_elsewhere_is_dropped_and_counted(tmp_path):
    wrong = [{"text": "nine", "start": 0}, {"text": "Ilse Brandt", "start": TEXT.index("Ilse")}]
    write(tmp_path / "train.jsonl", record(answers=wrong), record("Who?", answers=wrong[:1]), record())
    dropped = Counter[str]()
    (example,) = read_source(tmp_path, "x", dropped=dropped)
    assert said(example) == ["Ilse Brandt"]
    assert dropped == {MISPLACED: 2, WITHOUT_ANSWER: 1, REPEATED: 1}


def test_excluded_titles_are_left_out_however_they_are_written(tmp_path):
    file = write(tmp_path / "x.jsonl", record(), record("Who?", "Ilse Brandt", title="Other"))
    for title in ("Oban ferry", "Oban_ferry"):
        assert [each.title for each in read_source(file, "x", frozenset({title}))] == ["Other"]


def test_an_untitled_text_is_its_own_document(tmp_path):
    other = record("Where?", "", title="", context="A pier.")
    file = write(tmp_path / "x.jsonl", record(title=""), record("Who?", "", title=None), other)
    first, second, third = read_source(file, "x")
    assert first.document == second.document != third.document
    assert first.document
    assert first.title == ""


def test_a_sentence_number_is_no_title_but_names_the_article(tmp_path):
    file = write(tmp_path / "x.jsonl", record(title="Wiki1k:wikinews:17:2:0"))
    (example,) = read_source(file, "x")
    assert (example.title, example.document) == ("", "wikinews:17")


def test_squad_json_is_read_and_plausible_answers_are_not(tmp_path):
    answer = {"text": "nine", "answer_start": TEXT.index("nine")}
    asked = [
        {"id": "1", "question": "When?", "answers": [answer]},
        {"id": "2", "question": "Who?", "answers": [], "is_impossible": True, "plausible_answers": [answer]},
    ]
    article = {"title": "Oban_ferry", "paragraphs": [{"context": TEXT, "qas": asked}]}
    file = tmp_path / "train.json"
    file.write_text(json.dumps({"version": "v2.0", "data": [article]}))
    examples = list(read_source(tmp_path, "squad"))
    assert [(each.question, said(each)) for each in examples] == [("When?", ["nine"]), ("Who?", [])]
    assert {each.title for each in examples} == {"Oban ferry"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (json.dumps(record()) + "\n\n{bad", ["line 3", "remove the line"]),
        (json.dumps({"question": "Why?"}), ["line 1", "“context”"]),
    ],
)
def test_a_bad_line_is_named(tmp_path, content, told):
    file = tmp_path / "x.jsonl"
    file.write_text(content)
    with pytest.raises(ConfigError) as error:
        list(read_source(file, "x"))
    assert all(part in str(error.value) for part in [str(file), *told])


def test_other_bad_input_is_named(tmp_path):
    (tmp_path / "x.json").write_text('{"articles": []}')
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(b"{}\n" * 9)[:-9])
    (tmp_path / "not.jsonl.gz").write_bytes(b"plain")
    for name, part in [
        ("missing", "no file or folder"),
        ("", "name the file itself"),
        ("x.json", "not SQuAD"),
        ("cut.jsonl.gz", "cut.jsonl.gz"),
        ("not.jsonl.gz", "fetch it again"),
    ]:
        with pytest.raises(ConfigError, match=part):
            list(read_source(tmp_path / name, "x"))


def test_a_bad_kind_is_named_with_its_line(tmp_path):
    write(tmp_path / "train.jsonl", record())
    (tmp_path / "unanswerable.tsv").write_text("a\tpair\tE\na\tpair\tQ\n")
    with pytest.raises(ConfigError, match="line 2"):
        list(read_source(tmp_path, "x"))


@given(
    st.text(min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(-2, 30), st.text(max_size=8)), max_size=4),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=4),
)
def test_every_answer_is_words_of_the_text_without_blanks_about_it(context, wrong, cut):
    answers = [
        *({"start": start, "text": text} for start, text in wrong),
        *({"start": start, "text": context[start : start + size]} for start, size in cut),
    ]
    made = Record.model_validate({"question": "Why?", "context": context, "answers": answers})
    counts = Counter[str]()
    example = example_of(made, "x", "", counts)
    kept = () if example is None else example.answers
    texts = {answer["text"].strip() for answer in answers}
    assert len(set(kept)) == len(kept)
    for start, end in kept:
        assert 0 <= start < end <= len(context)
        assert context[start:end] == context[start:end].strip() in texts
    assert bool(kept) == (counts[WITHOUT_ANSWER] == 0 and bool(context.strip()))
    assert len(kept) + counts[MISPLACED] <= len(answers)
