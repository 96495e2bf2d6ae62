"""Rows out of files: JSON lines, tables and whole JSON documents, plain or gzipped.

Every function raises or notes errors that name the file and the line.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol, TypeVar

from evals.datasets.problems import LocatedError, Problem, Problems

Kind = TypeVar("Kind")
NAMES: dict[type, str] = {str: "a string", int: "a whole number", bool: "true or false", list: "a list"}
GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its values and where it stands, for the messages.

    ``line`` is None within a JSON document, where ``inside`` tells the way to the record.
    """

    path: Path
    line: int | None
    values: dict[str, Any]
    inside: str = ""

    def error(self, sentence: str) -> LocatedError:
        """An error that names file and line."""
        within = f"{self.inside}: " if self.inside else ""
        return Problem(self.path, self.line, within + sentence).error()

    def get(self, key: str, kind: type[Kind]) -> Kind:
        """The value under ``key``.

        Raises:
            LocatedError: it is missing or not of type ``kind``.
        """
        if key not in self.values:
            raise self.error(f"“{key}” is missing")
        value = self.values[key]
        # bool is a subclass of int, and true is not a number here.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.error(f"“{key}” is not {NAMES.get(kind, kind.__name__)}")
        return value

    def words(self, key: str) -> str:
        """The string under ``key``, which must not be blank."""
        value = self.get(key, str)
        if not value.strip():
            raise self.error(f"“{key}” is empty")
        return value

    def name(self, key: str) -> str:
        """The identifier under ``key``, a string or a whole number, as a string."""
        value = self.values.get(key)
        return str(value) if type(value) is int else self.words(key)

    def rows(self, key: str) -> list[Row]:
        """The list of objects under ``key``."""
        inside = f"{self.inside}.{key}" if self.inside else key
        found = []
        for number, value in enumerate(self.get(key, list)):
            if not isinstance(value, dict):
                raise self.error(f"“{key}” holds something that is not an object")
            found.append(Row(self.path, self.line, value, f"{inside}[{number}]"))
        return found

    def strings(self, key: str) -> list[str]:
        """The list of strings under ``key``."""
        values = self.get(key, list)
        if not all(isinstance(value, str) for value in values):
            raise self.error(f"“{key}” holds something that is not a string")
        return values


class Identified(Protocol):
    """What has an id."""

    @property
    def id(self) -> str: ...


Item = TypeVar("Item", bound=Identified)
Parse = Callable[[Path, int, str], Row | None]


def rows(path: Path, problems: Problems, parse: Parse | None = None) -> Iterator[Row]:
    """The rows of a file with one on each line, by default JSON objects; blank lines are skipped.

    ``parse`` may say None to a line that is no row.
    """
    parse = parse or parse_object
    with problems.noting():
        for number, content in numbered_lines(path):
            with problems.noting():
                line = decode(path, number, content)
                if line and (row := parse(path, number, line)):
                    yield row


def collect(origin: Iterable[Row], read: Callable[[Row], Item], problems: Problems) -> dict[str, Item]:
    """What ``read`` makes of each row, by its id; a second one of an id is bad."""
    found: dict[str, Item] = {}
    for row in origin:
        with problems.noting():
            item = read(row)
            if item.id in found:
                raise row.error(f"the id “{item.id}” appears twice")
            found[item.id] = item
    return found


def numbered_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file, from 1 on.

    Raises:
        LocatedError: the file cannot be read, or is compressed and cut off.
    """
    number = 0
    try:
        with open_plain(path) as file:
            for number, content in enumerate(file, 1):
                yield number, content
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        sentence = "the compressed file is damaged or cut off here; fetch it again"
        raise Problem(path, number + 1, sentence).error() from error
    except OSError as error:
        raise Problem(path, None, f"cannot be read ({error.strerror or error})").error() from error


def open_plain(path: Path) -> IO[bytes] | gzip.GzipFile:
    """The file's content, unpacked if it is gzipped, whatever its name says."""
    file = path.open("rb")
    packed = file.read(len(GZIP)) == GZIP
    file.seek(0)
    if not packed:
        return file
    file.close()
    return gzip.open(path, "rb")


def decode(path: Path, number: int, content: bytes) -> str:
    """A line as text; a byte order mark at the start of the file is dropped, and the end of a line kept."""
    try:
        text = content.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise Problem(path, number, f"not UTF-8 text (byte {error.start + 1} of the line)").error() from error
    return text if text.strip() else ""


def parse_object(path: Path, number: int, line: str) -> Row:
    """One line as a row; LocatedError where it is not a JSON object."""
    try:
        values = json.loads(line)
        check_characters(line, values)
    except (ValueError, RecursionError) as error:
        # Only the last line of a file has no end, and a whole one is valid without it too.
        cut = "" if line.endswith("\n") else "; the line seems to be cut off"
        raise Problem(path, number, f"not valid JSON ({reason(error)}){cut}").error() from error
    if not isinstance(values, dict):
        raise Problem(path, number, "not a JSON object").error()
    return Row(path, number, values)


def parse_document(path: Path) -> Row:
    """A file that is one JSON object.

    Raises:
        LocatedError: it is not; the line where it breaks off is named.
    """
    text = "".join(decode(path, number, content) or "\n" for number, content in numbered_lines(path))
    try:
        values = json.loads(text)
        check_characters(text, values)
    except json.JSONDecodeError as error:
        # A string without an end reaches to the end of the file, wherever it began.
        ends = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
        cut = "; the file seems to be cut off" if ends else ""
        raise Problem(path, error.lineno, f"not valid JSON ({reason(error)}){cut}").error() from error
    except (ValueError, RecursionError) as error:
        raise Problem(path, None, f"not valid JSON ({reason(error)})").error() from error
    if not isinstance(values, dict):
        raise Problem(path, 1, "not a JSON object").error()
    return Row(path, None, values)


def check_characters(text: str, values: object) -> None:
    r"""Raise ValueError where an escape such as ``\ud83d`` stands alone: no file could hold that text."""
    if "\\ud" in text.lower():
        json.dumps(values, ensure_ascii=False).encode("utf-8")


def reason(error: Exception) -> str:
    """Why JSON could not be read, without the position within the file, which says little for a line."""
    match error:
        case json.JSONDecodeError():
            return f"{error.msg}, character {error.colno}"
        case UnicodeEncodeError():
            return "it holds half a character"
        case RecursionError():
            return "it is nested too deeply"
    return str(error)
