"""Files that are damaged, cut off or something else: one line with file and line, and the rest can go on."""

import gzip
import json
import os
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.datasets import DatasetError, load_dataset, validate
from tests.evals.datasets.files import check_invariants, complaint, write_lines
from tests.evals.datasets.test_folders import CORPUS, QUERIES, SPANS, beir, quiz
from tests.evals.datasets.test_own import own_row
from tests.evals.datasets.test_passages import passage_row, sentence_row
from tests.evals.datasets.test_squad import official, squad_row

GOOD = [squad_row(f"Number {number} here.", "here", id=str(number)) for number in range(400)]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", ": the file is empty; expected"),
        (b"\n \n", ": the file is empty; expected"),
        (b'{"some": "thing"}\n', ", line 1: this format is not known; expected our own JSON lines"),
        (b'\n{"some": "thing"}\nnonsense', ", line 2: this format is not known"),
        (b'{\n"some": "thing"\n}', ": this format is not known"),
        (b"[1]\n", ", line 1: not a JSON object"),
        (b"\xff\xfe\x00", ", line 1: not UTF-8 text (byte 1 of the line)"),
        (b"plain words\n", ", line 1: not valid JSON (Expecting value, character 1)"),
        (b'{"id": "q1", "question": "Wh', ", line 1: not valid JSON (Unterminated string"),
        (b"\x1f\x8b no gzip", ", line 1: the compressed file is damaged or cut off here"),
        (b"[" * 100_000, ": not valid JSON (it is nested too deeply)"),
        (b'{"data": 3}', ": “data” is not a list"),
        (b'{"question": "", "sentences": ' + b"9" * 5000 + b"}", ": not valid JSON ("),
    ],
)
def test_what_is_no_question_set(tmp_path, content, says):
    path = tmp_path / "set.jsonl"
    path.write_bytes(content)
    message = complaint(load_dataset, path)
    assert message.startswith(f"{path}{says}")
    assert [str(problem) for problem in validate(path)] == [message]


def test_a_path_that_leads_nowhere(tmp_path):
    assert "it does not exist; check the path" in complaint(load_dataset, tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe")
    assert "neither a file nor a folder" in complaint(load_dataset, tmp_path / "pipe")
    assert "does not exist" in complaint(load_dataset, tmp_path / "nul\0")


def test_a_byte_order_mark_and_other_ends_of_lines_do_no_harm(tmp_path):
    path = write_lines(tmp_path / "set.jsonl", GOOD)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n").rstrip())
    assert len(load_dataset(path).questions) == len(GOOD)


def test_a_cut_off_line_is_named_and_the_others_are_kept(tmp_path):
    path = write_lines(tmp_path / "set.jsonl", GOOD)
    path.write_bytes(path.read_bytes()[:-20])
    message = complaint(load_dataset, path)
    assert message.startswith(f"{path}, line 400: not valid JSON (")
    assert message.endswith("); the line seems to be cut off.")
    dataset = load_dataset(path, keep_going=True)
    assert len(dataset.questions) == 399
    assert dataset.left_out == (message,)


def test_a_truncated_gzip_is_read_as_far_as_it_goes(tmp_path):
    # Random ids keep the file from being one block that is there or not.
    rows = [{**row, "note": os.urandom(500).hex()} for row in GOOD]
    path = write_lines(tmp_path / "set.jsonl.gz", rows, compress=True)
    path.write_bytes(path.read_bytes()[:-2000])
    message = complaint(load_dataset, path)
    dataset = load_dataset(path, keep_going=True)
    check_invariants(dataset)
    assert 300 < len(dataset.questions) < 400
    assert message.startswith(f"{path}, line {len(dataset.questions) + 1}: the compressed file is damaged")
    assert dataset.left_out == (message,)


def test_a_line_that_is_not_utf_8_is_named(tmp_path):
    path = write_lines(tmp_path / "set.jsonl", GOOD)
    lines = path.read_bytes().split(b"\n")
    lines[1] = lines[1].replace(b"Number", "Nümber".encode("latin-1"))
    path.write_bytes(b"\n".join(lines))
    assert complaint(load_dataset, path).startswith(f"{path}, line 2: not UTF-8 text (byte ")
    assert len(load_dataset(path, keep_going=True).questions) == 399


def test_half_a_character_is_no_text(tmp_path):
    """An escape of a lone surrogate is valid JSON, but no library could keep that text."""
    path = write_lines(tmp_path / "set.jsonl", [GOOD[0], json.dumps(GOOD[1]).replace("Number", "\\uD83D")])
    assert f"{path}, line 2: not valid JSON (it holds half a character)" in complaint(load_dataset, path)
    whole = json.dumps(GOOD[1]).replace("Number", "\\ud83d\\ude00Numb")
    path = write_lines(path, [whole.replace('"start": 9', '"start": 8')])
    assert load_dataset(path).documents[0].text == "😀Numb 1 here."


def test_every_bad_line_is_reported_and_left_out(tmp_path):
    bad = [
        "nonsense",
        squad_row("First here.", "here", id="3"),
        squad_row("First here.", "here", id="x", answers=[{"text": "gone", "start": 0}]),
        squad_row("First here.", "here", id="y", question=None),
    ]
    path = write_lines(tmp_path / "set.jsonl", [bad[0], *GOOD[:5], *bad[1:], *GOOD[5:9]])
    problems = validate(path)
    assert [(problem.path, problem.line) for problem in problems] == [
        (path, 1),
        (path, 7),
        (path, 8),
        (path, 9),
    ]
    assert [problem.sentence for problem in problems[1:]] == [
        "the id “3” appears twice",
        "answers[0]: the context does not say “gone” at 0",
        "“question” is not a string",
    ]
    dataset = load_dataset(path, keep_going=True)
    check_invariants(dataset)
    assert [question.id for question in dataset.questions] == [str(number) for number in range(9)]
    assert dataset.left_out == tuple(map(str, problems))
    assert complaint(load_dataset, path) == str(problems[0])


def test_a_good_set_has_no_problems(tmp_path):
    path = write_lines(tmp_path / "set.jsonl", GOOD)
    assert validate(path) == []
    assert load_dataset(path).left_out == ()


def test_a_set_of_bad_rows_alone_is_no_set(tmp_path):
    path = write_lines(tmp_path / "set.jsonl", [{**row, "id": ""} for row in GOOD[:3]])
    message = complaint(load_dataset, path, keep_going=True)
    assert message == f"{path}: the set holds no questions; 3 bad rows were left out."
    assert len(validate(path)) == 3


def test_a_message_is_one_plain_line_of_bearable_length(tmp_path):
    answer = {"text": "one\ntwo\x1b[31m" + "x" * 10_000, "start": 0}
    path = write_lines(tmp_path / "set.jsonl", [squad_row("Here.", "Here", answers=[answer])])
    message = complaint(load_dataset, path)
    assert "“one two [31mxxx" in message
    assert message.isprintable()
    assert len(message) < 600


@given(st.binary(), st.booleans())
def test_no_bytes_do_anything_but_complain(tmp_path_factory, content, packed):
    folder = tmp_path_factory.mktemp("bytes")
    for name in ("set.jsonl", "set.json"):
        path = folder / name
        path.write_bytes(gzip.compress(content) if packed else content)
        with pytest.raises(DatasetError):
            load_dataset(path)
        assert validate(path)


@given(st.integers(0, 10**9))
def test_a_file_cut_anywhere_loads_or_complains(tmp_path_factory, position):
    path = tmp_path_factory.mktemp("cut") / "set.jsonl.gz"
    content = write_lines(path, GOOD[:20], compress=True).read_bytes()
    path.write_bytes(content[: position % len(content)])
    assert validate(path)


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.sampled_from(["", "a", "d1", "c1", "7", "article.txt", ".", "/", "sample:", "test", "First here."]),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
    max_leaves=6,
)
# A good row of each format, to be spoilt.
ROWS = [own_row(), squad_row("First here.", "here"), passage_row(), sentence_row(0, 1), official()]


@st.composite
def spoilt(draw, rows):
    """A good row with some of its values, at any depth, replaced by anything."""
    row = json.loads(json.dumps(draw(st.sampled_from(rows))))
    for _ in range(draw(st.integers(1, 3))):
        at = row
        while True:
            keys = list(at) if isinstance(at, dict) else list(range(len(at)))
            key = draw(st.sampled_from(keys))
            if isinstance(at[key], dict | list) and at[key] and draw(st.booleans()):
                at = at[key]
                continue
            at[key] = draw(values)
            break
    return row


def loads_or_complains(path):
    problems = [str(problem) for problem in validate(path)]
    if problems:
        assert complaint(load_dataset, path) == problems[0]
    else:
        check_invariants(load_dataset(path))
    with suppress(DatasetError):
        dataset = load_dataset(path, keep_going=True)
        check_invariants(dataset)
        assert list(dataset.left_out) == problems


@given(st.lists(st.one_of(spoilt(ROWS), st.sampled_from(ROWS)), min_size=1, max_size=4))
def test_no_rows_do_anything_but_load_or_complain(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("rows")
    (folder / "article.txt").write_text("Mayor Ana Ruiz denied it.\n\nNobody believed her 😀, said Tom.")
    loads_or_complains(write_lines(folder / "set.jsonl", rows))


DOCUMENT = {"id": "d1", "title": "One", "date": "2022/01/01", "text": "Some Ana Ruiz text of some length."}


@given(
    st.one_of(spoilt([DOCUMENT]), st.just(DOCUMENT)),
    st.lists(st.one_of(spoilt([SPANS, quiz()]), st.sampled_from([SPANS, quiz()])), min_size=1, max_size=3),
)
def test_no_folder_of_documents_does_anything_but_load_or_complain(tmp_path_factory, document, questions):
    folder = tmp_path_factory.mktemp("documents")
    write_lines(folder / "documents.jsonl", [document])
    write_lines(folder / "questions.jsonl", questions)
    loads_or_complains(folder)


@given(
    st.lists(st.one_of(spoilt(CORPUS), st.sampled_from(CORPUS)), max_size=3),
    st.lists(st.one_of(spoilt(QUERIES), st.sampled_from(QUERIES)), max_size=2),
    st.lists(st.one_of(st.text(alphabet="7c1\t \r\x0b٣²"), st.just("7\tc1\t1")), max_size=3),
)
def test_no_collection_does_anything_but_load_or_complain(tmp_path_factory, corpus, queries, table):
    folder = tmp_path_factory.mktemp("collection")
    loads_or_complains(beir(folder, {"qrels.tsv": table}, corpus, queries))
