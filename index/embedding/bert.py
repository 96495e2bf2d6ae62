"""A sentence-transformers model of the usual kind, run by onnxruntime.

That kind is a BERT, the mean of its tokens, and that at length 1. Importing sentence-transformers takes
longer than all else that a first question waits for; and torch takes twice as long for a question, since it
packs the weights anew each time, and half as long again for passages, which it fills up to the length of the
longest.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.config import EmbeddingConfig
from index.embedding.network import Embedded
from index.importing import IMPORTING
from index.inference import inference_session

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

WEIGHTS = "model.safetensors"
MODULES = ["Transformer", "Pooling", "Normalize"]
# What a BERT's config.json must say, or leave to these, its defaults.
SHAPE = {
    "model_type": "bert",
    "hidden_act": "gelu",
    "position_embedding_type": "absolute",
    "is_decoder": False,
}
MEAN = "pooling_mode_mean_tokens"
# So many tokens a BERT reads whose config.json does not tell.
PLACES = 512
SMALLEST = 1e-12


class Bert:
    """A BERT as onnxruntime runs it, each text on its own and on one thread. A ``Network``.

    Its vectors are those of sentence-transformers but for the last digits.

    Args:
        folder: where the model's files are; :func:`longest` must tell a length for it.
        longest: that length.
        tokenizer: its tokenizer, which neither cuts nor fills up.

    Raises:
        Exception: of many kinds; the weights are damaged, rounded or not those of a BERT.
    """

    def __init__(self, folder: Path, longest: int, tokenizer: Tokenizer) -> None:
        with IMPORTING:
            from safetensors.numpy import load_file

            from index.embedding.bert_graph import BertGraph, BertSettings

        weights = load_file(folder / WEIGHTS)
        if any(each.dtype == np.float16 for each in weights.values()):
            raise ValueError("weights of half precision are run as such by sentence-transformers")
        settings = BertSettings.model_validate_json((folder / "config.json").read_bytes())
        self._session = inference_session(BertGraph(settings, weights).model().SerializeToString())
        self._tokenizer = tokenizer
        self._words = weights["embeddings.word_embeddings.weight"]
        types = weights["embeddings.token_type_embeddings.weight"]
        self._places = weights["embeddings.position_embeddings.weight"] + types[0]
        self._longest = longest

    @property
    def longest(self) -> int:
        return self._longest

    @property
    def dimensions(self) -> int:
        return int(self._words.shape[1])

    def embed(self, texts: Sequence[str], config: EmbeddingConfig, tokens: bool) -> list[Embedded]:
        threads = min(config.threads or os.cpu_count() or 1, len(texts))
        if threads < 2:
            return [self._embed(text, tokens) for text in texts]
        with ThreadPoolExecutor(threads, thread_name_prefix="groundwire-encoder") as workers:
            return list(workers.map(lambda text: self._embed(text, tokens), texts))

    def _embed(self, text: str, tokens: bool) -> Embedded:
        ids = cut(self._tokenizer.encode(text), self._longest)
        embedded = self._words[ids] + self._places[: len(ids)]
        (states,) = self._session.run(None, {"embedded": embedded[None]})
        mean = states[0].mean(0)
        whole = mean / max(float(np.linalg.norm(mean)), SMALLEST)
        return Embedded(whole, states[0] if tokens else None)


def cut(encoding: Encoding, longest: int) -> list[int]:
    """A text's token ids, a special one at either end; of too many, the text's last ones are left out."""
    ids: list[int] = encoding.ids
    return ids if len(ids) <= longest else [*ids[: longest - 1], ids[-1]]


def longest(folder: Path) -> int | None:
    """The most tokens of a text that :class:`Bert` reads, special ones among them; None for another model.

    Raises:
        Exception: of many kinds; a file of the folder is damaged.
    """
    if not all((folder / name).is_file() for name in (WEIGHTS, "tokenizer.json", "config.json")):
        return None
    described = read(folder, "config.json")
    size = read(folder, "sentence_bert_config.json")
    fits = (
        all(described.get(name, value) == value for name, value in SHAPE.items())
        and [module["type"].rpartition(".")[2] for module in read(folder, "modules.json")] == MODULES
        and is_mean(read(folder, "1_Pooling/config.json"))
        and not size.get("do_lower_case")
        and not read(folder, "config_sentence_transformers.json").get("default_prompt_name")
    )
    if not fits:
        return None
    told = size.get("max_seq_length") or read(folder, "tokenizer_config.json").get("model_max_length")
    places = int(described.get("max_position_embeddings", PLACES))
    return min(int(told or places), places)


def is_mean(pooling: dict[str, Any]) -> bool:
    """Whether a text's vector is the mean of its tokens', as older and newer files say it."""
    if "pooling_mode" in pooling:
        return bool(pooling["pooling_mode"] == "mean")
    return [name for name, value in pooling.items() if value is True and "_mode_" in name] == [MEAN]


def read(folder: Path, name: str) -> Any:
    """The content of a JSON file; an empty object where there is none."""
    file = folder / name
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
