"""Mentions: every passage that holds some words, and where in it they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from index import lexical
from index.document import Passage, Span
from index.errors import UserError

# A part of what is looked for: words in quotation marks, or what stands between blanks.
_PART = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]|(\S+)")
# A word as it is printed, with the soft hyphens and accents in it, or an acronym with its dots.
_INVISIBLE = "".join(map(chr, lexical.INVISIBLE))
_TOKEN = re.compile(rf"{lexical.ACRONYM.pattern}|(?:[^\W_][{_INVISIBLE}\u0300-\u036f]*)+")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage that holds the words; ``spans`` are their places in the version's text, in order."""

    passage: Passage
    spans: tuple[Span, ...]

    @classmethod
    def within(cls, passage: Passage, places: Iterable[Span]) -> Mention:
        """A mention at places of the passage's own text."""
        start = passage.start
        return cls(passage, tuple(Span(start + place.start, start + place.end) for place in places))

    def to_dict(self) -> dict[str, Any]:
        """The passage and the spans, ready for JSON."""
        spans = [{"start": span.start, "end": span.end} for span in self.spans]
        return {"passage": self.passage.to_dict(), "spans": spans}


@dataclass(frozen=True, slots=True)
class Mentions:
    """Some of the passages that hold the words, from the ``offset``-th on; ``total`` counts all."""

    words: str
    total: int
    offset: int
    mentions: tuple[Mention, ...]

    def to_dict(self) -> dict[str, Any]:
        """All fields, ready for JSON."""
        mentions = [mention.to_dict() for mention in self.mentions]
        return {"words": self.words, "total": self.total, "offset": self.offset, "mentions": mentions}


def phrases_of(words: str) -> tuple[Phrase, ...]:
    """What is looked for: words in quotation marks stand side by side, others anywhere in a passage.

    Each phrase is its words, normalised as the search does; one with ``*`` at its end may go on.

    Raises:
        UserError: there is no word in it.
    """
    found = []
    for match in _PART.finditer(words):
        part = match[1] if match[1] is not None else match[2]
        phrase = tuple(word.lower() for word in lexical.WORD.findall(lexical.normalise(part)))
        if phrase:
            found.append((*phrase[:-1], phrase[-1] + "*" * part.endswith("*")))
    if not found:
        raise UserError("There is no word to look for; type one, or some in quotation marks.")
    return tuple(dict.fromkeys(found))


def expression_of(phrases: Sequence[Phrase]) -> str:
    """The FTS5 expression for texts that hold all of the phrases. Every word is quoted, none an operator."""
    return " AND ".join(
        f'"{" ".join(phrase).rstrip("*")}"{"*" if phrase[-1].endswith("*") else ""}' for phrase in phrases
    )


def places_of(texts: Sequence[str], phrases: Sequence[Phrase]) -> list[tuple[Span, ...]]:
    """Where the phrases stand in each text, in order and apart from each other."""
    tokens = [(number, match) for number, text in enumerate(texts) for match in _TOKEN.finditer(text)]
    matched = lexical.matching(
        [match.group() for _, match in tokens], {word for phrase in phrases for word in phrase}
    )
    found: list[set[Span]] = [set() for _ in texts]
    for phrase in phrases:
        for first in starts(phrase, matched):
            last = first + len(phrase) - 1
            if last < len(tokens) and tokens[first][0] == tokens[last][0]:
                found[tokens[first][0]].add(Span(tokens[first][1].start(), tokens[last][1].end()))
    return [tuple(apart(sorted(spans))) for spans in found]


def starts(phrase: Phrase, matched: Mapping[str, frozenset[int]]) -> Iterator[int]:
    """The tokens at which all words of a phrase follow each other."""
    for place in sorted(matched[phrase[0]]):
        if all(place + step in matched[word] for step, word in enumerate(phrase)):
            yield place


def apart(spans: Sequence[Span]) -> Iterator[Span]:
    """Sorted spans, those that overlap made one."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].overlaps(span):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return iter(joined)
