"""A model in the transformers format: any architecture that ends in ``ForQuestionAnswering``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from index import IMPORTING, ConfigError, GroundwireError
from rag.reader.models.span_model import FolderModel, Loaded, Padded, one_line
from rag.reader.spans import Floats
from rag.reader.windows import SHORTEST_WINDOW, WINDOW_TOKENS, WindowMaker

BATCH_WINDOWS = 8
# RoBERTa and its kin count positions from the padding token's number on.
UNUSED_POSITIONS = 2


class TransformersModel(FolderModel):
    """An extractive question-answering model that transformers and torch run. A ``SpanModel``.

    Args:
        folder: ``config.json``, the weights, and a fast tokenizer or the files to make one of.
        setting: what names the folder.
    """

    def read(self) -> Loaded:
        try:
            network, tokenizer, problem = load_parts(self.folder)
        except Exception as error:  # the library raises many kinds for a damaged folder
            raise self.unusable(f"cannot be loaded ({one_line(error)})") from error
        if problem:
            raise self.unusable(problem)
        typed = is_typed(network.config, tokenizer)
        windows = WindowMaker(tokenizer.backend_tokenizer, window_tokens(network.config), typed)
        return Loaded(windows, runner(network, typed), BATCH_WINDOWS)

    def unusable(self, problem: str, file: str = "model") -> GroundwireError:
        return ConfigError(f"The setting “{self.setting}” names {self.folder}, whose {file} {problem}.")


def load_parts(folder: Path, attention: str | None = None) -> tuple[Any, Any, str]:
    """The network, its tokenizer, and why no windows can be read with them: nothing where they can.

    ``attention`` is one of the ways in which transformers computes it; None for the fastest.
    """
    with IMPORTING:
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    network, loading = AutoModelForQuestionAnswering.from_pretrained(
        folder,
        local_files_only=True,
        trust_remote_code=False,
        output_loading_info=True,
        attn_implementation=attention,
    )
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    missing = sorted(loading["missing_keys"])
    problem = f"lacks weights: {', '.join(missing[:3])}" if missing else ""
    return network.float().eval(), tokenizer, problem or unsuitable(tokenizer, network.config, folder)


def unsuitable(tokenizer: Any, config: Any, folder: Path) -> str:
    """Why windows of this tokenizer cannot be read by this network; nothing where they can."""
    if not any((folder / name).is_file() for name in tokenizer.vocab_files_names.values()):
        return "has no tokenizer"  # transformers then makes one that knows no word, and says nothing
    if not tokenizer.is_fast:
        return "has no fast tokenizer, which alone tells where a token stands in the text"
    if len(tokenizer) > config.vocab_size:
        return f"has a tokenizer of {len(tokenizer)} tokens, of which it knows {config.vocab_size}"
    if (size := window_tokens(config)) < SHORTEST_WINDOW:
        return f"reads {size} tokens at once, and the reader needs {SHORTEST_WINDOW}"
    return ""


def runner(network: Any, typed: bool) -> Callable[[Padded], tuple[Floats, Floats]]:
    """A function that runs a batch of windows through the network."""
    import torch

    def run(batch: Padded) -> tuple[Floats, Floats]:
        inputs = {"input_ids": batch.ids, "attention_mask": batch.mask}
        if typed:
            inputs["token_type_ids"] = batch.types
        with torch.inference_mode():
            found = network(**{name: torch.from_numpy(array) for name, array in inputs.items()})
        return found.start_logits.numpy(), found.end_logits.numpy()

    return run


def is_typed(config: Any, tokenizer: Any) -> bool:
    """Whether the model was trained with token types that tell the question from the passage."""
    return knows_types(config) and "token_type_ids" in tokenizer.model_input_names


def knows_types(config: Any) -> bool:
    """Whether the model has more than one token type."""
    return int(getattr(config, "type_vocab_size", None) or 0) > 1


def window_tokens(config: Any) -> int:
    """The most tokens in a window: ``WINDOW_TOKENS``, or as many as the model has positions for."""
    positions = int(getattr(config, "max_position_embeddings", None) or 0)
    return min(WINDOW_TOKENS, positions - UNUSED_POSITIONS) if positions > 0 else WINDOW_TOKENS
