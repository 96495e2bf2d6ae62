"""Reading and writing result files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evals.datasets import DatasetError
from evals.results import Results, parse

# What holds rows: an object for each question, or for each kind.
ROWS = ("questions", "turns", "first_questions", "rows")


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write JSON to ``path``, making its folder.

    Raises:
        DatasetError: the file cannot be written.
    """
    write_text(path, as_json(content))


def write_text(path: Path, text: str) -> None:
    """Write a text file, making its folder.

    Raises:
        DatasetError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise DatasetError(f"{path} cannot be written ({error.strerror or error}).") from error


def as_json(content: dict[str, Any]) -> str:
    """JSON with a line for each value, but only one for each row; the rows come last."""
    rows = {name: content[name] for name in ROWS if content.get(name)}
    head = {name: value for name, value in content.items() if name not in rows}
    text = json.dumps(head, ensure_ascii=False, indent=1)
    for name, values in rows.items():
        lines = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in values)
        text = f'{text.removesuffix("}").rstrip()},\n "{name}": [\n  {lines}\n ]\n}}'
    return text + "\n"


def read_json(path: Path) -> dict[str, Any]:
    """The JSON object in a file.

    Raises:
        DatasetError: the file cannot be read, or holds something else; the message names file and line.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DatasetError(f"{path} cannot be read ({error.strerror or error}).") from error
    except json.JSONDecodeError as error:
        raise DatasetError(
            f"{path}, line {error.lineno}: not valid JSON ({error.msg}); the file may have been cut off."
        ) from error
    except UnicodeDecodeError as error:
        raise DatasetError(f"{path} is not UTF-8 text; the file may have been cut off.") from error
    except RecursionError as error:
        raise DatasetError(f"{path} is not a result file ({error}).") from error
    if not isinstance(content, dict):
        raise DatasetError(f"{path} is not a result file.")
    return content


def read_results(path: Path) -> Results:
    """The result of a run.

    Raises:
        DatasetError: it cannot be read, was cut off, or was written by another version.
    """
    return parse(read_json(path), path)
