"""Cutting a version into passages: paragraphs, or balanced runs of sentences inside a long one.

Offsets are exact and sizes are counted with the embedding model's own tokens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.document import Span
from index.lines import trimmed
from index.paragraphs import paragraphs
from index.sentences import groups, sentences

SPLITTER_VERSION = "paragraph-1"
"""Changes whenever the same text would be split otherwise; a library remembers it."""

TokenOffsets = Callable[[str], list[tuple[int, int]]]
"""The character ranges of a string's tokens, without special tokens: a fast tokenizer's offsets."""

# Longer texts are tokenised in pieces: a tokenizer keeps several hundred bytes for each token.
_PIECE = 20_000
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Atom:
    """A range that is not parted, and its number of tokens."""

    span: Span
    tokens: int


def split(text: str, furniture: Sequence[Span], tokens: TokenOffsets, max_tokens: int) -> list[Span]:
    """The passages of ``text``: ordered, disjoint, trimmed, at most ``max_tokens`` tokens each.

    They cover every non-blank character outside ``furniture`` (sorted, disjoint) and touch none inside.
    A paragraph that fits is one passage; in a longer one a quotation stays with its speaker where the two
    fit together, and only a sentence that is too long itself is cut, at a word's end if it has one.
    """
    passages: list[Span] = []
    for paragraph in paragraphs(text, furniture):
        if _fits(text, paragraph, tokens, max_tokens):
            passages.append(paragraph)
        else:
            for run in _packed(text, _atoms(text, paragraph, tokens, max_tokens), max_tokens):
                passages.extend(_fitted(text, run, tokens, max_tokens))
    return passages


def _fits(text: str, span: Span, tokens: TokenOffsets, max_tokens: int) -> bool:
    """Whether the range has at most ``max_tokens`` tokens; stops counting once it has more."""
    words = span.cut(text)
    if len(words) < max_tokens and words.isascii():
        return True
    total = 0
    for piece in _pieces(text, span):
        total += len(tokens(piece.cut(text)))
        if total > max_tokens:
            return False
    return True


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The range in pieces of bounded length, cut at blanks where there are any."""
    start = span.start
    while span.end - start > _PIECE:
        blank = text.rfind(" ", start + 1, start + _PIECE)
        end = blank if blank > start else start + _PIECE
        yield Span(start, end)
        start = end
    yield Span(start, span.end)


def _atoms(text: str, paragraph: Span, tokens: TokenOffsets, max_tokens: int) -> Iterator[_Atom]:
    """What a long paragraph is packed from: groups, the sentences of a long group, parts of a long one."""
    run = [_Atom(span, _count(text, span, tokens)) for span in sentences(text, paragraph)]
    position = 0
    for group in groups(text, [atom.span for atom in run]):
        members = []
        while position < len(run) and run[position].span.end <= group.end:
            members.append(run[position])
            position += 1
        total = sum(member.tokens for member in members)
        if total <= max_tokens:
            yield _Atom(group, total)
            continue
        for member in members:
            if member.tokens <= max_tokens:
                yield member
            else:
                yield from _parts(text, member.span, tokens, max_tokens)


def _count(text: str, span: Span, tokens: TokenOffsets) -> int:
    return sum(len(tokens(piece.cut(text))) for piece in _pieces(text, span))


def _parts(text: str, sentence: Span, tokens: TokenOffsets, max_tokens: int) -> Iterator[_Atom]:
    """A sentence that is too long, as balanced runs of words."""
    words = list(_words(text, sentence, tokens, max_tokens))
    for run in _packed(text, words, max_tokens):
        yield _Atom(run, _count(text, run, tokens))


def _words(text: str, sentence: Span, tokens: TokenOffsets, max_tokens: int) -> Iterator[_Atom]:
    """Its words with their numbers of tokens; a word that is too long comes in parts."""
    for piece in _pieces(text, sentence):
        starts = [piece.start + start for start, _ in tokens(piece.cut(text))]
        position = 0
        for match in _WORD.finditer(text, piece.start, piece.end):
            first = position
            while position < len(starts) and starts[position] < match.end():
                position += 1
            cuts = [match.start(), *starts[first + max_tokens : position : max_tokens], match.end()]
            for start, end in zip(cuts, cuts[1:], strict=False):
                yield _Atom(Span(start, end), min(max_tokens, position - first))


def _packed(text: str, atoms: Iterable[_Atom], max_tokens: int) -> list[Span]:
    """The atoms in as few runs of at most ``max_tokens`` as possible, the longest as short as possible."""
    given = list(atoms)
    fewest = len(_runs(given, max_tokens))
    low, high = max((atom.tokens for atom in given), default=0), max_tokens
    while low < high:
        middle = (low + high) // 2
        if len(_runs(given, middle)) > fewest:
            low = middle + 1
        else:
            high = middle
    return _runs(given, high)


def _runs(atoms: Sequence[_Atom], capacity: int) -> list[Span]:
    """Consecutive atoms in runs, each filled until the next atom would exceed ``capacity``."""
    found: list[Span] = []
    filled = 0
    for atom in atoms:
        if found and filled + atom.tokens <= capacity:
            found[-1] = Span(found[-1].start, atom.span.end)
            filled += atom.tokens
        else:
            found.append(atom.span)
            filled = atom.tokens
    return found


def _fitted(text: str, span: Span, tokens: TokenOffsets, max_tokens: int) -> Iterator[Span]:
    """The range, halved where its tokens turn out to be more than its parts' together."""
    kept = trimmed(text, span.start, span.end)
    if kept is None:
        return
    if kept.end - kept.start == 1 or len(tokens(kept.cut(text))) <= max_tokens:
        yield kept
        return
    middle = (kept.start + kept.end) // 2
    blank = text.rfind(" ", (kept.start + middle) // 2 + 1, middle)
    middle = blank if blank > 0 else middle
    yield from _fitted(text, Span(kept.start, middle), tokens, max_tokens)
    yield from _fitted(text, Span(middle, kept.end), tokens, max_tokens)
