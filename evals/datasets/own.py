"""Our own format: a JSON-lines file of questions, each naming its document.

A line has ``id``, ``document``, ``question``, ``kind``, ``answerable``, ``gold`` (a list of
``{"start", "end", "quote"}``, offsets in code points), ``answers`` (a list of strings), and optionally
``split`` and ``note``. ``document`` is ``sample:NAME`` for a packaged sample, or the path of a UTF-8
text file, relative to the JSON-lines file.
"""

from __future__ import annotations

from pathlib import Path

from evals.datasets.lines import Row, read_rows
from evals.datasets.model import SPLITS, Dataset, DatasetDocument, Question
from evals.spans import Place
from index import Sample, SourceError

SAMPLE = "sample:"


def load(path: Path) -> Dataset:
    """The questions in ``path`` and the documents they name.

    Raises:
        DatasetError: a line is malformed, an id appears twice, a document is missing, or a quote does
            not stand where its offsets say.
    """
    documents: dict[str, DatasetDocument] = {}
    questions: dict[str, Question] = {}
    for row in read_rows(path):
        name = row.get("document", str)
        if name not in documents:
            documents[name] = read_document(row, name)
        question = read_question(row, documents[name])
        if question.id in questions:
            raise row.error(f"the id “{question.id}” appears twice")
        questions[question.id] = question
    return Dataset(path.stem, tuple(documents.values()), tuple(questions.values()))


def read_document(row: Row, name: str) -> DatasetDocument:
    """The document a row names."""
    try:
        if name.startswith(SAMPLE):
            sample = name[len(SAMPLE) :]
            text = Sample(sample).read(2**30).decode("utf-8-sig")
            return DatasetDocument(name, sample, text, sample=sample)
        file = row.path.parent / name
        return DatasetDocument(name, file.stem, file.read_bytes().decode("utf-8-sig"), path=file)
    except (OSError, SourceError) as error:
        raise row.error(f"the document “{name}” cannot be read") from error
    except UnicodeDecodeError as error:
        raise row.error(f"the document “{name}” is not UTF-8 text") from error


def read_question(row: Row, document: DatasetDocument) -> Question:
    """The question of a row, its gold checked against the document's text."""
    gold = tuple(dict.fromkeys(read_place(row, entry, document) for entry in row.get("gold", list)))
    evidence = (gold,) if gold else ()
    answers = tuple(row.get("answers", list))
    answerable = row.get("answerable", bool)
    if not all(isinstance(answer, str) for answer in answers):
        raise row.error("“answers” holds something that is not a string")
    if answerable != bool(gold):
        raise row.error("an answerable question needs gold, and one that is not must have none")
    split = row.get("split", str) if "split" in row.values else "all"
    if split not in SPLITS:
        raise row.error(f"“split” is “{split}”, not one of {', '.join(SPLITS)}")
    identity, words, kind = (row.get(key, str) for key in ("id", "question", "kind"))
    return Question(identity, document.id, words, kind, answerable, evidence, answers, split)


def read_place(row: Row, entry: object, document: DatasetDocument) -> Place:
    """One gold place; its quote must stand at its offsets."""
    if not isinstance(entry, dict):
        raise row.error("“gold” holds something that is not an object")
    span = Row(row.path, row.number, entry)
    start, end, quote = span.get("start", int), span.get("end", int), span.get("quote", str)
    if not 0 <= start < end <= len(document.text) or document.text[start:end] != quote:
        raise row.error(f"the document does not say “{quote}” at {start}–{end}")
    return Place(document.id, start, end)
