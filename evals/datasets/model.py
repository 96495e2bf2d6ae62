"""What a question set is made of."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from evals.spans import Place
from index import UserError

Level = Literal["span", "document"]
# The name of our own set, whose articles lie in the package.
PACKAGED = "groundwire_news"
SPLITS = ("development", "test", "all")


class DatasetError(UserError):
    """A question set is missing, malformed or of an unknown format; the message names file and line."""


@dataclass(frozen=True, slots=True)
class DatasetDocument:
    """One article.

    ``sample`` is the name of the packaged sample it is, ``path`` the file it is, both None for a text that
    the set carries itself. ``published`` is an ISO date where the set tells one beside the text.
    """

    id: str
    title: str
    text: str
    sample: str | None = None
    path: Path | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    ``document_id`` is the document it was written on; empty where the set names none. ``evidence`` has an
    entry for each distinct true answer, which holds the places that bear it: any of them will do. It is
    empty where nothing answers. ``answers`` are acceptable short answers, possibly none. ``level`` is
    ``document`` where the set only says which documents are right: a place is then a whole document.
    ``context`` is the passage it was written on, for sets that tell it of unanswerable questions too.
    ``split`` is ``development`` or ``test``, and ``all`` where the set is not split.
    """

    id: str
    document_id: str
    question: str
    kind: str
    answerable: bool
    evidence: tuple[tuple[Place, ...], ...]
    answers: tuple[str, ...]
    split: str = "all"
    level: Level = "span"
    context: Place | None = None
    note: str = ""

    @property
    def gold(self) -> tuple[Place, ...]:
        """Every acceptable place, whichever true answer it bears."""
        return tuple(dict.fromkeys(place for places in self.evidence for place in places))


@dataclass(frozen=True, slots=True)
class Dataset:
    """A named set of documents and questions; every gold place lies in one of the documents.

    ``left_out`` says of each bad row of its files that was left out what is wrong with it.
    """

    name: str
    documents: tuple[DatasetDocument, ...]
    questions: tuple[Question, ...]
    left_out: tuple[str, ...] = ()

    @property
    def packaged(self) -> bool:
        """Whether the set comes with this project, so that its texts may be passed on."""
        return self.name == PACKAGED

    @property
    def splits(self) -> tuple[str, ...]:
        """The splits that have a question, in the order of :data:`SPLITS`."""
        present = {question.split for question in self.questions}
        return tuple(split for split in SPLITS if split in present)


def of_split(dataset: Dataset, split: str) -> Dataset:
    """The same documents with the questions of one split only; ``all`` is every question.

    Raises:
        DatasetError: the set has no question in that split.
    """
    questions = tuple(q for q in dataset.questions if split in ("all", q.split))
    return checked(dataset, questions, f"{dataset.name} has no questions in the split “{split}”.")


def of_documents(dataset: Dataset, titles: Iterable[str]) -> Dataset:
    """The same documents with the questions on documents of these titles only.

    Raises:
        DatasetError: the set has no question on any of them.
    """
    wanted = set(titles)
    chosen = {document.id for document in dataset.documents if document.title in wanted}
    questions = tuple(q for q in dataset.questions if q.document_id in chosen)
    return checked(dataset, questions, f"{dataset.name} has no questions on {', '.join(sorted(wanted))}.")


def limited(dataset: Dataset, limit: int | None, seed: int) -> Dataset:
    """At most ``limit`` questions, drawn at random with ``seed``, in their old order."""
    if limit is None or limit >= len(dataset.questions):
        return dataset
    drawn = random.Random(seed).sample(range(len(dataset.questions)), limit)
    return replace(dataset, questions=tuple(dataset.questions[number] for number in sorted(drawn)))


def checked(dataset: Dataset, questions: tuple[Question, ...], otherwise: str) -> Dataset:
    """``dataset`` with these questions, or DatasetError with the sentence ``otherwise`` if there are none."""
    if not questions:
        raise DatasetError(otherwise)
    return replace(dataset, questions=questions)
