"""Sets that lie in a folder: documents beside questions, collections with judgements, parts by split."""

import json

import pytest

from evals.datasets import load_dataset, validate
from evals.spans import Place
from tests.evals.datasets.files import ARTICLE, check_invariants, complaint, quoted, write_lines
from tests.evals.datasets.test_squad import squad_row

DOCUMENTS = [{"id": "d1", "title": "One", "text": ARTICLE}, {"id": "d2", "title": "Two", "text": "Other."}]


def with_documents(folder, documents, questions, compress=False):
    folder.mkdir(exist_ok=True)
    ending = ".gz" if compress else ""
    write_lines(folder / f"documents.jsonl{ending}", documents, compress)
    write_lines(folder / "questions.jsonl", questions)
    return folder


SPANS = {"id": "q", "doc_id": "d1", "question": "Who?", "answer": "A mayor", "spans": [[6, 9], [15, 21]]}


def test_documents_and_questions_with_spans(tmp_path):
    dataset = load_dataset(with_documents(tmp_path / "some-set", DOCUMENTS, [SPANS]))
    check_invariants(dataset)
    assert dataset.name == "some-set"
    assert [document.title for document in dataset.documents] == ["One", "Two"]
    # The pieces of a span are one piece of evidence.
    assert dataset.questions[0].evidence == ((Place("d1", 6, 21),),)
    assert dataset.questions[0].answers == ("A mayor",)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"doc_id": "d9"}, "there is no document “d9”"),
        ({"spans": []}, "“spans” is empty"),
        ({"spans": [[5, 900]]}, "no range of the document"),
        ({"spans": [["a", 3]]}, "no range of the document"),
        ({"question": None}, "“question” is not a string"),
        ({}, "the id “q” appears twice"),
    ],
)
def test_a_bad_question_beside_documents_is_named(tmp_path, change, says):
    folder = with_documents(tmp_path, DOCUMENTS, [SPANS, {**SPANS, **change}])
    message = complaint(load_dataset, folder)
    assert says in message
    assert "questions.jsonl, line 2: " in message


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ({"id": "d1", "title": "Three", "text": "More."}, "the id “d1” appears twice"),
        ({"id": "d3", "title": "", "text": " "}, "the document has no text"),
        ({"id": "d3", "title": "Three"}, "“text” is missing"),
        ({"id": "d3", "text": "More.", "date": "2022/13/01"}, "“date” is no date like 2024-05-31"),
    ],
)
def test_a_bad_document_is_named(tmp_path, document, says):
    folder = with_documents(tmp_path, [*DOCUMENTS, document], [SPANS])
    message = complaint(load_dataset, folder)
    assert says in message
    assert "documents.jsonl, line 3: " in message


def quiz(**changes):
    row = {"id": "q", "question": "Which?", "answer": "“Ana Ruiz”", "doc_ids_with_answer": ["d1"]}
    return {**row, **changes}


@pytest.fixture
def quizzes(tmp_path):
    documents = [
        {"id": "d1", "title": "Ruiz", "date": "2022/06/12", "text": "Ana Ruiz, ana ruiz and Ana, the Ruiz."},
        {"id": "d2", "title": "Other", "date": "", "text": "Banana Ruiz. The 38% cost $6 billion at 01:38."},
        {"id": "d3", "title": "Copy", "date": "2022/06/12", "text": "Ana Ruiz, ana ruiz and Ana, the Ruiz."},
    ]

    def write(*questions):
        return with_documents(tmp_path / "quizzes", documents, questions, compress=True)

    return write


@pytest.mark.parametrize(
    ("answer", "document", "found"),
    [
        # The answer as it is written, in either case, at the borders of words.
        ("“Ana Ruiz”", "d1", ["Ana Ruiz", "ana ruiz"]),
        ("38%", "d2", ["38%"]),
        ("$6 billion", "d2", ["$6 billion"]),
        # Its words, with an article between them or not.
        ("Ana: Ruiz", "d1", ["Ana Ruiz", "ana ruiz", "Ana, the Ruiz"]),
        ("38 .", "d2", ["38", "38"]),
        ("the 6 billion", "d2", ["6 billion"]),
    ],
)
def test_gold_of_a_quiz_is_where_the_words_of_the_answer_stand(quizzes, answer, document, found):
    dataset = load_dataset(quizzes(quiz(answer=answer, doc_ids_with_answer=[document])))
    check_invariants(dataset)
    (question,) = dataset.questions
    assert [quoted(dataset, place) for place in question.gold] == found
    assert len(question.evidence) == 1
    assert question.level == "span"


def test_a_quiz_tells_dates_explanations_and_what_is_not_answered(quizzes):
    dataset = load_dataset(
        quizzes(
            quiz(gold_doc_ids=["d2"], evidence="She is the mayor."),
            quiz(id="q2", doc_ids_with_answer=[]),
            quiz(id="q3", answer="Nowhere", doc_ids_with_answer=["d1", "d2"]),
        )
    )
    check_invariants(dataset)
    known, unknown, in_titles = dataset.questions
    assert (known.document_id, known.note, known.answers) == ("d2", "She is the mayor.", ("Ana Ruiz",))
    assert (unknown.answerable, unknown.document_id, unknown.answers) == (False, "", ())
    # The source says that these documents have the answer; where, is not known.
    assert in_titles.level == "document"
    assert [place.document_id for place in in_titles.gold] == ["d1", "d2"]
    assert [document.published for document in dataset.documents] == ["2022-06-12", None]


def test_documents_of_one_text_are_one(quizzes):
    dataset = load_dataset(quizzes(quiz(doc_ids_with_answer=["d3"])))
    assert [document.id for document in dataset.documents] == ["d1", "d2"]
    assert {place.document_id for place in dataset.questions[0].gold} == {"d1"}


def test_a_quiz_on_a_missing_document(quizzes):
    assert "line 1: there is no document “d9”" in complaint(
        load_dataset, quizzes(quiz(doc_ids_with_answer=["d9"]))
    )


CORPUS = [
    {"_id": "c1", "title": "One", "text": "First.", "metadata": {}},
    {"_id": "c2", "title": "Only a title", "text": ""},
    {"_id": "c3", "text": "Third."},
]
QUERIES = [{"_id": "7", "text": "Which is first?"}, {"_id": "8", "text": "Which is not judged?"}]
HEADER = "query-id\tcorpus-id\tscore"


def beir(folder, tables, corpus=CORPUS, queries=QUERIES):
    write_lines(folder / "corpus.jsonl", corpus)
    write_lines(folder / "queries.jsonl", queries)
    for name, lines in tables.items():
        (folder / name).parent.mkdir(exist_ok=True)
        write_lines(folder / name, lines)
    return folder


def test_a_collection_in_the_form_of_beir(tmp_path):
    table = [HEADER, "7\tc3\t2", "7\tc1\t1", "7\tc2\t0"]
    dataset = load_dataset(beir(tmp_path, {"qrels/test.tsv": table, "qrels/train.tsv": [HEADER]}))
    check_invariants(dataset)
    assert [(each.title, each.text) for each in dataset.documents] == [
        ("One", "First."),
        ("Only a title", "Only a title"),
        ("", "Third."),
    ]
    # The other query is not known to be unanswerable.
    (question,) = dataset.questions
    assert (question.id, question.question, question.level) == ("7", "Which is first?", "document")
    assert question.evidence == ((Place("c3", 0, 6), Place("c1", 0, 6)),)
    assert question.document_id == ""


@pytest.mark.parametrize(
    ("tables", "taken"),
    [
        ({"qrels/dev.tsv": "c1", "qrels/test.tsv": "c2", "qrels/train.tsv": "c3"}, "c2"),
        ({"qrels/dev.tsv": "c1", "qrels/train.tsv": "c3"}, "c1"),
        ({"qrels/train.tsv": "c3"}, "c3"),
        ({"qrels.tsv": "c3"}, "c3"),
    ],
)
def test_which_judgements_are_taken(tmp_path, tables, taken):
    written = {name: [HEADER, f"7\t{document}\t1"] for name, document in tables.items()}
    (question,) = load_dataset(beir(tmp_path, written)).questions
    assert [place.document_id for place in question.gold] == [taken]


def test_judgements_without_a_header(tmp_path):
    assert len(load_dataset(beir(tmp_path, {"qrels.tsv": ["7\tc1\t1"]})).questions) == 1


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("9\tc1\t1", "there is no query “9”"),
        ("7\tc9\t1", "there is no document “c9”"),
        ("7\tc9\t0", "there is no document “c9”"),
        ("7\tc1", "not three columns"),
        ("7 c1 1", "not three columns"),
        ("7\tc1\tyes", "the relevance “yes” is not a whole number"),
        ("\tc1\t1", "“query_id” is empty"),
    ],
)
def test_a_bad_judgement_is_named(tmp_path, line, says):
    folder = beir(tmp_path, {"qrels/test.tsv": [HEADER, "7\tc1\t1", line]})
    message = complaint(load_dataset, folder)
    assert says in message
    assert "test.tsv, line 3: " in message
    assert len(load_dataset(folder, keep_going=True).questions) == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"corpus": [*CORPUS, CORPUS[0]]}, "corpus.jsonl, line 4: the id “c1” appears twice"),
        ({"corpus": [*CORPUS, {"_id": "c4", "text": ""}]}, "corpus.jsonl, line 4: the document has no text"),
        ({"queries": [*QUERIES, QUERIES[1]]}, "queries.jsonl, line 3: the id “8” appears twice"),
        ({"queries": [{"_id": "7", "text": ""}]}, "queries.jsonl, line 1: “text” is empty"),
    ],
)
def test_a_bad_line_of_a_collection_is_named(tmp_path, changes, says):
    assert says in complaint(load_dataset, beir(tmp_path, {"qrels.tsv": ["7\tc1\t1"]}, **changes))


@pytest.mark.parametrize("tables", [{}, {"qrels/a.tsv": [HEADER], "qrels/b.tsv": [HEADER]}])
def test_a_collection_without_judgements(tmp_path, tables):
    assert "there is no qrels/test.tsv" in complaint(load_dataset, beir(tmp_path, tables))


def test_a_collection_without_queries(tmp_path):
    folder = beir(tmp_path, {"qrels.tsv": [HEADER]})
    (folder / "queries.jsonl").unlink()
    assert "queries.jsonl is missing" in complaint(load_dataset, folder)


def test_a_collection_with_judgements_in_lines(tmp_path):
    write_lines(
        tmp_path / "documents.jsonl", [{"id": "t1", "title": "", "date": "1963-01-04", "text": "TEN"}]
    )
    write_lines(tmp_path / "queries.jsonl", [{"id": 1, "query": "HOW MANY"}, {"id": 2, "query": "WHO"}])
    assert "qrels.jsonl is missing" in complaint(load_dataset, tmp_path)
    write_lines(tmp_path / "qrels.jsonl", [{"query_id": 1, "doc_id": "t1", "relevance": 1}])
    dataset = load_dataset(tmp_path)
    check_invariants(dataset)
    (document,) = dataset.documents
    assert (document.title, document.published) == ("", "1963-01-04")
    (question,) = dataset.questions
    assert (question.id, question.gold, question.level) == ("1", (Place("t1", 0, 3),), "document")


def test_dev_and_test_files_are_splits_and_training_is_left_out(tmp_path):
    for name, word in [("dev", "One"), ("test", "Two"), ("train", "Three")]:
        write_lines(tmp_path / f"{name}.jsonl", [squad_row(f"{word} here.", "here")])
    dataset = load_dataset(tmp_path)
    check_invariants(dataset)
    assert [(question.id, question.split) for question in dataset.questions] == [
        ("One h-here", "development"),
        ("Two h-here", "test"),
    ]
    assert dataset.documents[0].text == "One here.\n\nTwo here."
    assert dataset.name == tmp_path.name


def test_an_id_in_both_parts(tmp_path):
    for name in ("dev", "test"):
        write_lines(tmp_path / f"{name}.jsonl", [squad_row("One here.", "here")])
    assert "test.jsonl, line 1: the id “One h-here” appears twice" in complaint(load_dataset, tmp_path)


def test_a_folder_with_one_file_is_that_file(tmp_path):
    write_lines(tmp_path / "set.jsonl.gz", [squad_row("First here.", "here")], compress=True)
    (tmp_path / "README.md").write_text("About this set")
    dataset = load_dataset(tmp_path)
    assert len(dataset.questions) == 1
    assert dataset.name == tmp_path.name


def test_a_folder_with_nothing_or_too_much_in_it(tmp_path):
    assert complaint(load_dataset, tmp_path).startswith(f"{tmp_path}: the folder holds no files of questions")
    for name in ("one", "two"):
        (tmp_path / f"{name}.json").write_text(json.dumps({"data": []}))
    assert "several sets (one.json, two.json); name one" in complaint(load_dataset, tmp_path)
    assert complaint(load_dataset, tmp_path / "one.json").endswith("one.json: the set holds no questions.")
    assert [str(problem) for problem in validate(tmp_path / "one.json")] == [
        f"{tmp_path / 'one.json'}: the set holds no questions."
    ]
