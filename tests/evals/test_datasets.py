"""Question sets from a path: three formats, and a sentence with file and line for what is wrong."""

import gzip
import json

import pytest

from evals.datasets import DatasetError, limited, load_dataset, of_documents, of_split, packaged_dataset
from evals.spans import Place

ARTICLE = "Mayor Ana Ruiz denied it.\n\nNobody believed her 😀, said Tom."


def write_lines(path, rows, compress=False):
    content = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(content) if compress else content)
    return path


def own_row(**changes):
    quote = "said Tom"
    start = ARTICLE.index(quote)
    row = {
        "id": "q1",
        "document": "article.txt",
        "question": "Who says so?",
        "kind": "who",
        "answerable": True,
        "gold": [{"start": start, "end": start + len(quote), "quote": quote}],
        "answers": ["Tom"],
        "split": "test",
    }
    return {**row, **changes}


@pytest.fixture
def own(tmp_path):
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")

    def write(*rows):
        return write_lines(tmp_path / "questions-of-mine.jsonl", rows)

    return write


def test_our_own_lines_name_a_text_file_beside_them(own):
    dataset = load_dataset(own(own_row(), own_row(id="q2", answerable=False, gold=[], answers=[])))
    (document,) = dataset.documents
    assert document.text == ARTICLE
    first, second = dataset.questions
    (gold,) = first.gold
    assert ARTICLE[gold.start : gold.end] == "said Tom"
    assert not second.answerable
    assert dataset.name == "questions-of-mine"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"gold": [{"start": 0, "end": 8, "quote": "said Tom"}]}, "does not say “said Tom” at 0–8"),
        ({"gold": []}, "needs gold"),
        ({"gold": [3]}, "not an object"),
        ({"answers": "Tom"}, "“answers” is not a list"),
        ({"answers": [7]}, "not a string"),
        ({"answerable": "yes"}, "“answerable” is not true or false"),
        ({"split": "training"}, "“split” is “training”"),
        ({"document": "missing.txt"}, "“missing.txt” cannot be read"),
        ({"document": "sample:missing.txt"}, "cannot be read"),
        ({"id": "q0"}, "“q0” appears twice"),
    ],
)
def test_a_bad_line_is_named(own, change, complaint):
    path = own(own_row(id="q0"), own_row(**change))
    with pytest.raises(DatasetError) as caught:
        load_dataset(path)
    assert complaint in str(caught.value)
    assert f"{path}, line 2" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_cut_off_line_is_named(own):
    path = own(own_row(), own_row(id="q2"))
    path.write_text(path.read_text()[:-20])
    with pytest.raises(DatasetError, match="line 2: not valid JSON"):
        load_dataset(path)


def onestop(folder, documents, questions):
    folder.mkdir(exist_ok=True)
    write_lines(folder / "documents.jsonl", documents)
    write_lines(folder / "questions.jsonl", questions)
    return folder


def test_a_folder_of_documents_and_questions(tmp_path):
    documents = [
        {"id": "d1", "title": "One", "text": ARTICLE},
        {"id": "d2", "title": "Two", "text": "Other."},
    ]
    question = {
        "id": "q",
        "doc_id": "d1",
        "question": "Who?",
        "answer": "A mayor",
        "spans": [[6, 9], [15, 21]],
    }
    dataset = load_dataset(onestop(tmp_path / "some-set", documents, [question]))
    assert dataset.name == "some-set"
    assert [document.title for document in dataset.documents] == ["One", "Two"]
    # The pieces of a span are one piece of evidence.
    assert dataset.questions[0].gold == (Place("d1", 6, 21),)
    assert dataset.questions[0].answers == ("A mayor",)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"doc_id": "d9"}, "there is no document “d9”"),
        ({"spans": []}, "“spans” is empty"),
        ({"spans": [[5, 900]]}, "no range of the document"),
        ({"spans": [["a", 3]]}, "no range of the document"),
        ({"question": None}, "“question” is not a string"),
    ],
)
def test_a_bad_question_in_a_folder_is_named(tmp_path, change, complaint):
    good = {"id": "q", "doc_id": "d1", "question": "Who?", "answer": "A mayor", "spans": [[6, 9]]}
    folder = onestop(tmp_path, [{"id": "d1", "title": "One", "text": ARTICLE}], [good, {**good, **change}])
    with pytest.raises(DatasetError) as caught:
        load_dataset(folder)
    assert complaint in str(caught.value)
    assert "questions.jsonl, line 2" in str(caught.value)


def squad_row(context, answer=None, **changes):
    answers = [{"text": answer, "start": context.index(answer)}] * 2 if answer else []
    row = {"id": f"{context[:5]}-{answer}", "title": "A_title", "context": context, "question": "What?"}
    return {**row, "answers": answers, "is_impossible": answer is None, **changes}


@pytest.mark.parametrize("compress", [False, True])
def test_squad_lines_become_one_document_for_each_title(tmp_path, compress):
    rows = [
        squad_row("First here.", "here"),
        squad_row("Second 😀 there.", "there"),
        squad_row("First here.", None),
        squad_row("Elsewhere.", "Else", title="B"),
    ]
    path = write_lines(tmp_path / ("set.jsonl.gz" if compress else "set.jsonl"), rows, compress)
    dataset = load_dataset(path)
    first, other = dataset.documents
    assert (first.text, other.text) == ("First here.\n\nSecond 😀 there.", "Elsewhere.")
    here, there, impossible, elsewhere = dataset.questions
    assert there.gold == (Place("A_title", 22, 27),)
    assert first.text[22:27] == "there"
    assert there.answers == ("there",)
    assert (here.answerable, impossible.answerable, impossible.gold) == (True, False, ())
    assert elsewhere.document_id == "B"


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (
            squad_row("First here.", "here", answers=[{"text": "gone", "start": 6}]),
            "does not say “gone” at 6",
        ),
        (squad_row("First here.", "here", answers=[]), "needs answers"),
        (squad_row("First here.", "here", title=3), "“title” is not a string"),
    ],
)
def test_a_bad_squad_line_is_named(tmp_path, row, complaint):
    path = write_lines(tmp_path / "set.jsonl", [squad_row("Fine here.", "here"), row])
    with pytest.raises(DatasetError) as caught:
        load_dataset(path)
    assert complaint in str(caught.value)
    assert f"{path}, line 2" in str(caught.value)


def test_a_folder_with_one_file_is_that_file(tmp_path):
    write_lines(tmp_path / "set.jsonl.gz", [squad_row("First here.", "here")], compress=True)
    (tmp_path / "README.md").write_text("About this set")
    assert len(load_dataset(tmp_path).questions) == 1


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "is empty"),
        (b'{"some": "thing"}\n', "line 1: this format is not known"),
        (b"[1]\n", "line 1: not a JSON object"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        (b"plain words\n", "line 1: not valid JSON"),
    ],
)
def test_what_is_no_question_set(tmp_path, content, complaint):
    path = tmp_path / "set.jsonl"
    path.write_bytes(content)
    with pytest.raises(DatasetError) as caught:
        load_dataset(path)
    assert complaint in str(caught.value)


def test_a_path_that_leads_nowhere(tmp_path):
    with pytest.raises(DatasetError, match="does not exist"):
        load_dataset(tmp_path / "nothing")
    with pytest.raises(DatasetError, match="holds no files of questions"):
        load_dataset(tmp_path)
    (tmp_path / "broken.jsonl.gz").write_bytes(b"\x1f\x8b no gzip")
    with pytest.raises(DatasetError, match="cannot be read"):
        load_dataset(tmp_path / "broken.jsonl.gz")


def test_a_set_without_questions(tmp_path):
    folder = onestop(tmp_path, [{"id": "d", "title": "One", "text": ARTICLE}], [])
    with pytest.raises(DatasetError, match="holds no questions"):
        load_dataset(folder)


def test_a_limit_draws_the_same_questions_for_a_seed():
    dataset = packaged_dataset()
    one, again, other = limited(dataset, 10, 1), limited(dataset, 10, 1), limited(dataset, 10, 2)
    assert one == again
    assert one != other
    assert len(one.questions) == 10
    assert sorted(one.questions, key=dataset.questions.index) == list(one.questions)
    assert limited(dataset, None, 1) == limited(dataset, 10_000, 1) == dataset


def test_a_split_and_some_documents():
    dataset = packaged_dataset()
    halves = [of_split(dataset, split) for split in dataset.splits]
    assert sum(len(half.questions) for half in halves) == len(dataset.questions)
    with pytest.raises(DatasetError, match="no questions in the split “all”"):
        of_split(dataset, "all")
    assert of_documents(dataset, [dataset.documents[0].title]) == dataset
    with pytest.raises(DatasetError, match="no questions on Elsewhere"):
        of_documents(dataset, ["Elsewhere"])
