"""From a window's logits to ranges of characters: the best spans of an excerpt, and of each sentence in it.

A span's score is the model's log-odds for it against “nothing here answers” (natural logarithm): the
logits of its first and last token less those of the window's first token, which stands for no answer
(Devlin et al. 2019, section 4.3).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from index import Span
from rag.reader.windows import Window

MAX_ANSWER_TOKENS = 30

Floats = NDArray[np.float32]
Logits = tuple[Floats, Floats]


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """A range of an excerpt's text, ``excerpt`` being its number among those read, and its log-odds.

    ``mass`` are the log-odds of any span that was allowed there, this one among them.
    """

    excerpt: int
    start: int
    end: int
    score: float
    mass: float = field(default=-math.inf, compare=False)

    def overlaps(self, other: ScoredSpan) -> bool:
        """Whether the two share a character of the same excerpt."""
        return self.excerpt == other.excerpt and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Band:
    """All spans of a window: those of ``width`` tokens in column ``width - 1``, by their first token.

    ``scores`` and ``last`` (where a span's characters end) are (tokens, widths), ``first`` (where
    they start) is (tokens, 1). What is no span has a score of minus infinity.
    """

    excerpt: int
    scores: Floats
    first: NDArray[np.int64]
    last: NDArray[np.int64]

    def best(self, allowed: NDArray[np.bool_]) -> ScoredSpan | None:
        """The best span among those allowed (tokens, widths); the first and shortest of equals."""
        scores = np.where(allowed, self.scores, -np.inf)
        if not scores.size:
            return None
        token, width = divmod(int(scores.argmax()), scores.shape[1])
        if scores[token, width] == -np.inf:
            return None
        return ScoredSpan(
            self.excerpt,
            int(self.first[token, 0]),
            int(self.last[token, width]),
            float(scores[token, width]),
            float(np.logaddexp.reduce(scores, axis=None)),
        )


def band(window: Window, starts: Floats, ends: Floats) -> Band:
    """Score every span of at most ``MAX_ANSWER_TOKENS`` of a window's passage.

    ``starts`` and ``ends`` hold a logit for each of the window's tokens.
    """
    widths, count = MAX_ANSWER_TOKENS, len(window.tokens)
    beyond = np.full(widths, -np.inf, np.float32)  # also where a passage has no token
    closing = np.concatenate([ends[window.tokens], beyond])
    last = np.concatenate([window.ends, np.zeros(widths, np.int64)])
    reach = sliding_window_view(last, widths)[:count]
    scores = starts[window.tokens, None] + sliding_window_view(closing, widths)[:count]
    scores = scores - (starts[0] + ends[0])
    first = window.starts[:, None]
    return Band(window.excerpt, np.where(reach > first, scores, -np.inf), first, reach)


def best_spans(window: Window, starts: Floats, ends: Floats, count: int) -> list[ScoredSpan]:
    """At most ``count`` spans of a window, best first, no two of which share a character."""
    spans = band(window, starts, ends)
    free = np.ones(spans.scores.shape, bool)
    found: list[ScoredSpan] = []
    while len(found) < count and (span := spans.best(free)):
        found.append(span)
        free &= (spans.last <= span.start) | (spans.first >= span.end)
    return found


def best_in_ranges(
    window: Window, starts: Floats, ends: Floats, ranges: Sequence[Span]
) -> list[ScoredSpan | None]:
    """The best span inside each range of the excerpt's characters; None where the window holds none."""
    spans = band(window, starts, ends)
    return [spans.best((spans.first >= part.start) & (spans.last <= part.end)) for part in ranges]


def merge(found: Iterable[ScoredSpan], count: int) -> list[ScoredSpan]:
    """At most ``count`` spans of one or several windows, best first, no two of which share a character.

    What two strides both hold keeps its higher score.
    """
    kept: list[ScoredSpan] = []
    for span in sorted(found, key=lambda span: (-span.score, span.excerpt, span.start, span.end)):
        if len(kept) == count:
            break
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return kept


def best_in_excerpts(
    windows: Sequence[Window], logits: Sequence[Logits], count: int
) -> dict[int, list[ScoredSpan]]:
    """The best spans of each excerpt over all of its windows, by the excerpt's number."""
    found: dict[int, list[ScoredSpan]] = {}
    for window, (starts, ends) in zip(windows, logits, strict=True):
        found.setdefault(window.excerpt, []).extend(best_spans(window, starts, ends, count))
    return {excerpt: merge(spans, count) for excerpt, spans in found.items()}


def best_in_sentences(
    windows: Sequence[Window], logits: Sequence[Logits], ranges: Sequence[Sequence[Span]]
) -> list[list[ScoredSpan | None]]:
    """The best span inside each range of each excerpt over all of its windows.

    ``ranges[n]`` are the ranges of excerpt ``n``; the result has the same shape, None where no window
    holds a token of the range.
    """
    best: list[list[ScoredSpan | None]] = [[None] * len(parts) for parts in ranges]
    for window, (starts, ends) in zip(windows, logits, strict=True):
        row = best[window.excerpt]
        found = best_in_ranges(window, starts, ends, ranges[window.excerpt])
        best[window.excerpt] = [better(one, other) for one, other in zip(row, found, strict=True)]
    return best


def better(one: ScoredSpan | None, other: ScoredSpan | None) -> ScoredSpan | None:
    """The span with the higher score, ``one`` where they are equal."""
    if one is None or other is None:
        return one or other
    return other if other.score > one.score else one
