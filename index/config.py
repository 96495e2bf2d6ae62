"""Settings of a library. All frozen, none optional to spell right: an unknown key is an error."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field


class Section(BaseModel):
    """A named group of settings."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class EmbeddingConfig(Section):
    """Which sentence-transformers model embeds, and how.

    ``model`` is a folder in the sentence-transformers format; None means the packaged
    all-MiniLM-L6-v2. ``batch_size`` counts passages, ``threads`` processor threads (None: all cores).
    """

    model: Path | None = None
    batch_size: int = Field(default=32, ge=1, le=1024)
    threads: int | None = Field(default=None, ge=1)


class SplittingConfig(Section):
    """How long a passage may be, in tokens of the embedding model."""

    max_tokens: int = Field(default=144, ge=16, le=512)


class ReadingConfig(Section):
    """What is accepted as a source. ``max_bytes`` is the size of one file."""

    max_bytes: int = Field(default=50_000_000, ge=1)


class VectorsConfig(Section):
    """Where Chroma runs: ``url`` of a server (``http://127.0.0.1:8000``), or None for an embedded folder."""

    url: str | None = None


class LibraryConfig(Section):
    """Everything :class:`index.Library` needs to know. ``library`` is the folder it lives in."""

    library: Path = Field(default_factory=lambda: user_data_path("groundwire") / "library")
    embedding: EmbeddingConfig = EmbeddingConfig()
    splitting: SplittingConfig = SplittingConfig()
    reading: ReadingConfig = ReadingConfig()
    vectors: VectorsConfig = VectorsConfig()
