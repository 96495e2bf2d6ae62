"""Libraries on a tiny model, over both an embedded Chroma and a Chroma server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import EmbeddingConfig, Library, LibraryConfig, VectorsConfig


@pytest.fixture(params=["embedded", "server"])
def vectors(request: pytest.FixtureRequest) -> VectorsConfig:
    """Where Chroma runs: each test that asks runs against both."""
    url = request.getfixturevalue("chroma_server") if request.param == "server" else None
    return VectorsConfig(url=url)


@pytest.fixture
def config(tmp_path: Path, tiny_model: Path, vectors: VectorsConfig) -> LibraryConfig:
    """Settings of an empty library, on either Chroma."""
    return library_config(tmp_path / "library", tiny_model, vectors)


@pytest.fixture
def embedded(tmp_path: Path, tiny_model: Path) -> LibraryConfig:
    """Settings of an empty library with an embedded Chroma, where it makes no difference."""
    return library_config(tmp_path / "library", tiny_model, VectorsConfig())


@pytest.fixture
def library(config: LibraryConfig) -> Iterator[Library]:
    """An empty library, on either Chroma."""
    with Library(config) as library:
        yield library


def library_config(folder: Path, model: Path, vectors: VectorsConfig) -> LibraryConfig:
    embedding = EmbeddingConfig(model=model, batch_size=1, threads=1)
    return LibraryConfig(library=folder, embedding=embedding, vectors=vectors)
