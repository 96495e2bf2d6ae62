"""Which format a file of questions has, by the keys of its first lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from evals.datasets.lines import Row, decode, numbered_lines, parse_document, parse_object, rows
from evals.datasets.model import DatasetDocument, Question
from evals.datasets.own import OwnReader
from evals.datasets.passages import PassageReader
from evals.datasets.problems import LocatedError, Problem, Problems
from evals.datasets.sentences import SentenceReader
from evals.datasets.squad import SquadReader, document_rows

EXPECTED = "expected our own JSON lines, SQuAD, BEIR or another format that docs/datasets.md tells of"
# How many lines may be bad before the format is given up.
LOOKED_AT = 100


class QuestionReader(Protocol):
    """Makes questions of rows, and keeps the documents that they are on."""

    def read(self, row: Row) -> Question:
        """The question of a row.

        Raises:
            LocatedError: the row is malformed.
        """
        ...

    def documents(self) -> Sequence[DatasetDocument]:
        """The documents of the rows so far."""
        ...


class Form(NamedTuple):
    """A format of files: how rows are found in one, and what reads them."""

    rows: Callable[[Path, Problems], Iterator[Row]]
    reader: Callable[[], QuestionReader]


Choice = TypeVar("Choice")
LINES: Mapping[frozenset[str], Callable[[], QuestionReader]] = {
    frozenset({"context", "question", "answers"}): SquadReader,
    frozenset({"question", "passages"}): PassageReader,
    frozenset({"question", "sentences"}): SentenceReader,
    frozenset({"document", "question"}): OwnReader,
}


def form_of(path: Path) -> Form:
    """The format of a file.

    Raises:
        LocatedError: it is not known, or the file holds no JSON.
    """
    reader = choose(path, {**LINES, frozenset({"data"}): None})
    return Form(document_rows, SquadReader) if reader is None else Form(rows, reader)


def choose(path: Path, choices: Mapping[frozenset[str], Choice]) -> Choice:
    """The choice whose keys the first line has that is of any format, or the whole file if it is one object.

    Raises:
        LocatedError: there is none; what is wrong with the first line is told.
    """
    objects, errors = first_objects(path)
    for row in objects:
        if (found := matching(row, choices)) is not None:
            return found[0]
    if not errors:
        raise unknown(path, objects)
    try:  # a line of a whole object may be one by itself: the last of a list that has a line for each
        whole = parse_document(path)
    except LocatedError:
        if objects:
            raise unknown(path, objects) from None
        raise
    if (found := matching(whole, choices)) is not None:
        return found[0]
    raise unknown(path, objects or [whole])


def first_objects(path: Path) -> tuple[list[Row], list[LocatedError]]:
    """Those of the first lines that are JSON objects, and what is wrong with the others."""
    objects, errors = [], []
    for number, content in islice(numbered_lines(path), LOOKED_AT):
        try:
            if line := decode(path, number, content):
                objects.append(parse_object(path, number, line))
        except LocatedError as error:
            errors.append(error)
    return objects, errors


def matching(row: Row, choices: Mapping[frozenset[str], Choice]) -> tuple[Choice] | None:
    """The choice whose keys the row has."""
    return next(((choice,) for keys, choice in choices.items() if keys <= row.values.keys()), None)


def unknown(path: Path, objects: Sequence[Row]) -> LocatedError:
    """The error for a file of no known format, or without any content."""
    if objects:
        return objects[0].error(f"this format is not known; {EXPECTED}")
    return Problem(path, None, f"the file is empty; {EXPECTED}").error()
