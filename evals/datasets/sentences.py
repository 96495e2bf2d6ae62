"""The form of answer sentence selection (TREC QA, WikiQA): a question a line with labelled sentences.

A line has ``id``, ``question``, optionally ``title``, and ``sentences [{text, label}]``; label 1 says that
the sentence answers the question. The sentences are one document, each a paragraph; lines with the same
sentences share it. Those labelled 1 are alternatives; without any the question is not answerable from its
sentences. A question without sentences has no document.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from evals.datasets.lines import Row
from evals.datasets.model import DatasetDocument, Question
from evals.datasets.texts import Texts, joined, whole
from evals.spans import Place


@dataclass(slots=True)
class SentenceReader:
    """Questions out of rows, and a document for each distinct list of sentences."""

    texts: Texts = field(default_factory=Texts)

    def read(self, row: Row) -> Question:
        """The question of a row."""
        sentences = [read_sentence(sentence) for sentence in row.rows("sentences")]
        pieces = [piece for piece, _ in sentences if piece.strip()]
        labels = [label for piece, label in sentences if piece.strip()]
        title = row.get("title", str) if "title" in row.values else ""
        text, starts = joined(pieces)
        document = self.texts.add(row, title, text) if pieces else None
        name = document.id if document else ""
        gold = tuple(
            Place(name, start, start + len(piece))
            for piece, start, label in zip(pieces, starts, labels, strict=True)
            if label
        )
        return Question(
            row.name("id"),
            name,
            row.words("question"),
            "answer sentence" if gold else "not answerable",
            bool(gold),
            (gold,) if gold else (),
            (),
            context=whole(document) if document else None,
        )

    def documents(self) -> list[DatasetDocument]:
        """A document for each distinct list of sentences."""
        return self.texts.documents()


def read_sentence(row: Row) -> tuple[str, bool]:
    """A sentence, blank in some sets, and whether it answers; its label is 0 or 1."""
    label = row.get("label", int)
    if label not in (0, 1):
        raise row.error(f"“label” is {label}, not 0 or 1")
    return row.words("text") if label else row.get("text", str), label == 1
