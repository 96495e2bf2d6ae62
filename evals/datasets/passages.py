"""The form of CLAP NQ: a question a line with its passages and the sentences that answer it.

A line has ``id``, ``question``, ``passages [{title, text}]``, ``answerable`` and ``answers``, one for each
annotator: ``{text, gold_sentences, gold_spans [[passage, start, end]]}``. The passages of a line are one
document; lines with the same text share it. Every sentence that an annotator chose is an alternative place.
The answers are free text of several sentences, so they are not kept as answers to match word for word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from evals.datasets.lines import Row
from evals.datasets.model import DatasetDocument, Question
from evals.datasets.texts import Texts, joined, whole
from evals.spans import Place


@dataclass(slots=True)
class PassageReader:
    """Questions out of rows, and a document for each distinct text."""

    texts: Texts = field(default_factory=Texts)

    def read(self, row: Row) -> Question:
        """The question of a row, its gold spans checked against the passages."""
        title, pieces = read_passages(row)
        text, starts = joined(pieces)
        document = self.texts.add(row, title, text)
        answerable = row.get("answerable", bool)
        spans = [span for answer in row.rows("answers") for span in read_spans(answer, pieces)]
        if spans and not answerable:
            raise row.error("a question that is not answerable must have no gold spans")
        places = tuple(dict.fromkeys(Place(document.id, starts[n] + s, starts[n] + e) for n, s, e in spans))
        # One answer of the source has no sentences: then all that is known is the document.
        gold = places or (whole(document),)
        return Question(
            row.name("id"),
            document.id,
            row.words("question"),
            "long answer" if answerable else "not answerable",
            answerable,
            (gold,) if answerable else (),
            (),
            level="span" if places or not answerable else "document",
            context=whole(document),
        )

    def documents(self) -> list[DatasetDocument]:
        """A document for each distinct text."""
        return self.texts.documents()


def read_passages(row: Row) -> tuple[str, list[str]]:
    """The first passage's title and the texts of all."""
    passages = row.rows("passages")
    if not passages:
        raise row.error("“passages” is empty")
    return passages[0].get("title", str), [passage.words("text") for passage in passages]


def read_spans(answer: Row, pieces: Sequence[str]) -> list[tuple[int, int, int]]:
    """The spans of one annotator, each the number of a passage, start and end."""
    sentences = answer.strings("gold_sentences") if "gold_sentences" in answer.values else []
    return [
        read_span(answer, span, sentence, pieces)
        for span, sentence in zip_longest(answer.get("gold_spans", list), sentences)
    ]


def read_span(answer: Row, span: object, sentence: str | None, pieces: Sequence[str]) -> tuple[int, int, int]:
    """One span that lies in its passage and says its sentence, where that is told."""
    match span:
        case [int(number), int(start), int(end)] if 0 <= number < len(pieces) and 0 <= start < end <= len(
            pieces[number]
        ):
            if sentence is not None and pieces[number][start:end] != sentence:
                raise answer.error(f"passage {number} does not say “{sentence}” at {start}–{end}")
            return number, start, end
    raise answer.error(f"{span} is no range of a passage")
