"""A reader that takes no time: one layer with random weights, in the transformers format."""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any

VOCABULARY = [
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"),
    *string.ascii_lowercase,
    *string.digits,
    *string.punctuation,
    *(f"##{letter}" for letter in string.ascii_lowercase + string.digits),
    *"the of and in to who what said mayor river bridge council report ##ing ##ed".split(),
]


def settings_of(kind: str, **changes: Any) -> Any:
    """The configuration of a network as small as its kind allows."""
    from transformers import BertConfig, DistilBertConfig

    # Weights of this size make logits several units apart, as those of a trained network are.
    shape = {"vocab_size": len(VOCABULARY), "max_position_embeddings": 300, "initializer_range": 0.5}
    if kind == "distilbert":
        return DistilBertConfig(
            **shape | {"dim": 16, "n_layers": 1, "n_heads": 2, "hidden_dim": 32} | changes
        )
    small = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    return BertConfig(**shape | small | changes)


def save_tiny_reader(
    folder: Path, kind: str = "bert", task: str = "QuestionAnswering", **changes: Any
) -> Path:
    """Save a network for a task (``QuestionAnswering``, ``MaskedLM``) and its WordPiece tokenizer."""
    import torch
    import transformers
    from transformers.models.bert import BertTokenizer

    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("\n".join(VOCABULARY), encoding="utf-8")
    torch.manual_seed(11)
    name = {"bert": "Bert", "distilbert": "DistilBert"}[kind]
    network = getattr(transformers, f"{name}For{task}")(settings_of(kind, **changes))
    network.save_pretrained(folder)
    BertTokenizer(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    return folder
