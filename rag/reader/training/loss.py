"""One softmax over all spans of a question's windows and “nothing here answers”.

A span's score is its start's and end's logits minus those of its window's first token, the log-odds
against no answer; no answer scores 0. So the scores of different passages compare, and with one window it
is the usual loss of SQuAD 2.0 over whole spans. Sources: shared normalisation, Clark and Gardner 2018;
multi-passage BERT, Wang et al. 2019; several right spans, Min et al. 2019 (marginal likelihood).
"""

from __future__ import annotations

import torch
from torch import Tensor

from rag.reader.spans import MAX_ANSWER_TOKENS
from rag.reader.training.batches import Batch

NEVER = -1e4


def span_loss(starts: Tensor, ends: Tensor, batch: Batch, max_tokens: int = MAX_ANSWER_TOKENS) -> Tensor:
    """The mean negative log-likelihood of the groups' right spans, or of no answer.

    Args:
        starts, ends: logits of shape (windows, tokens), not masked.
        batch: the windows, their groups and their right spans.
        max_tokens: how long a wrong span may be; a right one may be longer.
    """
    spans = window_totals(starts, ends, batch.passage, max_tokens)
    groups = len(batch.answered)
    none = torch.zeros(groups)
    everything = torch.logaddexp(summed(spans, batch.group, groups), none)
    window, first, last = batch.gold.unbind(1)
    nothing = starts[:, 0] + ends[:, 0]
    right = starts[window, first] + ends[window, last] - nothing[window]
    right = summed(right, batch.group[window], groups) if len(window) else none
    losses = everything - torch.where(batch.answered, right, none)
    return losses.clamp(min=0).mean()


def marked_loss(starts: Tensor, ends: Tensor, batch: Batch) -> Tensor:
    """The mean negative log-likelihood of marked spans being right or wrong: a verifier's loss.

    A span's score is its log-odds, as in :func:`span_loss`; every group has one window and one span.
    """
    window, first, last = batch.gold.unbind(1)
    scores = starts[window, first] + ends[window, last] - starts[window, 0] - ends[window, 0]
    right = batch.answered[batch.group[window]].float()
    return torch.nn.functional.binary_cross_entropy_with_logits(scores, right)


def window_totals(starts: Tensor, ends: Tensor, passage: Tensor, max_tokens: int) -> Tensor:
    """The logarithm of the summed exponentials of every window's span scores, shape (windows,)."""
    starts = starts.masked_fill(~passage, NEVER) - starts[:, :1]
    ends = ends.masked_fill(~passage, NEVER) - ends[:, :1]
    padded = torch.nn.functional.pad(ends, (0, max_tokens - 1), value=NEVER)
    reach = padded.unfold(1, max_tokens, 1).logsumexp(2)
    return (starts + reach).logsumexp(1)


def summed(scores: Tensor, group: Tensor, groups: int) -> Tensor:
    """log-sum-exp of scores by group, shape (groups,); ``NEVER`` for a group without any."""
    highest = torch.full((groups,), NEVER).scatter_reduce(0, group, scores.detach(), "amax")
    total = torch.zeros(groups).index_add(0, group, (scores - highest[group]).exp())
    return highest + total.clamp(min=1e-30).log()
