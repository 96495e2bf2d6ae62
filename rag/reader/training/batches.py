"""Groups as windows, and windows as padded tensors of much the same length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from torch import Tensor

from rag.reader.marking import token_pair
from rag.reader.models.span_model import padded
from rag.reader.training.groups import Group
from rag.reader.windows import Window, WindowMaker

# Groups are sorted by length within a pool of this many batches: enough to save padding, and still random.
POOL = 40


@dataclass(frozen=True, slots=True)
class GroupWindows:
    """A question's windows, each with the pairs of token positions to score, and whether these answer.

    For a reader ``gold`` are the pairs that answer, if any does; for a verifier it is the one that is marked.
    """

    windows: tuple[Window, ...]
    gold: tuple[tuple[tuple[int, int], ...], ...]
    answered: bool

    @property
    def length(self) -> int:
        """Tokens of the longest window."""
        return max(len(window.ids) for window in self.windows)


def group_windows(group: Group, maker: WindowMaker) -> GroupWindows | None:
    """Encode a group; None where an answer got lost between two strides."""
    windows = maker.windows(group.question, [entry.excerpt for entry in group.entries])
    gold = tuple(
        tuple(
            pair
            for start, end in group.entries[window.excerpt].answers
            if (pair := token_pair(window, start, end))
        )
        for window in windows
    )
    answered = any(gold)
    return GroupWindows(tuple(windows), gold, answered) if windows and answered == group.answered else None


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of several groups.

    ``ids``, ``mask`` and ``types`` are (windows, tokens); ``passage`` is true at the passage's tokens;
    ``group`` (windows) numbers each window's group; ``gold`` lists (window, first token, last token).
    """

    ids: Tensor
    mask: Tensor
    types: Tensor
    passage: Tensor
    group: Tensor
    gold: Tensor
    answered: Tensor

    @property
    def windows(self) -> int:
        """How many windows it holds."""
        return int(self.ids.shape[0])


def batch_of(groups: Sequence[GroupWindows]) -> Batch:
    """Pad the windows of some groups to one length."""
    windows = [window for group in groups for window in group.windows]
    filled = padded(windows)
    passage = np.zeros(filled.ids.shape, bool)
    for row, window in enumerate(windows):
        passage[row, window.tokens] = True
    gold = [pair for group in groups for pair in group.gold]
    flat = [(row, *pair) for row, pairs in enumerate(gold) for pair in dict.fromkeys(pairs)]
    return Batch(
        ids=torch.from_numpy(filled.ids),
        mask=torch.from_numpy(filled.mask),
        types=torch.from_numpy(filled.types),
        passage=torch.from_numpy(passage),
        group=torch.tensor([number for number, group in enumerate(groups) for _ in group.windows]),
        gold=torch.tensor(flat, dtype=torch.long).reshape(-1, 3),
        answered=torch.tensor([group.answered for group in groups]),
    )


def batches(groups: Sequence[GroupWindows], tokens: int, random: Random) -> Iterator[list[GroupWindows]]:
    """Shuffle groups and pack them into batches of at most ``tokens`` padded tokens (one group at least)."""
    order = list(groups)
    random.shuffle(order)
    made: list[list[GroupWindows]] = []
    pool = POOL * max(1, tokens // 128)
    for start in range(0, len(order), pool):
        made += packed(sorted(order[start : start + pool], key=lambda group: group.length), tokens)
    random.shuffle(made)
    yield from made


def packed(groups: Sequence[GroupWindows], tokens: int) -> Iterator[list[GroupWindows]]:
    """Consecutive groups as long as their padded tokens fit."""
    current: list[GroupWindows] = []
    count, longest = 0, 0
    for group in groups:
        longest_then = max(longest, group.length)
        if current and (count + len(group.windows)) * longest_then > tokens:
            yield current
            current, count, longest_then = [], 0, group.length
        current.append(group)
        count, longest = count + len(group.windows), longest_then
    if current:
        yield current
