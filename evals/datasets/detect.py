"""Which format a path holds, judged by what is in it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path

from evals.datasets import onestop, own, squad_lines
from evals.datasets.lines import Row, read_rows
from evals.datasets.model import Dataset, DatasetError

FORMATS = (
    "our own JSON lines (document, question, gold), a folder with documents.jsonl and questions.jsonl, "
    "or SQuAD lines (title, context, question, answers)"
)


def packaged_dataset() -> Dataset:
    """Our own questions on the packaged sample."""
    with resources.as_file(resources.files("evals.data") / "seed_questions.jsonl") as path:
        return own.load(path)


def load_dataset(path: Path) -> Dataset:
    """The set at ``path``, a file or a folder; the format is seen from the content.

    Raises:
        DatasetError: nothing is there, the format is not known, or a line is malformed.
    """
    if not path.exists():
        raise DatasetError(f"{path} does not exist; check the path.")
    found = load_folder(path) if path.is_dir() else load_file(path)
    if not found.questions:
        raise DatasetError(f"{path} holds no questions.")
    return found


def load_folder(path: Path) -> Dataset:
    """A folder in the form of OneStopQA, or one that holds a single file of questions."""
    if (path / "documents.jsonl").is_file() and (path / "questions.jsonl").is_file():
        return onestop.load(path)
    files = sorted(f for f in path.iterdir() if f.name.endswith((".jsonl", ".jsonl.gz")))
    if len(files) == 1:
        return load_file(files[0])
    found = "several" if files else "no"
    raise DatasetError(f"{path} holds {found} files of questions; expected {FORMATS}.")


def load_file(path: Path) -> Dataset:
    """A file of JSON lines, by the keys of its first line."""
    first = next(read_rows(path), None)
    if first is None:
        raise DatasetError(f"{path} is empty; expected {FORMATS}.")
    return adapter(first)(path)


def adapter(first: Row) -> Callable[[Path], Dataset]:
    """The loader for the format of a file's first row."""
    if {"title", "context", "question"} <= first.values.keys():
        return squad_lines.load
    if {"document", "question"} <= first.values.keys():
        return own.load
    raise first.error(f"this format is not known; expected {FORMATS}")
