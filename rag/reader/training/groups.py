"""Groups of excerpts under one question: what is normalised together when the reader is trained."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from index import Span, split
from rag.reader.excerpts import excerpt_of
from rag.reader.training.example import Example, Ranges
from rag.reader.windows import Excerpt

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


class Cutter:
    """Cuts texts into passages as a library would hold them, every text once.

    Args:
        tokens: where a text's tokens stand.
        sizes: the most tokens in a passage; each text draws one.
        seed: of the drawing.
    """

    def __init__(self, tokens: TokenOffsets, sizes: Sequence[int], seed: int = 0) -> None:
        self._tokens = tokens
        self._sizes = sizes
        self._random = Random(seed)
        self._known: dict[tuple[str, str], list[tuple[Span, Excerpt]]] = {}

    def entries(self, example: Example) -> list[Entry]:
        """The passages of an example's text, with the answers that lie whole in each."""
        key = (example.text, example.title)
        if key not in self._known:
            self._known[key] = self._cut(*key)
        return [Entry(excerpt, within(example.answers, span)) for span, excerpt in self._known[key]]

    def _cut(self, text: str, title: str) -> list[tuple[Span, Excerpt]]:
        spans = split(text, (), self._tokens, self._random.choice(self._sizes))
        return [(span, excerpt_of(text, span, title)) for span in spans]


def within(ranges: Ranges, passage: Span) -> Ranges:
    """The ranges that lie whole in a passage, counted from its start."""
    return tuple(
        (start - passage.start, end - passage.start)
        for start, end in ranges
        if passage.start <= start and end <= passage.end
    )


def group_of(
    example: Example,
    entries: Sequence[Entry],
    mined: Sequence[Excerpt],
    negatives: int,
    random: Random,
    own: int = 2,
) -> Group | None:
    """The example's group: its answering passage, or the likeliest one, and passages that do not answer.

    Passages that hold the answer's words elsewhere count neither way and are left out. None where the
    answer was cut by the end of a passage.
    """
    answering = [entry for entry in entries if entry.answers]
    others = [entry for entry in entries if not entry.answers]
    if example.answers and not answering:
        return None
    others.sort(key=lambda entry: -shared(example.question, entry.excerpt.text))
    chosen = [random.choice(answering)] if answering else others[:1]
    rest = [entry.excerpt for entry in others if entry not in chosen]
    said = {normalised(example.text[start:end]) for start, end in example.answers}
    pool = [*rest[:own], *mined]
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
