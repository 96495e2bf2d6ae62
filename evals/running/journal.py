"""The rows of an unfinished run, on disk as they are made, so that a stopped run goes on where it was."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError

from evals.datasets import DatasetError
from evals.results import Row


class Journal:
    """A folder with the rows made so far and the library they are made from.

    The folder's name carries a fingerprint of everything that shapes a row, so rows are taken up again only
    by a run that would make the same ones.

    Args:
        folder: where unfinished runs lie.
        name: the set's name.
        fingerprint: hex digits that differ when set, settings or code do.
    """

    def __init__(self, folder: Path, name: str, fingerprint: str) -> None:
        self.folder = folder / f"{name}-{fingerprint[:12]}"
        self._file = self.folder / "rows.jsonl"

    @property
    def library(self) -> Path:
        """Where the run keeps its library, unless its caller names another place."""
        return self.folder / "library"

    def begin(self) -> dict[str, Row]:
        """The rows that an earlier run made, by question id.

        Raises:
            DatasetError: the folder cannot be made or read.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            rows = [parsed for line in whole_lines(self._file) if (parsed := parse_row(line))]
        except (OSError, ValueError) as error:
            raise DatasetError(
                f"The unfinished run in {self.folder} cannot be taken up ({error}); delete that folder."
            ) from error
        return {row.id: row for row in rows}

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep another run of the same rows out meanwhile.

        Raises:
            DatasetError: one is at work already.
        """
        lock = FileLock(f"{self.folder}.lock", timeout=0)
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise DatasetError(
                f"The same run is at work already; it keeps its rows in {self.folder}."
            ) from error
        except OSError as error:
            raise DatasetError(f"{self.folder} cannot be made ({error.strerror or error}).") from error
        try:
            yield
        finally:
            lock.release()
            self._tidy()

    def _tidy(self) -> None:
        # An empty folder of ours is no use to anybody; other unfinished runs may lie in it.
        Path(f"{self.folder}.lock").unlink(missing_ok=True)
        if self.folder.parent.is_dir() and not any(self.folder.parent.iterdir()):
            self.folder.parent.rmdir()

    def add(self, row: Row) -> None:
        """Keep one row."""
        append(self._file, row.model_dump_json())

    def finish(self) -> None:
        """Delete the folder: the run is over, its result is elsewhere."""
        shutil.rmtree(self.folder, ignore_errors=True)


def whole_lines(file: Path) -> list[str]:
    """The lines of a file that end; the last one may have been cut off when the machine stopped."""
    if not file.is_file():
        return []
    return [line.decode("utf-8", "replace") for line in file.read_bytes().split(b"\n")[:-1]]


def parse_row(line: str) -> Row | None:
    """The row in a line, None where the line holds none."""
    try:
        return Row.model_validate_json(line)
    except ValidationError:
        return None


def append(file: Path, line: str) -> None:
    """Write one line at the end of a file; a torn line before it is cut away first.

    It was not taken for a line (:func:`whole_lines`), and would be one if its end alone was torn off.
    """
    with file.open("a+b") as stream:
        if stream.tell():
            stream.seek(-1, 2)
            if stream.read(1) != b"\n":
                stream.truncate(file.read_bytes().rfind(b"\n") + 1)
        stream.write(line.encode("utf-8") + b"\n")
