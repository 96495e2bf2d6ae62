"""JSON lines, plain or gzipped, with an error that names the file and the line."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from evals.datasets.model import DatasetError

Kind = TypeVar("Kind")
NAMES: dict[type, str] = {str: "a string", int: "a whole number", bool: "true or false", list: "a list"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its values and where it stands, for the messages."""

    path: Path
    number: int
    values: dict[str, Any]

    def error(self, problem: str) -> DatasetError:
        """A DatasetError that names file and line."""
        return DatasetError(f"{self.path}, line {self.number}: {problem}.")

    def get(self, key: str, kind: type[Kind]) -> Kind:
        """The value under ``key``.

        Raises:
            DatasetError: it is missing or not of type ``kind``.
        """
        if key not in self.values:
            raise self.error(f"“{key}” is missing")
        value = self.values[key]
        # bool is a subclass of int, and true is not a number here.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.error(f"“{key}” is not {NAMES.get(kind, kind.__name__)}")
        return value


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a JSON-lines file; blank lines are skipped.

    Raises:
        DatasetError: the file cannot be read, or a line is not a JSON object.
    """
    try:
        content = path.read_bytes()
        if path.suffix == ".gz":
            content = gzip.decompress(content)
        text = content.decode("utf-8")
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DatasetError(f"{path} cannot be read ({reason}).") from error
    except UnicodeDecodeError as error:
        raise DatasetError(f"{path} is not UTF-8 text.") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield parse(path, number, line)


def parse(path: Path, number: int, line: str) -> Row:
    """One line as a row; DatasetError where it is not a JSON object."""
    try:
        values = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise DatasetError(f"{path}, line {number}: not valid JSON ({error}).") from error
    if not isinstance(values, dict):
        raise DatasetError(f"{path}, line {number}: not a JSON object.")
    return Row(path, number, values)
