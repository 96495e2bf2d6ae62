"""Groups of excerpts under one question: what is normalised together when the reader is trained."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from index import split
from rag.reader.excerpts import excerpt_of
from rag.reader.training.example import Example
from rag.reader.windows import Excerpt

Ranges = tuple[tuple[int, int], ...]
TokenOffsets = Callable[[str], list[tuple[int, int]]]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Entry:
    """An excerpt, and the ranges of its text that answer (none: it does not)."""

    excerpt: Excerpt
    answers: Ranges = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A question with the excerpts whose spans share one softmax with “nothing here answers”."""

    question: str
    entries: tuple[Entry, ...]

    @property
    def answered(self) -> bool:
        """Whether any excerpt answers."""
        return any(entry.answers for entry in self.entries)


def entries_of(example: Example, tokens: TokenOffsets, max_tokens: int) -> list[Entry]:
    """The example's text as passages of at most ``max_tokens`` tokens, as a library would hold them."""
    found = []
    for passage in split(example.text, (), tokens, max_tokens):
        inside = tuple(
            (start - passage.start, end - passage.start)
            for start, end in example.answers
            if passage.start <= start and end <= passage.end
        )
        found.append(Entry(excerpt_of(example.text, passage, example.title), inside))
    return found


def group_of(
    example: Example, entries: Sequence[Entry], mined: Sequence[Excerpt], negatives: int, random: Random
) -> Group | None:
    """The example's group: its answering passage, or the likeliest one, and passages that do not answer.

    Passages that hold the answer's words elsewhere count neither way and are left out. None where the
    answer was cut by the end of a passage.
    """
    answering = [entry for entry in entries if entry.answers]
    others = [entry for entry in entries if not entry.answers]
    if example.answers and not answering:
        return None
    if not answering:
        others.sort(key=lambda entry: -shared(example.question, entry.excerpt.text))
    chosen = [random.choice(answering)] if answering else others[:1]
    rest = [entry.excerpt for entry in others if entry not in chosen]
    said = {normalised(example.text[start:end]) for start, end in example.answers}
    pool = [*rest[:2], *mined]
    free = [text for text in pool if not any(words in f" {normalised(text.text)} " for words in said)]
    return Group(example.question, (*chosen, *(Entry(text) for text in free[:negatives])))


def without_answer(group: Group) -> Group:
    """The group as it is where the answering article is not searched."""
    return Group(group.question, tuple(entry for entry in group.entries if not entry.answers))


def shared(question: str, text: str) -> float:
    """The share of the question's longer words that a text holds."""
    asked = {word for word in _WORD.findall(question.lower()) if len(word) > 3}
    held = set(_WORD.findall(text.lower()))
    return len(asked & held) / len(asked) if asked else 0.0


def normalised(text: str) -> str:
    """Lower-case words between single blanks."""
    return f" {' '.join(_WORD.findall(text.lower()))} "
