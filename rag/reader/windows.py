"""What the reader sees of a passage: the question, some context, the passage, and where its tokens stand.

The text of a window is the title, the sentence before the passage and the passage itself, in this
order; spans may lie in the passage alone. A passage longer than a window is read in strides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

Integers = NDArray[np.int64]

WINDOW_TOKENS = 256
QUESTION_TOKENS = 48
CONTEXT_TOKENS = 48
STRIDE_TOKENS = 64
# The least that holds the longest question and, beside it, more text than two strides share.
SHORTEST_WINDOW = 128


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage as it is read: its words and what stands around them.

    ``context`` is read before the passage, and no span lies in it.
    """

    text: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """A question and (a part of) an excerpt as token ids.

    ``ids`` and ``types`` have one entry a token; ``tokens`` are the positions of the passage's tokens, and
    ``starts`` and ``ends`` their ranges of characters in ``Excerpt.text``. ``excerpt`` is the number
    of the excerpt among those given.
    """

    excerpt: int
    ids: Integers
    types: Integers
    tokens: Integers
    starts: Integers
    ends: Integers


class WindowMaker:
    """Turns a question and excerpts into windows, whose tokens cover no blank at either side.

    WordPiece tokens never do; those of SentencePiece begin with the blank before a word, which is no part
    of an answer nor of a sentence. A token of blanks alone covers nothing: it ends before it starts.

    Args:
        tokenizer: a fast tokenizer, without truncation or padding.
        size: the most tokens in a window.
        typed: whether the second text gets token type 1, as BERT was trained.
    """

    def __init__(self, tokenizer: Tokenizer, size: int = WINDOW_TOKENS, typed: bool = True) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self._typed = typed
        self.size = size
        self._first, self._middle, self._last = specials(tokenizer)

    def question_tokens(self, question: str) -> int:
        """How many tokens a question has; those after ``QUESTION_TOKENS`` are not read."""
        return len(self._tokenizer.encode(question, add_special_tokens=False).ids)

    def windows(self, question: str, excerpts: Sequence[Excerpt]) -> list[Window]:
        """The windows of all excerpts, in order; at least one for each excerpt that has any token."""
        asked = self._encode([question])[0].ids[:QUESTION_TOKENS]
        texts = self._encode([excerpt.text for excerpt in excerpts])
        contexts = self._encode([excerpt.context for excerpt in excerpts])
        made: list[Window] = []
        for number, (text, context) in enumerate(zip(texts, contexts, strict=True)):
            for part, before in self._parts(asked, text, context.ids):
                window = self._window(number, asked, before, text, part)
                made.append(trimmed(window, excerpts[number].text))
        return made

    def _encode(self, texts: Sequence[str]) -> list[Encoding]:
        found: list[Encoding] = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return found

    def _parts(
        self, asked: list[int], text: Encoding, context: list[int]
    ) -> Iterator[tuple[range, list[int]]]:
        """The ranges of a text's tokens that fit a window each, with the end of the context before them."""
        special = len(self._first) + len(self._middle) + len(self._last)
        room = self.size - len(asked) - special
        total = len(text.ids)
        before = context[-min(CONTEXT_TOKENS, max(room - total, 0)) :] if room > total else []
        if total <= room:
            if total:
                yield range(total), before
            return
        step = max(room - STRIDE_TOKENS, 1)
        for start in range(0, total, step):
            yield range(start, min(start + room, total)), []
            if start + room >= total:
                return

    def _window(
        self, number: int, asked: list[int], before: list[int], text: Encoding, part: range
    ) -> Window:
        head = [*self._first, *asked, *self._middle]
        ids = [*head, *before, *text.ids[part.start : part.stop], *self._last]
        types = np.zeros(len(ids), np.int64)
        if self._typed:
            types[len(head) :] = 1
        offsets = np.array(text.offsets[part.start : part.stop], np.int64).reshape(-1, 2)
        first = len(head) + len(before)
        return Window(
            excerpt=number,
            ids=np.array(ids, np.int64),
            types=types,
            tokens=np.arange(first, first + len(part), dtype=np.int64),
            starts=offsets[:, 0],
            ends=offsets[:, 1],
        )


def trimmed(window: Window, text: str) -> Window:
    """The window with its tokens' ranges moved off the blanks at their sides."""
    letters = ~np.array([letter.isspace() for letter in text] + [False], bool)
    places = np.arange(len(letters))
    following = np.minimum.accumulate(np.where(letters, places, len(text))[::-1])[::-1]
    preceding = np.maximum.accumulate(np.where(letters, places + 1, 0))
    ends: Integers = np.where(window.ends > 0, preceding[window.ends - 1], 0)
    return replace(window, starts=following[window.starts], ends=ends)


def specials(tokenizer: Tokenizer) -> tuple[list[int], list[int], list[int]]:
    """The special tokens before, between and after the two texts of a pair."""
    pair = tokenizer.encode("a", "a")
    one, other = ([at for at, text in enumerate(pair.sequence_ids) if text == number] for number in (0, 1))
    if not one or not other:  # a tokenizer that knows no word
        return pair.ids, [], []
    return pair.ids[: one[0]], pair.ids[one[-1] + 1 : other[0]], pair.ids[other[-1] + 1 :]
