"""Texts of ours without the words of articles in them: pieces that are literal, and ranges that are cut.

A text of ours may name what an article tells of (“Understood as: what did Mullen accuse …?”). Where such a
word stands in a version that the conversation cites, only its place is kept. Words of the questions are the
reader's own, and those of our sentences ours.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Literal

from index import CitedRange, DocumentVersion, RangeRole

Change = Literal["lower", "capital"]
Place = Callable[[CitedRange], int]
"""Gives a range its place among those of the turn."""

LOST = "…"

_WORD = re.compile(r"\w+")


def pieces(
    text: str,
    fragments: Mapping[str, CitedRange],
    versions: Sequence[DocumentVersion],
    spared: Collection[str],
    place: Place,
) -> list[Any]:
    """A text as pieces: literal strings, and places of ranges as ``[place]`` or ``[place, change]``.

    Args:
        fragments: texts to be found as a whole (quotations, titles), with their ranges.
        versions: where other words are looked for, in this order.
        spared: words that stay literal, case-folded.
    """
    made: list[Any] = []
    for part, fragment in split(text, fragments):
        found = [[place(fragment)]] if fragment else worded(part, versions, spared, place)
        for piece in found:
            if made and isinstance(piece, str) and isinstance(made[-1], str):
                made[-1] += piece
            else:
                made.append(piece)
    return made


def split(text: str, fragments: Mapping[str, CitedRange]) -> Iterator[tuple[str, CitedRange | None]]:
    """The parts of a text in order; those that are a fragment with its range."""
    whole = [re.escape(one) for one in sorted(fragments, key=len, reverse=True) if one]
    start = 0
    for match in re.finditer("|".join(whole), text) if whole else ():
        if text[start : match.start()]:
            yield text[start : match.start()], None
        yield match.group(), fragments[match.group()]
        start = match.end()
    if text[start:]:
        yield text[start:], None


def worded(
    text: str, versions: Sequence[DocumentVersion], spared: Collection[str], place: Place
) -> Iterator[Any]:
    """A part of a text as pieces, word by word; words that follow each other in a version are one range."""
    words = list(_WORD.finditer(text))
    start = number = 0
    while number < len(words):
        found = None
        if words[number].group().casefold() not in spared:
            found = longest(text, words, number, versions)
        if found is None:
            number += 1
            continue
        count, span, change = found
        if text[start : words[number].start()]:
            yield text[start : words[number].start()]
        yield [place(span), change] if change else [place(span)]
        number += count
        start = words[number - 1].end()
    if text[start:]:
        yield text[start:]


def longest(
    text: str, words: Sequence[re.Match[str]], first: int, versions: Sequence[DocumentVersion]
) -> tuple[int, CitedRange, Change | None] | None:
    """How many words from the first on stand in a version, and where; None where not even that does."""
    start = words[first].start()
    for version in versions:

        def absent(end: int, body: str = version.text) -> bool:
            return text[start:end] not in body

        ends = [word.end() for word in words[first:]]
        count = bisect_left(ends, True, key=absent)
        if count:
            return count, cut(version, text[start : ends[count - 1]]), None
    word = words[first].group()
    for version in versions:
        if word.islower() and word.capitalize() in version.text:
            return 1, cut(version, word.capitalize()), "lower"
        if word[:1].isupper() and word[:1].lower() + word[1:] in version.text:
            return 1, cut(version, word[:1].lower() + word[1:]), "capital"
    return None


def cut(version: DocumentVersion, words: str) -> CitedRange:
    """The range of a version where some words stand first."""
    start = version.text.index(words)
    role: RangeRole = "words"
    return CitedRange(version.document_id, version.version, start, start + len(words), role)


def joined(made: Sequence[Any], words_at: Callable[[int], str | None]) -> str:
    """The text that pieces were made of; ``words_at`` gives the words of a place, None where they are gone.

    Raises:
        ValueError: they are no pieces.
    """
    return "".join(piece if isinstance(piece, str) else _placed(piece, words_at) for piece in made)


def _placed(piece: Sequence[Any], words_at: Callable[[int], str | None]) -> str:
    place, *change = piece
    words = words_at(place)
    if words is None:
        return LOST
    if change == ["lower"]:
        return words.lower()
    return words[:1].upper() + words[1:] if change == ["capital"] else words


def words_of(text: str) -> frozenset[str]:
    """The words of a text, case-folded."""
    return frozenset(word.casefold() for word in _WORD.findall(text))
