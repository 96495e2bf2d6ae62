"""What a verifier learns from: the words that a reader took for the answer, right ones and wrong ones.

The reader must not have been trained on these questions: on those that it was trained on it hardly errs.
"""

from __future__ import annotations

from collections.abc import Iterator

from rag.reader.marking import marked
from rag.reader.models import SpanModel
from rag.reader.spans import ScoredSpan, best_in_excerpts
from rag.reader.training.batches import GroupWindows
from rag.reader.training.groups import Group
from rag.reader.training.measure import f1
from rag.reader.windows import Window, WindowMaker

# Words that share less with the answer are wrong, those that share more are right, and what lies between
# is left out: F1 of words.
WRONG_BELOW = 0.3
RIGHT_FROM = 0.6
IN_ONE = 2


def looks_of(group: Group, reader: SpanModel, maker: WindowMaker, most: int) -> Iterator[GroupWindows]:
    """The reader's ``most`` best spans of a group, ``IN_ONE`` at most in an excerpt, marked and judged.

    Where the passage answers and none of them is right, the right words are a further look: a verifier
    must know what the reader overlooks.
    """
    excerpts = [entry.excerpt for entry in group.entries]
    windows = reader.windows.windows(group.question, excerpts)
    spans = best_in_excerpts(windows, reader.logits(windows), IN_ONE).values()
    best = sorted((span for found in spans for span in found), key=lambda span: -span.score)[:most]
    judged = [(span, is_right(group, span)) for span in best]
    if group.answered and not any(right for _, right in judged):
        judged += [(span, True) for span in answers_of(group)[:1]]
    own = maker.windows(group.question, excerpts)
    for span, right in judged:
        made = look(own, span, right) if right is not None else None
        if made is not None:
            yield made


def is_right(group: Group, span: ScoredSpan) -> bool | None:
    """Whether a span says what the excerpt's answer says, in its place; None where that is hard to say."""
    entry = group.entries[span.excerpt]
    if not entry.answers:
        return False
    words = entry.excerpt.text[span.start : span.end]
    touched = [(start, end) for start, end in entry.answers if start < span.end and span.start < end]
    shared = max((f1(words, entry.excerpt.text[start:end]) for start, end in touched), default=0.0)
    if shared < WRONG_BELOW:
        return False
    return True if shared >= RIGHT_FROM else None


def answers_of(group: Group) -> list[ScoredSpan]:
    """The right spans of a group, without a score."""
    return [
        ScoredSpan(number, start, end, 0.0)
        for number, entry in enumerate(group.entries)
        for start, end in entry.answers
    ]


def look(windows: list[Window], span: ScoredSpan, right: bool) -> GroupWindows | None:
    """A span marked in its window; None where no window holds it whole."""
    found = marked(windows, span.excerpt, span.start, span.end)
    if found is None:
        return None
    return GroupWindows((found.window,), (((found.first, found.last),),), right)
