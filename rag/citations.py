"""Citations: which words of which version of which document bear a sentence of an answer."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from index import range_address

ReplayStatus = Literal[
    "holds",
    "holds in an older version",
    "removed but holds",
    "purged",
    "does not hold",
    "unknown",
]
HOLDING: frozenset[ReplayStatus] = frozenset({"holds", "holds in an older version", "removed but holds"})


@dataclass(frozen=True, slots=True)
class Time:
    """The days that some words of a version mean: ``text[start:end] == words``, “on Monday”.

    ``first`` and ``last`` are ISO dates, the same one where the words mean a single day.
    """

    start: int
    end: int
    words: str
    first: str
    last: str

    @property
    def day(self) -> str | None:
        """The day, as an ISO date, where it is one; None for a week, a month or a year."""
        return self.first if self.first == self.last else None

    def to_dict(self) -> dict[str, Any]:
        """All fields and the day, ready for JSON."""
        return {**asdict(self), "day": self.day}


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation that can be replayed: the version's ``text[start:end] == quote``.

    ``number`` counts from 1 within an answer. ``published`` is an ISO date and ``agency`` a name,
    each None where the article does not tell. ``times`` are the times the quotation mentions by the day of
    writing, with the days they mean; they stand beside the quotation, are no part of it and prove nothing.
    """

    number: int
    document_id: str
    version: str
    uri: str
    title: str
    published: str | None
    agency: str | None
    start: int
    end: int
    quote: str
    times: tuple[Time, ...] = ()

    @property
    def address(self) -> str:
        """The page's address of the quotation: ``?document=…&version=…&start=…&end=…``."""
        return range_address(self.document_id, self.version, self.start, self.end)

    def to_dict(self) -> dict[str, Any]:
        """All fields and the address, ready for JSON."""
        return {**asdict(self), "times": [time.to_dict() for time in self.times], "address": self.address}


@dataclass(frozen=True, slots=True)
class Replay:
    """What replaying one citation showed.

    ``date`` is the ISO day the cited version was added (older version), or the document was
    removed or purged; None where no day belongs to the status.
    """

    citation: Citation
    status: ReplayStatus
    date: str | None = None

    @property
    def holds(self) -> bool:
        """Whether the quoted words stand at the cited place."""
        return self.status in HOLDING

    @property
    def sentence(self) -> str:
        """The status as a sentence."""
        if self.status == "holds in an older version" and self.date:
            return f"holds in an older version, of {self.date}"
        return f"{self.status} (since {self.date})" if self.date else self.status

    def to_dict(self) -> dict[str, Any]:
        """Citation, status and date, ready for JSON."""
        return {
            "citation": self.citation.to_dict(),
            "status": self.status,
            "date": self.date,
            "holds": self.holds,
        }
