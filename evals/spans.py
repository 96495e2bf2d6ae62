"""Ranges of a document's text: what is covered, and what counts as the same place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The range ``[start, end)`` of code points in the text of the document ``document_id``."""

    document_id: str
    start: int
    end: int

    @property
    def length(self) -> int:
        """How many characters the place has."""
        return self.end - self.start


def shared_characters(one: Place, other: Place) -> int:
    """How many characters two places have in common; 0 where they lie in different documents."""
    if one.document_id != other.document_id:
        return 0
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def same_place(one: Place, other: Place) -> bool:
    """Whether two places overlap by at least half of the shorter one, and by one character at least.

    Source: the project's own definition of “on gold”. It accepts a sentence around a short gold span
    and a clause within a long one, and refuses neighbours that touch at their edges.
    """
    shared = shared_characters(one, other)
    return shared > 0 and 2 * shared >= min(one.length, other.length)


def on_any(place: Place, golds: Iterable[Place]) -> bool:
    """Whether ``place`` is the same place as at least one gold place."""
    return any(same_place(place, gold) for gold in golds)


def covers(places: Sequence[Place], gold: Place, text: str) -> bool:
    """Whether every non-blank character of ``gold`` lies in the union of ``places``.

    Blanks do not count because no passage needs to hold the blank line between two paragraphs.
    ``text`` is the document's text.
    """
    held = sorted((p.start, p.end) for p in places if shared_characters(p, gold))
    reached = gold.start
    for start, end in held:
        if text[reached : max(reached, start)].strip():
            return False
        reached = max(reached, end)
    return not text[reached : max(reached, gold.end)].strip()


def within_budget(places: Sequence[Place], characters: int) -> tuple[Place, ...]:
    """The first ``characters`` characters of ``places``, in their order; the last place is cut short.

    A character that two places share counts twice, as it would be read twice.
    """
    kept = []
    left = characters
    for place in places:
        if left <= 0:
            break
        kept.append(Place(place.document_id, place.start, min(place.end, place.start + left)))
        left -= place.length
    return tuple(kept)
