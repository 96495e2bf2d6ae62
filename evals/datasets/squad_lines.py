"""SQuAD's questions, one a line: ``id, title, context, question, answers [{text, start}], is_impossible``.

Each title is one document: its distinct contexts in the order of their first appearance, joined by a
blank line. Gold spans are moved to offsets in that document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from evals.datasets.lines import Row, read_rows
from evals.datasets.model import Dataset, DatasetDocument, Question
from evals.spans import Place

BLANK_LINE = "\n\n"


@dataclass(slots=True)
class Article:
    """A document in the making: ``offsets`` tells where each context begins."""

    offsets: dict[str, int] = field(default_factory=dict)
    length: int = 0

    def place(self, context: str) -> int:
        """The offset of ``context`` in the article, which it joins if it is new."""
        if context not in self.offsets:
            start = self.length + len(BLANK_LINE) if self.offsets else 0
            self.offsets[context] = start
            self.length = start + len(context)
        return self.offsets[context]


def load(path: Path) -> Dataset:
    """The questions in ``path`` and one document for each title.

    Raises:
        DatasetError: a line is malformed, an id appears twice, or an answer does not stand where it says.
    """
    articles: dict[str, Article] = {}
    questions: dict[str, Question] = {}
    for row in read_rows(path):
        article = articles.setdefault(row.get("title", str), Article())
        question = read_question(row, article)
        if question.id in questions:
            raise row.error(f"the id “{question.id}” appears twice")
        questions[question.id] = question
    documents = tuple(
        DatasetDocument(title, title, BLANK_LINE.join(article.offsets)) for title, article in articles.items()
    )
    return Dataset(path.name.split(".")[0], documents, tuple(questions.values()))


def read_question(row: Row, article: Article) -> Question:
    """The question of a row; an answer's offsets are checked against its context."""
    title, context = row.get("title", str), row.get("context", str)
    base = article.place(context)
    impossible = row.get("is_impossible", bool)
    entries = [] if impossible else [read_answer(row, entry, context) for entry in row.get("answers", list)]
    if not impossible and not entries:
        raise row.error("an answerable question needs answers")
    # The annotators often agree: each place and each answer counts once.
    gold = tuple(dict.fromkeys(Place(title, base + at, base + at + len(text)) for text, at in entries))
    answers = tuple(dict.fromkeys(text for text, _ in entries))
    kind = "not answerable" if impossible else "answerable"
    return Question(
        row.get("id", str),
        title,
        row.get("question", str),
        kind,
        not impossible,
        (gold,) if gold else (),
        answers,
        context=Place(title, base, base + len(context)),
    )


def read_answer(row: Row, entry: object, context: str) -> tuple[str, int]:
    """An answer's words and their offset in the context."""
    if not isinstance(entry, dict):
        raise row.error("“answers” holds something that is not an object")
    values = Row(row.path, row.number, entry)
    text, start = values.get("text", str), values.get("start", int)
    if not text or start < 0 or context[start : start + len(text)] != text:
        raise row.error(f"the context does not say “{text}” at {start}")
    return text, start
