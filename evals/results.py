"""What a run writes and every later command reads: a row for each question, and figures over the rows.

Everything that is shown, compared or drawn is computed from these rows alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.datasets import DatasetError

# Raised when rows or figures change their meaning: files of another format are refused.
FORMAT = 2
# The system that the other ones are baselines of.
MAIN = "groundwire"
Unit = Literal["share", "score", "seconds", "rate"]
Better = Literal["higher", "lower"]


class Model(BaseModel):
    """Frozen, and unknown keys are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Gold(Model):
    """A place of evidence: code points ``[start, end)``; ``answer`` numbers the true answer it bears."""

    document: str
    start: int
    end: int
    answer: int = 0


class Cited(Model):
    """A citation: where it points and the words it quotes."""

    document: str
    start: int
    end: int
    quote: str


class SystemRow(Model):
    """What one system did with one question.

    ``scores`` are this question's values of the figures that are means (evals.figures), absent where a figure
    does not apply to it. ``confidence`` is what the system would abstain by, None where it has none.
    ``predicted`` are the words judged by exact match. ``citations`` are those that a user sees, ``forced``
    those where nothing is withheld, which are the same unless the system abstained.
    """

    scores: dict[str, float]
    seconds: float | None = None
    confidence: float | None = None
    abstained: bool = False
    predicted: str = ""
    citations: tuple[Cited, ...] = ()
    forced: tuple[Cited, ...] = ()


class Row(Model):
    """One question, its gold, and what each system did with it.

    ``ranks`` is the rank, from 1, of the first passage on gold after each stage, in the order of the stages
    (lexical, dense, fused, read); None where it is not among those looked at.
    """

    id: str
    document: str
    question: str
    kind: str
    split: str
    answerable: bool
    gold: tuple[Gold, ...]
    answers: tuple[str, ...]
    note: str = ""
    ranks: dict[str, int | None] = Field(default_factory=dict)
    systems: dict[str, SystemRow] = Field(default_factory=dict)


class Figure(Model):
    """One number of one system on one split.

    ``value`` is None where nothing applies; ``of`` counts the questions it rests on. ``low`` and ``high`` are
    its 95 % bootstrap interval, None where there is none; ``resampled`` says what was drawn.
    """

    suite: str
    name: str
    system: str
    split: str
    value: float | None
    of: int
    unit: Unit = "share"
    better: Better = "higher"
    headline: bool = False
    low: float | None = None
    high: float | None = None
    resampled: Literal["documents", "questions"] | None = None


class DatasetInfo(Model):
    """Which set was asked; ``sha256`` is that of its documents and of the questions that were chosen."""

    name: str
    documents: int
    questions: int
    packaged: bool
    sha256: str
    documents_sha256: str = ""


class Results(Model):
    """A whole run.

    ``failed`` lists the questions that could not be asked, with the reason, ``left_out`` the bad rows of the
    set that were skipped.
    """

    format: Literal[2] = 2
    kind: Literal["evals"] = "evals"
    dataset: DatasetInfo
    suites: tuple[str, ...]
    configuration: dict[str, Any]
    library: dict[str, Any]
    made: dict[str, Any]
    figures: tuple[Figure, ...]
    questions: tuple[Row, ...] = ()
    failed: dict[str, str] = Field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    @property
    def systems(self) -> tuple[str, ...]:
        """The systems that have a row, in the order in which they were run."""
        return tuple(dict.fromkeys(name for row in self.questions for name in row.systems))

    @property
    def splits(self) -> tuple[str, ...]:
        """The splits that have a question, in their order of appearance."""
        return tuple(dict.fromkeys(row.split for row in self.questions))


def parse(content: Mapping[str, Any], path: Path) -> Results:
    """The content of a result file.

    Raises:
        DatasetError: it is of another version, or not a result of a run.
    """
    if content.get("kind") != "evals":
        raise DatasetError(f"{path} is not a result of python -m evals.")
    if content.get("format") != FORMAT:
        raise DatasetError(
            f"{path} was written by another version (format {content.get('format')}, this one reads "
            f"{FORMAT}); run its command again."
        )
    try:
        return Results.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DatasetError(f"{path} is not a whole result file: {place}: {first['msg']}.") from error
