"""How questions are made of a data set: as they stand, moved, picked out, or made unanswerable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from rag.reader.training.attribution import attributions
from rag.reader.training.example import Example
from rag.reader.training.recipe import SourceShare
from rag.reader.training.selection import clauses, read_causes, read_manners, read_selection
from rag.reader.training.sources import read_source
from rag.reader.training.swaps import KINDS, unanswerable
from rag.reader.training.wikinews import read_paragraphs

Maker = Callable[[Path, SourceShare, int], Iterable[Example]]


def questions(path: Path, share: SourceShare, seed: int) -> Iterable[Example]:
    """The questions as they stand."""
    return read_source(path, path.name, excluded_titles=share.excluded_titles)


def paragraphs(path: Path, share: SourceShare, seed: int) -> Iterable[Example]:
    """Questions of one sentence, asked of its paragraph."""
    return read_paragraphs(path, path.name)


def attribution(path: Path, share: SourceShare, seed: int) -> Iterable[Example]:
    """Those of them that ask who said something, or what somebody said."""
    return attributions(read_paragraphs(path, path.name))


def clause(path: Path, share: SourceShare, seed: int) -> Iterable[Example]:
    """The questions that ask how or why."""
    return clauses(questions(path, share, seed))


def swapped(path: Path, share: SourceShare, seed: int) -> Iterable[Example]:
    """Unanswerable questions made of those that stand there, of the share's kinds."""
    return unanswerable(questions(path, share, seed), seed, share.kinds or KINDS)


def swapped_paragraphs(path: Path, share: SourceShare, seed: int) -> Iterable[Example]:
    """Unanswerable questions made of those of one sentence, asked of its paragraph."""
    return unanswerable(read_paragraphs(path, path.name), seed, share.kinds or KINDS)


def selection(path: Path, share: SourceShare, seed: int) -> Iterable[Example]:
    """Questions that whole sentences answer."""
    return read_selection(path, path.name, everything=True)


def causes(path: Path, share: SourceShare, seed: int) -> Iterable[Example]:
    """Questions about causes and effects in news."""
    return read_causes(path, path.name)


def manners(path: Path, share: SourceShare, seed: int) -> Iterable[Example]:
    """Questions about manner, reason and result, asked of the paragraph."""
    return read_manners(path, path.name)


MAKERS: Mapping[str, Maker] = {
    "questions": questions,
    "paragraphs": paragraphs,
    "attribution": attribution,
    "clauses": clause,
    "swaps": swapped,
    "paragraph swaps": swapped_paragraphs,
    "selection": selection,
    "causes": causes,
    "manners": manners,
}
