"""A part of a question that refers back, with what it may stand for."""

from __future__ import annotations

from dataclasses import dataclass

MOST_OPTIONS = 4


@dataclass(frozen=True, slots=True)
class Option:
    """Words that may stand in place of a reference, and how likely they are meant (above 0).

    ``singular`` where an auxiliary before them must follow: “is the army” in place of “are they”.
    """

    words: str
    weight: float
    singular: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A part of a question that refers back. ``needed`` where it tells nothing without the turns before."""

    start: int
    end: int
    options: tuple[Option, ...]
    needed: bool
