"""A real embedding model that takes no time: a BERT of one layer with random weights, saved to a folder."""

from __future__ import annotations

import string
from pathlib import Path


def save_tiny_model(folder: Path, hidden: int = 16, seed: int = 7) -> Path:
    """Save a model in the sentence-transformers format; its tokens are single letters."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel
    from transformers.models.bert import BertTokenizer

    parts = folder / "bert"
    parts.mkdir(parents=True)
    letters = string.ascii_lowercase + string.digits + string.punctuation + "“”’—"
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{c}" for c in letters)]
    (parts / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    torch.manual_seed(seed)
    settings = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=hidden,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=256,
    )
    BertModel(settings).save_pretrained(parts)
    BertTokenizer(vocab=str(parts / "vocab.txt")).save_pretrained(parts)
    transformer = Transformer(str(parts), max_seq_length=256)
    model = SentenceTransformer(modules=[transformer, Pooling(hidden), Normalize()], device="cpu")
    model.save(str(folder / "model"))
    return folder / "model"


def save_static_model(folder: Path) -> Path:
    """Save a model in the same format that gives its tokens no vectors: a table of a few words."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    words = ["[UNK]", *"the The a gate harbour fell flooded sank . ,".split()]
    tokenizer = Tokenizer(WordLevel({word: place for place, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    torch.manual_seed(7)
    table = StaticEmbedding(tokenizer, embedding_weights=torch.randn(len(words), 16))
    SentenceTransformer(modules=[table], device="cpu").save(str(folder / "static"))
    return folder / "static"
