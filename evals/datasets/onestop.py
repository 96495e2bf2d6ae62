"""The form of OneStopQA: ``documents.jsonl`` and ``questions.jsonl`` in one folder.

A document has ``id``, ``title`` and ``text``; a question ``id``, ``doc_id``, ``question``, ``answer`` and
``spans``, a list of ``[start, end]``. Every question is answerable. The ``spans`` of a question are the
pieces of *one* critical span, so the gold place reaches from the first piece to the last: the name of
a speaker alone, annotated as a piece, is no evidence.
"""

from __future__ import annotations

from pathlib import Path

from evals.datasets.lines import Row, read_rows
from evals.datasets.model import Dataset, DatasetDocument, Question
from evals.spans import Place


def load(folder: Path) -> Dataset:
    """The documents and questions in ``folder``.

    Raises:
        DatasetError: a line is malformed, an id appears twice, or a question names no known document.
    """
    documents: dict[str, DatasetDocument] = {}
    for row in read_rows(folder / "documents.jsonl"):
        identity = row.get("id", str)
        if identity in documents:
            raise row.error(f"the id “{identity}” appears twice")
        documents[identity] = DatasetDocument(identity, row.get("title", str), row.get("text", str))
    questions: dict[str, Question] = {}
    for row in read_rows(folder / "questions.jsonl"):
        question = read_question(row, documents)
        if question.id in questions:
            raise row.error(f"the id “{question.id}” appears twice")
        questions[question.id] = question
    return Dataset(folder.resolve().name, tuple(documents.values()), tuple(questions.values()))


def read_question(row: Row, documents: dict[str, DatasetDocument]) -> Question:
    """The question of a row, its spans joined and checked against the document's length."""
    document = documents.get(row.get("doc_id", str))
    if document is None:
        raise row.error(f"there is no document “{row.get('doc_id', str)}”")
    pieces = [read_piece(row, piece, document) for piece in row.get("spans", list)]
    if not pieces:
        raise row.error("“spans” is empty")
    gold = Place(document.id, min(start for start, _ in pieces), max(end for _, end in pieces))
    identity, words, answer = (row.get(key, str) for key in ("id", "question", "answer"))
    return Question(identity, document.id, words, "reading", True, ((gold,),), (answer,))


def read_piece(row: Row, piece: object, document: DatasetDocument) -> tuple[int, int]:
    """One ``[start, end]`` that lies inside the document."""
    match piece:
        case [int(start), int(end)] if 0 <= start < end <= len(document.text):
            return start, end
    raise row.error(f"{piece} is no range of the document “{document.id}”")
