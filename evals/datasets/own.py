"""Our own format: a JSON-lines file of questions, each naming its document (docs/datasets.md).

:class:`OwnQuestion` is the one definition: it checks the lines, and ``own_question.schema.json`` is
generated from it (evals.datasets.schema).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from evals.datasets.lines import Row
from evals.datasets.model import DatasetDocument, Question
from evals.spans import Place
from index import Sample, SourceError

SAMPLE = "sample:"
# What pydantic misses, by its names for errors.
WANTED = {
    "string_type": "a string",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "model_type": "an object",
}

# Some character that is no blank. Both readers of this pattern, Python's and JSON Schema's, know \S.
Words = Annotated[str, Field(pattern=r"\S")]


class Strict(BaseModel):
    """No conversions between types, and unknown keys are an error, so that a misspelt one shows."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


Checked = TypeVar("Checked", bound=Strict)


class OwnGold(Strict):
    """A place that bears an answer."""

    start: int = Field(ge=0, description="Where the place begins, in code points from the document's start.")
    end: int = Field(ge=1, description="Where it ends: the first code point that is not part of it.")
    quote: str = Field(min_length=1, description="The document's text from start to end.")
    document: Words | None = Field(
        None, description="The document it stands in; the question's own if missing."
    )
    answer: int = Field(
        0,
        ge=0,
        description="Which true answer it bears, from 0. Places of one number are alternatives: any will do.",
    )


class OwnQuestion(Strict):
    """One line of a question set in Groundwire's own format."""

    model_config = ConfigDict(
        title="A question in Groundwire's own format",
        json_schema_extra={
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "if": {"properties": {"answerable": {"const": True}}},
            "then": {"properties": {"gold": {"minItems": 1}}, "required": ["gold"]},
            "else": {"properties": {"gold": {"maxItems": 0}}},
        },
    )

    id: Words = Field(description="A name for the question that no other line of the file has.")
    document: Words = Field(
        description="The document it was written on: the path of a UTF-8 text file, relative to this file, "
        "or sample:NAME for a packaged sample."
    )
    question: Words = Field(description="The question as a person would type it.")
    kind: str = Field("question", description="A word for the kind of question; figures are told by kind.")
    answerable: bool = Field(description="Whether the documents answer it.")
    gold: tuple[OwnGold, ...] = Field(
        (), strict=False, description="The places that bear an answer; none if it is not answerable."
    )
    answers: tuple[str, ...] = Field((), strict=False, description="Acceptable short answers, if any.")
    split: Literal["development", "test", "all"] = Field("all", description="Which part it belongs to.")
    note: str = Field("", description="What makes it tricky, or anything a reader should know.")

    @model_validator(mode="after")
    def has_gold_if_answerable(self) -> OwnQuestion:
        """Gold and answerable agree."""
        if self.answerable != bool(self.gold):
            raise ValueError("an answerable question needs gold, and one that is not must have none")
        return self


@dataclass(slots=True)
class OwnReader:
    """Questions out of rows, and the documents that they name."""

    known: dict[str, DatasetDocument] = field(default_factory=dict)
    files: dict[Path, str] = field(default_factory=dict)

    def read(self, row: Row) -> Question:
        """The question of a row, its gold checked against the documents' texts."""
        told = parse(row, OwnQuestion)
        document = self.document(row, told.document)
        return Question(
            told.id,
            document.id,
            told.question,
            told.kind,
            told.answerable,
            self.evidence(row, told.gold, document),
            told.answers,
            told.split,
            note=told.note,
        )

    def evidence(
        self, row: Row, golds: Sequence[OwnGold], document: DatasetDocument
    ) -> tuple[tuple[Place, ...], ...]:
        """The places of each true answer, in the order of their numbers; each quote must stand there."""
        found: dict[int, dict[Place, None]] = {}
        for number, gold in enumerate(golds):
            where = self.document(row, gold.document) if gold.document else document
            found.setdefault(gold.answer, {})[place(row, number, gold, where)] = None
        return tuple(tuple(places) for _, places in sorted(found.items(), key=lambda item: item[0]))

    def documents(self) -> list[DatasetDocument]:
        """Every document that a row named and that could be read."""
        return list(self.known.values())

    def document(self, row: Row, name: str) -> DatasetDocument:
        """The document of that name, read when it is first named."""
        if name not in self.known:
            self.known[name] = (
                read_sample(row, name) if name.startswith(SAMPLE) else self.read_file(row, name)
            )
        return self.known[name]

    def read_file(self, row: Row, name: str) -> DatasetDocument:
        """The document in a text file, which must not be named in two ways."""
        file = row.path.parent / name
        try:
            # Not a device or pipe, which could be read for ever.
            if not file.is_file():
                raise row.error(f"the document “{name}” is missing; it would be the file {file}")
            content, real = file.read_bytes(), file.resolve()
        except (OSError, ValueError) as error:
            raise row.error(f"the document “{name}” cannot be read") from error
        if self.files.setdefault(real, name) != name:
            raise row.error(f"the document “{name}” is also called “{self.files[real]}”; use one name")
        return DatasetDocument(name, file.stem, text_of(row, name, content), path=file)


def read_sample(row: Row, name: str) -> DatasetDocument:
    """A packaged sample as a document."""
    sample = name.removeprefix(SAMPLE)
    try:
        if not sample.endswith(".txt") or "/" in sample:
            raise FileNotFoundError(sample)
        content = Sample(sample).read(2**30)
    except (OSError, SourceError, ValueError) as error:
        raise row.error(f"there is no packaged sample “{sample}”") from error
    return DatasetDocument(name, sample, text_of(row, name, content), sample=sample)


def text_of(row: Row, name: str, content: bytes) -> str:
    """The text of a document."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise row.error(f"the document “{name}” is not UTF-8 text") from error
    if not text.strip():
        raise row.error(f"the document “{name}” is empty")
    return text


def parse(row: Row, form: type[Checked]) -> Checked:
    """The row's values, checked; only the first of several problems is told, with how many more there are."""
    try:
        return form.model_validate(row.values)
    except ValidationError as error:
        first, *others = error.errors(include_url=False)
        more = f" (and {len(others)} more in this line)" if others else ""
        raise row.error(sentence(first["loc"], first) + more) from error


def sentence(location: tuple[int | str, ...], problem: Any) -> str:
    """What pydantic found, in our words."""
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location).lstrip(".")
    match problem["type"]:
        case "value_error":
            return str(problem["ctx"]["error"])
        case "missing":
            return f"“{key}” is missing"
        case "extra_forbidden":
            return f"“{key}” is not a key of this format"
        case "string_pattern_mismatch" | "string_too_short":
            return f"“{key}” is empty"
        case "literal_error":
            choices = ", ".join(re.findall(r"'(\w+)'", problem["ctx"]["expected"]))
            return f"“{key}” is “{problem['input']}”, not one of {choices}"
    wanted = WANTED.get(problem["type"])
    return f"“{key}” is not {wanted}" if wanted else f"“{key}” {problem['msg'].removeprefix('Input ')}"


def place(row: Row, number: int, gold: OwnGold, document: DatasetDocument) -> Place:
    """A gold place; its quote must stand at its offsets."""
    start, end, quote = gold.start, gold.end, gold.quote
    if start < end <= len(document.text) and document.text[start:end] == quote:
        return Place(document.id, start, end)
    at = document.text.find(quote)
    hint = f"; it says so at {at}–{at + len(quote)}" if at >= 0 else ""
    raise row.error(f"gold[{number}]: “{document.id}” does not say “{quote}” at {start}–{end}{hint}")
