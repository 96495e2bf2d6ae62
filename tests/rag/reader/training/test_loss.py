"""The loss against the same sum written out span by span."""

import math

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st

from rag.reader.training.batches import GroupWindows, batch_of
from rag.reader.training.loss import marked_loss, span_loss
from rag.reader.windows import Window

numbers = st.floats(-6, 6, width=32)


def window(tokens):
    """A window of a first token, one of the question, and ``tokens`` of the passage."""
    length = tokens + 2
    return Window(
        excerpt=0,
        ids=np.arange(length),
        types=np.zeros(length, np.int64),
        tokens=np.arange(2, length),
        starts=np.arange(tokens) * 2,
        ends=np.arange(tokens) * 2 + 1,
    )


@st.composite
def cases(draw):
    """Groups of one to three windows, a right span in some, and logits for every token."""
    groups, logits = [], []
    for _ in range(draw(st.integers(1, 3))):
        windows, gold = [], []
        for _ in range(draw(st.integers(1, 3))):
            tokens = draw(st.integers(1, 5))
            pairs = [(i, j) for i in range(2, tokens + 2) for j in range(i, min(i + 2, tokens + 1) + 1)]
            gold.append(tuple(draw(st.lists(st.sampled_from(pairs), max_size=2))))
            windows.append(window(tokens))
            row = st.lists(numbers, min_size=tokens + 2, max_size=tokens + 2)
            logits.append((draw(row), draw(row)))
        groups.append(GroupWindows(tuple(windows), tuple(gold), any(gold)))
    return groups, logits


def written_out(groups, logits, longest):
    losses, rows = [], iter(logits)
    for group in groups:
        everything, right = 1.0, 0.0
        for each, gold in zip(group.windows, group.gold, strict=True):
            starts, ends = next(rows)
            scores = {
                (i, j): math.exp(starts[i] + ends[j] - starts[0] - ends[0])
                for i in each.tokens.tolist()
                for j in each.tokens.tolist()
                if i <= j < i + longest
            }
            everything += sum(scores.values())
            right += sum(scores[pair] for pair in set(gold))
        losses.append(math.log(everything) - math.log(right if group.answered else 1.0))
    return sum(losses) / len(losses)


@given(cases())
def test_the_loss_is_one_softmax_over_all_spans_of_a_group_and_no_answer(case):
    groups, logits = case
    batch = batch_of(groups)
    starts, ends = torch.zeros(batch.ids.shape), torch.zeros(batch.ids.shape)
    for row, (one, other) in enumerate(logits):
        starts[row, : len(one)] = torch.tensor(one)
        ends[row, : len(other)] = torch.tensor(other)
    found = float(span_loss(starts, ends, batch, max_tokens=3))
    assert math.isclose(found, written_out(groups, logits, 3), rel_tol=1e-3, abs_tol=1e-3)


def test_a_right_span_in_another_window_takes_probability_from_this_one():
    groups = [GroupWindows((window(2), window(2)), (((2, 2),), ()), True)]
    batch = batch_of(groups)
    starts, ends = torch.zeros(2, 4), torch.zeros(2, 4)
    before = float(span_loss(starts, ends, batch))
    starts[1, 2] = 5.0
    assert float(span_loss(starts, ends, batch)) > before + 1


@given(st.lists(st.tuples(numbers, numbers, numbers, st.booleans()), min_size=1, max_size=4))
def test_a_verifiers_loss_is_that_of_each_marked_span_being_right_or_wrong(rows):
    batch = batch_of([GroupWindows((window(2),), (((2, 3),),), right) for *_, right in rows])
    starts, ends = torch.zeros(len(rows), 4), torch.zeros(len(rows), 4)
    losses = []
    for row, (start, end, nothing, right) in enumerate(rows):
        starts[row, 2], ends[row, 3], starts[row, 0] = start, end, nothing
        score = start + end - nothing
        losses.append(math.log1p(math.exp(-score if right else score)))
    found = float(marked_loss(starts, ends, batch))
    assert math.isclose(found, sum(losses) / len(losses), rel_tol=1e-3, abs_tol=1e-3)
