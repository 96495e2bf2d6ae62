"""SQuAD as official JSON and as lines."""

import gzip
import json

import pytest

from evals.datasets import load_dataset, validate
from evals.spans import Place
from tests.evals.datasets.files import check_invariants, complaint, quoted, write_lines


def squad_row(context, answer=None, **changes):
    answers = [{"text": answer, "start": context.index(answer)}] * 2 if answer else []
    row = {"id": f"{context[:5]}-{answer}", "title": "A_title", "context": context, "question": "What?"}
    return {**row, "answers": answers, "is_impossible": answer is None, **changes}


@pytest.mark.parametrize("compress", [False, True])
def test_lines_become_one_document_for_each_title(tmp_path, compress):
    rows = [
        squad_row("First here.", "here"),
        squad_row("Second 😀 there.", "there"),
        squad_row("First here.", None),
        squad_row("Elsewhere.", "Else", title="B"),
    ]
    path = write_lines(tmp_path / ("set.jsonl.gz" if compress else "set.jsonl"), rows, compress)
    dataset = load_dataset(path)
    check_invariants(dataset)
    assert dataset.name == "set"
    first, other = dataset.documents
    assert (first.text, other.text) == ("First here.\n\nSecond 😀 there.", "Elsewhere.")
    here, there, impossible, elsewhere = dataset.questions
    # “Second 😀 there.” begins at 11 + 2, “there” 9 code points later.
    assert there.evidence == ((Place("A_title", 22, 27),),)
    assert there.context == Place("A_title", 13, 28)
    assert there.answers == ("there",)
    assert (here.answerable, impossible.answerable, impossible.evidence) == (True, False, ())
    assert impossible.context == Place("A_title", 0, 11)
    assert elsewhere.document_id == "B"


def test_contexts_without_a_title_are_documents_of_their_own(tmp_path):
    rows = [
        squad_row("First here.", "here", title=""),
        squad_row("Second there.", "there", title=None),
        squad_row("First here.", "First", title=""),
    ]
    dataset = load_dataset(write_lines(tmp_path / "set.jsonl", rows))
    check_invariants(dataset)
    assert [(each.id, each.title, each.text) for each in dataset.documents] == [
        ("First-here", "", "First here."),
        ("Secon-there", "", "Second there."),
    ]
    assert [question.document_id for question in dataset.questions] == [
        "First-here",
        "Secon-there",
        "First-here",
    ]


def test_answers_in_two_lists(tmp_path):
    rows = [
        squad_row("First here.", "here", answers={"text": ["here"], "answer_start": [6]}),
        squad_row("First here.", None, answers={"text": [], "answer_start": []}),
    ]
    for row in rows:
        del row["is_impossible"]
    dataset = load_dataset(write_lines(tmp_path / "set.jsonl", rows))
    assert [question.answerable for question in dataset.questions] == [True, False]
    assert quoted(dataset, dataset.questions[0].gold[0]) == "here"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (squad_row("First here.", "here", answers=[{"text": "gone", "start": 6}]), "not say “gone” at 6"),
        (squad_row("First here.", "here", answers=[{"text": "here", "start": -5}]), "not say “here” at -5"),
        (squad_row("First here.", "here", answers=[{"text": "", "start": 0}]), "“text” is empty"),
        (squad_row("First here.", "here", answers=[]), "needs answers"),
        (squad_row("First here.", "here", answers={"text": ["a"], "answer_start": []}), "is not a list"),
        (squad_row("First here.", "here", title=3), "“title” is not a string"),
        (squad_row(" ", None), "“context” is empty"),
        (squad_row("Fine here.", "here"), "the id “Fine -here” appears twice"),
    ],
)
def test_a_bad_line_is_named(tmp_path, row, says):
    path = write_lines(tmp_path / "set.jsonl", [squad_row("Fine here.", "here"), row])
    message = complaint(load_dataset, path)
    assert says in message
    assert message.startswith(f"{path}, line 2: ")


def official(version="v2.0"):
    """Two articles, three contexts; an answerable question, and where the version has them another."""
    answerable = {
        "id": "1",
        "question": "Where?",
        "answers": [{"text": "here", "answer_start": 6}, {"text": "First here", "answer_start": 0}],
    }
    elsewhere = {"id": "3", "question": "How?", "answers": [{"text": "so", "answer_start": 0}]}
    impossible = {
        "id": "2",
        "question": "Who?",
        "answers": [],
        "plausible_answers": [{"text": "there", "answer_start": 7}],
        "is_impossible": True,
    }
    second = [] if version == "1.1" else [impossible]
    one = [{"context": "First here.", "qas": [answerable]}, {"context": "Second there.", "qas": second}]
    two = [{"context": "so", "qas": [elsewhere]}]
    return {
        "version": version,
        "data": [{"title": "A", "paragraphs": one}, {"title": "B", "paragraphs": two}],
    }


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("compress", [False, True])
def test_the_official_file_of_version_2(tmp_path, indent, compress):
    path = tmp_path / "dev-v2.json"
    content = json.dumps(official(), indent=indent).encode()
    path.write_bytes(gzip.compress(content) if compress else content)
    dataset = load_dataset(path)
    check_invariants(dataset)
    assert dataset.name == "dev-v2"
    assert [document.text for document in dataset.documents] == ["First here.\n\nSecond there.", "so"]
    where, who, how = dataset.questions
    assert where.evidence == ((Place("A", 6, 10), Place("A", 0, 10)),)
    assert where.answers == ("here", "First here")
    assert (who.answerable, who.context, who.answers) == (False, Place("A", 13, 26), ())
    assert how.document_id == "B"


def test_the_official_file_of_version_1(tmp_path):
    path = tmp_path / "dev-v1.1.json"
    path.write_text(json.dumps(official("1.1")))
    assert [question.answerable for question in load_dataset(path).questions] == [True, True]


def test_what_is_wrong_in_an_official_file_is_told_with_the_way_to_it(tmp_path):
    content = official()
    content["data"][0]["paragraphs"][0]["qas"][0]["answers"][1]["answer_start"] = 3
    content["data"][0]["paragraphs"][1]["qas"][0]["id"] = "3"
    content["data"].append({"title": "C"})
    path = tmp_path / "dev.json"
    path.write_text(json.dumps(content))
    assert complaint(load_dataset, path) == (
        f"{path}: data[0].paragraphs[0].qas[0].answers[1]: the context does not say “First here” at 3."
    )
    assert [problem.sentence for problem in validate(path)] == [
        "data[0].paragraphs[0].qas[0].answers[1]: the context does not say “First here” at 3",
        "data[1].paragraphs[0].qas[0]: the id “3” appears twice",
        "data[2]: “paragraphs” is missing",
    ]


@pytest.mark.parametrize("indent", [None, 2])
def test_a_cut_off_official_file(tmp_path, indent):
    text = json.dumps(official(), indent=indent)
    path = tmp_path / "dev.json"
    cut = text.index("Second there")
    path.write_text(text[:cut])
    line = text.count("\n", 0, cut) + 1
    message = complaint(load_dataset, path)
    assert message.startswith(f"{path}, line {line}: not valid JSON (")
    assert "seems to be cut off" in message


def test_official_json_may_have_an_article_a_line(tmp_path):
    def article(title, words):
        question = {"id": title, "question": "What?", "answers": [{"text": words, "answer_start": 0}]}
        return json.dumps({"title": title, "paragraphs": [{"context": words, "qas": [question]}]})

    path = tmp_path / "set.json"
    path.write_text(f'{{"data": [\n{article("A", "Here.")},\n{article("B", "There.")}\n]}}\n')
    assert [each.text for each in load_dataset(path).documents] == ["Here.", "There."]
