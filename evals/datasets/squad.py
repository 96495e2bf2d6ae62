"""SQuAD, version 1.1 or 2.0: the official JSON file, or one question a line.

The JSON file is ``{"version", "data": [{title, paragraphs: [{context, qas: [{id, question, answers,
is_impossible}]}]}]}``, an answer ``{text, answer_start}``. A line is ``{id, title, context, question,
answers, is_impossible}``, an answer ``{text, start}``; ``answers`` as ``{"text": [], "answer_start": []}``,
which a well-known library writes, is read too. ``is_impossible`` may be missing: then a question without
answers is not answerable.

Each title is one document: its distinct contexts in the order of their first appearance, joined by a
blank line. Without a title each distinct context is one, named after its first question. Gold spans are
moved to offsets in the document. What the annotators marked are alternatives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from evals.datasets.lines import Row, parse_document
from evals.datasets.model import DatasetDocument, Question
from evals.datasets.problems import Problems
from evals.datasets.texts import BLANK_LINE
from evals.spans import Place


@dataclass(slots=True)
class Article:
    """A document in the making: ``offsets`` tells where each context begins."""

    title: str
    offsets: dict[str, int] = field(default_factory=dict)
    length: int = 0

    def place(self, context: str) -> int:
        """The offset of ``context`` in the article, which it joins if it is new."""
        if context not in self.offsets:
            start = self.length + len(BLANK_LINE) if self.offsets else 0
            self.offsets[context] = start
            self.length = start + len(context)
        return self.offsets[context]


@dataclass(slots=True)
class SquadReader:
    """Questions out of rows, and a document for each title; ``untitled`` names contexts without one."""

    articles: dict[str, Article] = field(default_factory=dict)
    untitled: dict[str, str] = field(default_factory=dict)

    def read(self, row: Row) -> Question:
        """The question of a row; an answer's offset is checked against its context."""
        context = row.words("context")
        title = read_title(row)
        name = title or self.untitled.setdefault(context, row.name("id"))
        base = self.articles.setdefault(name, Article(title)).place(context)
        entries = [read_answer(entry, context) for entry in answer_rows(row)]
        impossible = row.get("is_impossible", bool) if "is_impossible" in row.values else not entries
        if not impossible and not entries:
            raise row.error("an answerable question needs answers")
        # The annotators often agree: each place and each answer counts once.
        places = dict.fromkeys(Place(name, base + at, base + at + len(text)) for text, at in entries)
        return Question(
            row.name("id"),
            name,
            row.words("question"),
            "not answerable" if impossible else "answerable",
            not impossible,
            () if impossible else (tuple(places),),
            () if impossible else tuple(dict.fromkeys(text for text, _ in entries)),
            context=Place(name, base, base + len(context)),
        )

    def documents(self) -> list[DatasetDocument]:
        """The documents of the rows so far."""
        return [
            DatasetDocument(name, article.title, BLANK_LINE.join(article.offsets))
            for name, article in self.articles.items()
        ]


def read_title(row: Row) -> str:
    """The title of a row, empty where it has none."""
    return "" if row.values.get("title") is None else row.get("title", str).strip()


def answer_rows(row: Row) -> list[Row]:
    """The answers of a row, also where words and offsets stand in two lists."""
    match row.values.get("answers"):
        case {"text": list(texts), "answer_start": list(starts)} if len(texts) == len(starts):
            pairs = [{"text": text, "start": start} for text, start in zip(texts, starts, strict=True)]
            return [Row(row.path, row.line, pair, row.inside) for pair in pairs]
    return row.rows("answers")


def read_answer(row: Row, context: str) -> tuple[str, int]:
    """An answer's words and their offset in the context."""
    text, start = row.words("text"), row.get("answer_start" if "answer_start" in row.values else "start", int)
    if start < 0 or context[start : start + len(text)] != text:
        raise row.error(f"the context does not say “{text}” at {start}")
    return text, start


def document_rows(path: Path, problems: Problems) -> Iterator[Row]:
    """The questions of an official JSON file as rows like those of the lines.

    Raises:
        LocatedError: the file is not JSON, or not of this form.
    """
    for article in parse_document(path).rows("data"):
        with problems.noting():
            title = article.get("title", str)
            for paragraph in article.rows("paragraphs"):
                with problems.noting():
                    context = paragraph.words("context")
                    for question in paragraph.rows("qas"):
                        values = {**question.values, "title": title, "context": context}
                        yield Row(path, None, values, question.inside)
