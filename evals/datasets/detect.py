"""A set from a path: which files a folder brings, and the loop over their rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from evals.datasets import judged
from evals.datasets.forms import EXPECTED, choose, form_of
from evals.datasets.lines import collect, parse_object, rows
from evals.datasets.model import PACKAGED, Dataset, DatasetDocument, Question
from evals.datasets.onestop import SpanReader
from evals.datasets.problems import LocatedError, Problem, Problems
from evals.datasets.realtimeqa import QuizReader
from evals.datasets.texts import read_document

# Which questions stand beside documents.jsonl, by their keys.
BESIDE_DOCUMENTS: Mapping[frozenset[str], Callable[[Mapping[str, DatasetDocument]], SpanReader | QuizReader]]
BESIDE_DOCUMENTS = {
    frozenset({"question", "doc_id", "spans"}): SpanReader,
    frozenset({"question", "doc_ids_with_answer"}): QuizReader,
}
SPLIT_FILES = {"dev.jsonl": "development", "test.jsonl": "test"}
# BEIR's judgements, the ones we take first in front.
JUDGEMENTS = ("test.tsv", "dev.tsv")


class Part(NamedTuple):
    """A file of questions and the split they are in where they do not say so themselves."""

    path: Path
    split: str = "all"


def packaged_dataset() -> Dataset:
    """Our own questions on our own articles and the packaged sample."""
    with resources.as_file(resources.files("evals.data")) as folder:
        return from_parts(PACKAGED, [Part(folder / "questions.jsonl")], Problems())


def load_dataset(path: Path, keep_going: bool = False) -> Dataset:
    """The set at ``path``, a file or a folder; the format is seen from the content.

    With ``keep_going`` bad rows are left out, and ``left_out`` of the set says which.

    Raises:
        DatasetError: nothing is there, the format is not known, no question is left, or, without
            ``keep_going``, a row is malformed.
    """
    problems = Problems(keep_going)
    found = read(path, problems)
    if not found.questions:
        left = f"; {len(problems.found)} bad rows were left out" if problems.found else ""
        raise Problem(path, None, f"the set holds no questions{left}").error()
    return replace(found, left_out=tuple(str(problem) for problem in problems.found))


def validate(path: Path) -> list[Problem]:
    """Everything that is wrong with the set at ``path``, in the order of its files and lines."""
    problems = Problems(keep_going=True)
    try:
        found = read(path, problems)
        if not found.questions and not problems.found:
            problems.found.append(Problem(path, None, "the set holds no questions"))
    except LocatedError as error:
        problems.found.append(error.problem)
    return problems.found


def read(path: Path, problems: Problems) -> Dataset:
    """The set at ``path``, which may have no questions."""
    try:
        if path.is_dir():
            return from_folder(path, problems)
        if path.is_file():
            return from_parts(set_name(path), [Part(path)], problems)
        wrong = (
            "this is neither a file nor a folder" if path.exists() else "it does not exist; check the path"
        )
    except OSError as error:
        wrong = f"it cannot be read ({error.strerror or error})"
    raise Problem(path, None, wrong).error()


def set_name(path: Path) -> str:
    """A name for the set at ``path``; the one of our own set is not to be had."""
    name = path.resolve().name.split(".")[0]
    return f"{name} (a copy)" if name == PACKAGED else name


def from_parts(name: str, parts: Sequence[Part], problems: Problems) -> Dataset:
    """The questions of several files of one format."""
    form = form_of(parts[0].path)
    reader = form.reader()
    split = {part.path: part.split for part in parts}
    origin = chain.from_iterable(form.rows(part.path, problems) for part in parts)
    found = collect(origin, lambda row: in_split(reader.read(row), split[row.path]), problems)
    return Dataset(name, tuple(reader.documents()), tuple(found.values()))


def in_split(question: Question, split: str) -> Question:
    """The question in ``split``, unless it says itself where it belongs."""
    return replace(question, split=split) if question.split == "all" else question


def from_folder(folder: Path, problems: Problems) -> Dataset:
    """The set whose files lie in a folder, plain or gzipped."""
    files = {file.name.removesuffix(".gz"): file for file in sorted(folder.iterdir()) if file.is_file()}
    name = set_name(folder)
    if "corpus.jsonl" in files:
        return judged.load(name, beir(folder, files), problems)
    if {"documents.jsonl", "queries.jsonl"} <= files.keys():
        return judged.load(name, with_queries(folder, files), problems)
    if {"documents.jsonl", "questions.jsonl"} <= files.keys():
        return with_documents(name, files["documents.jsonl"], files["questions.jsonl"], problems)
    parts = [Part(files[file], split) for file, split in SPLIT_FILES.items() if file in files]
    return from_parts(name, parts or [only_file(folder, files)], problems)


def only_file(folder: Path, files: Mapping[str, Path]) -> Part:
    """The one file of questions in a folder; lines are preferred to whole JSON documents."""
    for ending in (".jsonl", ".json"):
        match [file for name, file in files.items() if name.endswith(ending)]:
            case [file]:
                return Part(file)
            case [*several] if several:
                names = ", ".join(file.name for file in several[:5])
                raise Problem(folder, None, f"the folder holds several sets ({names}); name one").error()
    raise Problem(folder, None, f"the folder holds no files of questions; {EXPECTED}").error()


def with_documents(name: str, documents: Path, questions: Path, problems: Problems) -> Dataset:
    """Documents and questions in two files. Documents of one text are one, known by all their ids."""
    reader = choose(questions, BESIDE_DOCUMENTS)
    listed = collect(rows(documents, problems), read_document, problems)
    first: dict[str, DatasetDocument] = {}
    known = {key: first.setdefault(document.text, document) for key, document in listed.items()}
    found = collect(rows(questions, problems), reader(known).read, problems)
    return Dataset(name, tuple(first.values()), tuple(found.values()))


def beir(folder: Path, files: Mapping[str, Path]) -> judged.Collection:
    """The files of a folder in BEIR's form."""
    inside = folder / "qrels"
    judgements = sorted(inside.glob("*.tsv")) if inside.is_dir() else []
    preferred = [inside / name for name in JUDGEMENTS if inside / name in judgements]
    only = judgements if len(judgements) == 1 else []
    top = [files["qrels.tsv"]] if "qrels.tsv" in files else []
    match [*preferred, *only, *top]:
        case [chosen, *_]:
            queries = needed(folder, files, "queries.jsonl")
            return judged.Collection(
                files["corpus.jsonl"], queries, chosen, judged.parse_table, "_id", "text"
            )
    raise Problem(folder, None, "there is no qrels/test.tsv, qrels/dev.tsv or qrels.tsv").error()


def with_queries(folder: Path, files: Mapping[str, Path]) -> judged.Collection:
    """The files of a folder of documents, queries and judgements."""
    judgements = needed(folder, files, "qrels.jsonl")
    return judged.Collection(
        files["documents.jsonl"], files["queries.jsonl"], judgements, parse_object, "id", "query"
    )


def needed(folder: Path, files: Mapping[str, Path], name: str) -> Path:
    """The file of that name."""
    if name not in files:
        raise Problem(folder, None, f"{name} is missing from the folder").error()
    return files[name]
