"""What is wrong with a set: the first problem stops the reading, or each is noted and its row left out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from evals.datasets.model import DatasetError

# A message is one line: longer quotations from the data are cut.
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the file, its line where that is known, and a sentence without its stop."""

    path: Path
    line: int | None
    sentence: str

    def __str__(self) -> str:
        where = f"{self.path}" if self.line is None else f"{self.path}, line {self.line}"
        return one_line(f"{where}: {self.sentence}.")

    def error(self) -> LocatedError:
        """The problem as an error."""
        return LocatedError(self)


class LocatedError(DatasetError):
    """A DatasetError that says where: ``problem`` names the file and the line."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(slots=True)
class Problems:
    """What to do about a bad row, and the bad rows so far.

    Without ``keep_going`` the first one is raised. With it each is added to ``found``, and the rest is read.
    """

    keep_going: bool = False
    found: list[Problem] = field(default_factory=list)

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Run what reads one row: if it is bad, note that and go on, or raise.

        Raises:
            LocatedError: the row is bad and the reading is not to go on.
        """
        try:
            yield
        except LocatedError as error:
            if not self.keep_going:
                raise
            self.found.append(error.problem)


def one_line(text: str) -> str:
    """``text`` on one line, without what a terminal would obey, cut where it is very long."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]} …"
