"""The form of RealTime QA: news quizzes, ``documents.jsonl`` and ``questions.jsonl`` in one folder.

A document has ``id``, ``title``, ``date`` and ``text``; a question ``id``, ``question``, ``answer``,
``doc_ids_with_answer`` and optionally ``gold_doc_ids`` and ``evidence``. Gold are the places where a
document in ``doc_ids_with_answer`` has the answer's words: alternatives, and found by matching, so that a
place need not support the answer. Where the words stand in the title alone, gold is the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evals.datasets.lines import Row
from evals.datasets.model import DatasetDocument, Question
from evals.datasets.texts import whole
from evals.spans import Place

ARTICLES = ("a", "an", "the")
QUOTATION_MARKS = "“”‘’\"' "


@dataclass(frozen=True, slots=True)
class QuizReader:
    """Questions out of rows, on documents that are known beforehand."""

    known: Mapping[str, DatasetDocument]

    def read(self, row: Row) -> Question:
        """The question of a row, with the places of its answer's words."""
        answer = row.words("answer").strip(QUOTATION_MARKS)
        documents = [self.document(row, name) for name in row.strings("doc_ids_with_answer")]
        origins = row.strings("gold_doc_ids") if "gold_doc_ids" in row.values else []
        places = tuple(dict.fromkeys(place for each in documents for place in occurrences(answer, each)))
        gold = places or tuple(dict.fromkeys(whole(document) for document in documents))
        return Question(
            row.name("id"),
            self.document(row, origins[0]).id if origins else "",
            row.words("question"),
            "quiz" if gold else "not answerable",
            bool(gold),
            (gold,) if gold else (),
            (answer,) if gold else (),
            level="span" if places or not gold else "document",
            note=row.get("evidence", str) if "evidence" in row.values else "",
        )

    def document(self, row: Row, name: str) -> DatasetDocument:
        """The document of that id."""
        if name not in self.known:
            raise row.error(f"there is no document “{name}”")
        return self.known[name]


def occurrences(answer: str, document: DatasetDocument) -> list[Place]:
    """Where the document has the answer as it is written; else its words, without articles between them."""
    for pattern in patterns(answer):
        if found := [Place(document.id, *match.span()) for match in pattern.finditer(document.text)]:
            return found
    return []


def patterns(answer: str) -> Iterator[re.Pattern[str]]:
    """The strict and the loose way to look for an answer, in either case, at the borders of words."""
    words = [word for word in re.findall(r"\w+", answer) if word.lower() not in ARTICLES]
    if not words:
        return
    loose = rf"\W+(?:(?:{'|'.join(ARTICLES)})\W+)?".join(map(re.escape, words))
    for pattern in (re.escape(answer), loose):
        yield re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)
