"""The network that is trained: an encoder with a start and an end score for every token."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from transformers import AutoConfig, AutoModelForQuestionAnswering, AutoTokenizer

from rag.reader.models.transformers import is_typed, knows_types
from rag.reader.training.batches import Batch
from rag.reader.training.recipe import Recipe
from rag.reader.windows import WindowMaker

# The rows of a batch are run in pieces of this many padded tokens, sorted by length, to pad less.
PIECE_TOKENS = 2048


def load_network(base: Path, recipe: Recipe) -> Any:
    """The base encoder with new, seeded span scores; word embeddings frozen where the recipe says so."""
    torch.manual_seed(recipe.seed)
    dropout = {"hidden_dropout_prob": recipe.dropout, "attention_probs_dropout_prob": recipe.dropout}
    network = AutoModelForQuestionAnswering.from_pretrained(base, local_files_only=True, **dropout)
    if recipe.frozen_embeddings:
        for parameter in network.get_input_embeddings().parameters():
            parameter.requires_grad_(False)
    return network


def window_maker(base: Path, recipe: Recipe) -> WindowMaker:
    """The base's tokenizer as a maker of windows."""
    tokenizer = AutoTokenizer.from_pretrained(base, local_files_only=True)
    config = AutoConfig.from_pretrained(base, local_files_only=True)
    return WindowMaker(tokenizer.backend_tokenizer, recipe.window_tokens, is_typed(config, tokenizer))


def logits(network: Any, batch: Batch, bfloat16: bool = False) -> tuple[Tensor, Tensor]:
    """Start and end logits of a batch, both (windows, tokens).

    Rows are run in pieces of similar length; what lies past a row's own tokens is 0.
    """
    lengths = batch.mask.sum(1)
    order = torch.argsort(lengths)
    starts = torch.zeros(batch.ids.shape)
    ends = torch.zeros(batch.ids.shape)
    for rows in pieces(order, lengths):
        width = int(lengths[rows].max())
        inputs = {"input_ids": batch.ids[rows, :width], "attention_mask": batch.mask[rows, :width]}
        if knows_types(network.config):
            inputs["token_type_ids"] = batch.types[rows, :width]
        with torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
            found = network(**inputs)
        padding = (0, batch.ids.shape[1] - width)
        starts = starts.index_copy(0, rows, torch.nn.functional.pad(found.start_logits.float(), padding))
        ends = ends.index_copy(0, rows, torch.nn.functional.pad(found.end_logits.float(), padding))
    return starts, ends


def pieces(order: Tensor, lengths: Tensor) -> list[Tensor]:
    """Row numbers, shortest first, in pieces of at most ``PIECE_TOKENS`` padded tokens."""
    made: list[list[int]] = [[]]
    for row in order.tolist():
        if made[-1] and (len(made[-1]) + 1) * int(lengths[row]) > PIECE_TOKENS:
            made.append([])
        made[-1].append(row)
    return [torch.tensor(rows) for rows in made if rows]
