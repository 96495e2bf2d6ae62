"""What a question set is made of."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace

from evals.spans import Place
from index import UserError

SPLITS = ("development", "test", "all")


class DatasetError(UserError):
    """A question set is missing, malformed or of an unknown format; the message names file and line."""


@dataclass(frozen=True, slots=True)
class DatasetDocument:
    """One article. ``sample`` is the name of the packaged sample it is, None for any other text."""

    id: str
    title: str
    text: str
    sample: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    ``gold`` are the acceptable places of evidence: any one of them is right, and it is empty where the
    set tells none. ``answers`` are acceptable short answers, possibly none. ``split`` is
    ``development`` or ``test``, and ``all`` where the set is not split.
    """

    id: str
    document_id: str
    question: str
    kind: str
    answerable: bool
    gold: tuple[Place, ...]
    answers: tuple[str, ...]
    split: str = "all"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A named set of documents and questions; every gold place lies in one of the documents."""

    name: str
    documents: tuple[DatasetDocument, ...]
    questions: tuple[Question, ...]

    @property
    def packaged(self) -> bool:
        """Whether every document comes with the package, so that its text may be passed on."""
        return all(document.sample for document in self.documents)

    @property
    def splits(self) -> tuple[str, ...]:
        """The splits that have a question, in the order of :data:`SPLITS`."""
        present = {question.split for question in self.questions}
        return tuple(split for split in SPLITS if split in present)


def of_split(dataset: Dataset, split: str) -> Dataset:
    """The same documents with the questions of one split only.

    Raises:
        DatasetError: the set has no question in that split.
    """
    questions = tuple(q for q in dataset.questions if q.split == split)
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
