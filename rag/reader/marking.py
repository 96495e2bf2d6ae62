"""Windows in which an answer is marked, so that a model can judge it.

The tokens of the answer get the question's token type: a model that tells question from passage by
token types can tell the answer from the rest of the passage, and no token has to be added.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from rag.reader.spans import Logits
from rag.reader.windows import Window

MARK = 0


@dataclass(frozen=True, slots=True)
class Marked:
    """A window with a marked answer, which reaches from one of its tokens to another, both included."""

    window: Window
    first: int
    last: int

    def score(self, logits: Logits) -> float:
        """The log-odds of the marked words against “nothing here answers”, as of any span."""
        starts, ends = logits
        return float(starts[self.first] + ends[self.last] - starts[0] - ends[0])


def token_pair(window: Window, start: int, end: int) -> tuple[int, int] | None:
    """The first and last token that touch a range of the excerpt, as positions in the window.

    None where the window does not hold the whole range.
    """
    touching = np.flatnonzero((window.ends > start) & (window.starts < end))
    if not len(touching) or window.starts[touching[0]] > start or window.ends[touching[-1]] < end:
        return None
    return int(window.tokens[touching[0]]), int(window.tokens[touching[-1]])


def marked(windows: Iterable[Window], excerpt: int, start: int, end: int) -> Marked | None:
    """The first window that holds a range of an excerpt's characters whole, the range marked."""
    for window in windows:
        pair = token_pair(window, start, end) if window.excerpt == excerpt else None
        if pair is not None:
            types = window.types.copy()
            types[pair[0] : pair[1] + 1] = MARK
            return Marked(replace(window, types=types), *pair)
    return None
