"""The form of OneStopQA: ``documents.jsonl`` and ``questions.jsonl`` in one folder.

A document has ``id``, ``title`` and ``text``; a question ``id``, ``doc_id``, ``question``, ``answer`` and
``spans``, a list of ``[start, end]``. Every question is answerable. The ``spans`` of a question are the
pieces of *one* critical span, so the gold place reaches from the first piece to the last: the name of
a speaker alone, annotated as a piece, is no evidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evals.datasets.lines import Row
from evals.datasets.model import DatasetDocument, Question
from evals.spans import Place


@dataclass(frozen=True, slots=True)
class SpanReader:
    """Questions out of rows, on documents that are known beforehand."""

    known: Mapping[str, DatasetDocument]

    def read(self, row: Row) -> Question:
        """The question of a row, its spans joined and checked against the document's length."""
        document = self.known.get(row.name("doc_id"))
        if document is None:
            raise row.error(f"there is no document “{row.name('doc_id')}”")
        pieces = [read_piece(row, piece, document) for piece in row.get("spans", list)]
        if not pieces:
            raise row.error("“spans” is empty")
        gold = Place(document.id, min(start for start, _ in pieces), max(end for _, end in pieces))
        return Question(
            row.name("id"),
            document.id,
            row.words("question"),
            "reading",
            True,
            ((gold,),),
            (row.get("answer", str),),
        )


def read_piece(row: Row, piece: object, document: DatasetDocument) -> tuple[int, int]:
    """One ``[start, end]`` that lies inside the document."""
    match piece:
        case [int(start), int(end)] if 0 <= start < end <= len(document.text):
            return start, end
    raise row.error(f"{piece} is no range of the document “{document.id}”")
