"""Questions as files hold them: this project's JSON lines, and SQuAD's own JSON (v1.1 and v2.0).

Source of the second: Rajpurkar et al. 2016, 2018 (``data`` / ``paragraphs`` / ``qas``; the plausible answers
of unanswerable questions are passed over).
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from index import ConfigError

ENDINGS = (".jsonl", ".jsonl.gz", ".json", ".json.gz")
KINDS_FILE = "unanswerable.tsv"
KINDS = {
    "E": "entity",
    "#": "number",
    "N": "negation",
    "A": "antonym",
    "X": "exclusion",
    "I": "no information",
}


class Part(BaseModel):
    """A part of a file; what else it holds is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Answer(Part):
    """An answer's words, and where in the context they are said to stand (code points)."""

    text: str
    start: int = Field(validation_alias=AliasChoices("start", "answer_start"))


class Asked(Part):
    """A question with its answers."""

    id: str | int = ""
    question: str
    answers: tuple[Answer, ...] = ()
    is_impossible: bool = False


class Record(Asked):
    """A question with its answers and the text it is asked of."""

    context: str
    title: str | None = None


class Paragraph(Part):
    """A paragraph of SQuAD's JSON."""

    context: str
    qas: tuple[Asked, ...]


class Article(Part):
    """An article of SQuAD's JSON."""

    title: str | None = None
    paragraphs: tuple[Paragraph, ...]


class Squad(Part):
    """A file of SQuAD's JSON."""

    data: tuple[Article, ...]


def file_of(path: Path) -> Path:
    """The file that a source names: itself, or a folder's ``train``, ``dev`` or file of the folder's name.

    Raises:
        ConfigError: there is none.
    """
    if path.is_file():
        return path
    if not path.exists():
        raise ConfigError(f"There is no file or folder {path}; check the recipe's paths and the data folder.")
    names = [f"{stem}{ending}" for stem in ("train", "dev", path.resolve().name) for ending in ENDINGS]
    for name in names:
        if (path / name).is_file():
            return path / name
    raise ConfigError(f"The folder {path} holds none of {', '.join(names)}; name the file itself.")


def read_records(file: Path) -> Iterator[Record]:
    """The questions of a file.

    Raises:
        ConfigError: the file cannot be read, or a question of it; with the line or place and what to do.
    """
    if file.name.endswith((".json", ".json.gz")):
        yield from squad_records(file)
        return
    number = 0
    try:
        with opened(file) as lines:
            for line in lines:
                number += 1
                if line.strip():
                    yield Record.model_validate_json(line)
    except ValidationError as error:
        raise ConfigError(f"{file}, line {number}: {wrong(error)}; mend or remove the line.") from error
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} cannot be read after line {number} ({error}); fetch it again.") from error


def squad_records(file: Path) -> Iterator[Record]:
    """The questions of a file in SQuAD's own form."""
    try:
        with opened(file) as text:
            squad = Squad.model_validate_json(text.read())
    except ValidationError as error:
        raise ConfigError(
            f"{file} is not SQuAD's JSON: {wrong(error)}; mend it, or give JSON lines the ending .jsonl."
        ) from error
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} cannot be read ({error}); fetch it again.") from error
    for article in squad.data:
        for paragraph in article.paragraphs:
            for asked in paragraph.qas:
                yield Record.model_construct(
                    id=asked.id,
                    question=asked.question,
                    answers=asked.answers,
                    is_impossible=asked.is_impossible,
                    context=paragraph.context,
                    title=article.title,
                )


def read_kinds(folder: Path) -> dict[str, str]:
    """How a folder's unanswerable questions were made, by id; empty where no file says so.

    Raises:
        ConfigError: a line is not an id, a way of placing and a kind.
    """
    file = folder / KINDS_FILE
    if not file.is_file():
        return {}
    kinds: dict[str, str] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        fields = line.split("\t")
        if not line.strip():
            continue
        if len(fields) != 3 or fields[2] not in KINDS:
            raise ConfigError(
                f"{file}, line {number}: “{line}” is not an id, a way of placing and a kind "
                f"({', '.join(KINDS)}) between tabs; mend or remove the line."
            )
        kinds[fields[0]] = KINDS[fields[2]]
    return kinds


def opened(file: Path) -> IO[str]:
    """A text file, compressed or not."""
    if file.suffix == ".gz":
        return gzip.open(file, "rt", encoding="utf-8-sig")
    return file.open(encoding="utf-8-sig")


def wrong(error: ValidationError) -> str:
    """The first thing that is wrong, with its place in the record."""
    problem = error.errors()[0]
    place = " / ".join(str(part) for part in problem["loc"])
    return f"“{place}”: {problem['msg']}" if place else str(problem["msg"])
