"""A model's tokenizer as a maker of windows whose tokens cover no blanks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rag.reader.windows import Excerpt, Integers, Window, WindowMaker

# The least that holds the longest question and, beside it, more text than two strides share.
SHORTEST_WINDOW = 128


class TrimmedWindowMaker(WindowMaker):
    """Windows whose tokens cover no blank at either side.

    WordPiece tokens never do; those of SentencePiece begin with the blank before a word, which is no part
    of an answer nor of a sentence. A token of blanks alone covers nothing: it ends before it starts.
    """

    def windows(self, question: str, excerpts: Sequence[Excerpt]) -> list[Window]:
        """The windows of all excerpts, in order; at least one for each excerpt that has any token."""
        return [
            trimmed(window, excerpts[window.excerpt].text) for window in super().windows(question, excerpts)
        ]


def trimmed(window: Window, text: str) -> Window:
    """The window with its tokens' ranges moved off the blanks at their sides."""
    letters = ~np.array([letter.isspace() for letter in text] + [False], bool)
    places = np.arange(len(letters))
    following = np.minimum.accumulate(np.where(letters, places, len(text))[::-1])[::-1]
    preceding = np.maximum.accumulate(np.where(letters, places + 1, 0))
    ends: Integers = np.where(window.ends > 0, preceding[window.ends - 1], 0)
    return replace(window, starts=following[window.starts], ends=ends)
