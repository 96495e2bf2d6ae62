"""Questions that were asked, each with all its candidates, kept in a file: asking is what takes long."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from evals.cross_fitting import Flags, Group, Numbers
from evals.datasets import DatasetError
from evals.provenance import tree_sha256
from evals.running.journal import append, whole_lines

FORMAT = 1
CODE = (".py", ".onnx")
# Digits kept of a feature.
DIGITS = 6


class Key(NamedTuple):
    """Which question was asked how: its set, id and words, and whether its own article was left out."""

    source: str
    id: str
    words: str
    left_out: bool


@dataclass(frozen=True, slots=True)
class Collected:
    """A question with every candidate that reading found, best first.

    ``scores``, ``on_gold`` and each of ``features`` have an entry for each candidate; a feature that a
    candidate lacks is 0. ``cited`` is the candidate that the answer rests on, None where it rests on none:
    the article states it about itself, or nothing was found. ``confidence`` and ``right`` are those of the
    answer as it was given; nothing is withheld.
    """

    key: Key
    document: str
    answerable: bool
    scores: Numbers
    features: dict[str, Numbers]
    on_gold: Flags
    cited: int | None
    confidence: float
    right: bool

    @property
    def group(self) -> Group:
        """What it is held out with."""
        return Group(self.key.source, self.document or self.key.id)

    def weighed(self, weights: Mapping[str, float]) -> Numbers:
        """The weighted sum of each candidate's features; a missing feature is 0."""
        scores = np.zeros(len(self.scores))
        for name, weight in weights.items():
            scores += weight * self.features.get(name, 0.0)
        return scores

    def features_of(self, candidate: int) -> dict[str, float]:
        """The named numbers of one candidate."""
        return {name: float(values[candidate]) for name, values in self.features.items()}


def margins(scores: Numbers) -> Numbers:
    """The distance of each score, best first, to the best other one; 0 where there is no other."""
    if len(scores) < 2:
        return np.zeros(len(scores))
    apart: Numbers = scores - scores[0]
    apart[0] = scores[0] - scores[1]
    return apart


class Store:
    """The questions asked so far, in a file that grows as they come, or in memory only.

    Args:
        file: JSON lines; made with the first question.

    Raises:
        DatasetError: the file holds something else, or cannot be read.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._known: dict[Key, Collected] = {}
        self._head: dict[str, Any] = {}
        try:
            lines = whole_lines(file) if file else []
        except OSError as error:
            raise DatasetError(f"{file} cannot be read ({error.strerror or error}).") from error
        if lines and file:
            self._head, rows = parse(file, lines)
            self._known = {row.key: row for row in rows}

    def get(self, key: Key) -> Collected | None:
        """What was collected on a question; None where it was not asked."""
        return self._known.get(key)

    def add(self, found: Collected) -> None:
        """Keep one more question.

        Raises:
            DatasetError: the file cannot be written.
        """
        self._known[found.key] = found
        if self._file is None:
            return
        try:
            if not self._head:
                self._head = head()
                self._file.parent.mkdir(parents=True, exist_ok=True)
                append(self._file, json.dumps(self._head))
            append(self._file, json.dumps(as_row(found), ensure_ascii=False))
        except OSError as error:
            raise DatasetError(f"{self._file} cannot be written ({error.strerror or error}).") from error

    @property
    def stale(self) -> bool:
        """Whether what was there had been collected by other code of index or rag."""
        return bool(self._head) and self._head["code"] != code_sha256()


def head() -> dict[str, Any]:
    """The first line of a file: what made it."""
    return {"format": FORMAT, "code": code_sha256(), "date": datetime.now(UTC).date().isoformat()}


def code_sha256() -> str:
    """The SHA-256 of the code and models that shape a candidate; fitted weights do not count."""
    return tree_sha256(("index", "rag"), CODE)


def as_row(found: Collected) -> dict[str, Any]:
    """A question ready for JSON, a list for each feature."""
    return {
        **found.key._asdict(),
        "document": found.document,
        "answerable": found.answerable,
        "cited": found.cited,
        "confidence": round(found.confidence, DIGITS),
        "right": found.right,
        "on_gold": np.flatnonzero(found.on_gold).tolist(),
        "scores": found.scores.round(DIGITS).tolist(),
        "features": {name: values.round(DIGITS).tolist() for name, values in found.features.items()},
    }


def parse(file: Path, lines: list[str]) -> tuple[dict[str, Any], list[Collected]]:
    """The first line and the questions of a file.

    Raises:
        DatasetError: a line is none of ours.
    """
    try:
        first = json.loads(lines[0])
        if first["format"] != FORMAT or "code" not in first:
            raise ValueError("another format")
        return first, [from_row(row) for line in lines[1:] if (row := whole_row(line))]
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise DatasetError(f"{file} does not hold collected questions; name another file.") from error


def whole_row(line: str) -> dict[str, Any] | None:
    """The JSON object in a line; None where the line was cut off when the machine stopped."""
    try:
        found: dict[str, Any] = json.loads(line)
    except json.JSONDecodeError:
        return None
    return found


def from_row(row: dict[str, Any]) -> Collected:
    """A question read back."""
    scores = np.array(row["scores"], dtype=float)
    on_gold = np.zeros(len(scores), dtype=bool)
    on_gold[np.array(row["on_gold"], dtype=int)] = True
    return Collected(
        key=Key(row["source"], row["id"], row["words"], row["left_out"]),
        document=row["document"],
        answerable=row["answerable"],
        scores=scores,
        features={name: np.array(values, dtype=float) for name, values in row["features"].items()},
        on_gold=on_gold,
        cited=row["cited"],
        confidence=row["confidence"],
        right=row["right"],
    )
