"""Assistants: on a tiny model where ranking is not what is tested, else on the packaged one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import EmbeddingConfig
from rag import Assistant, Config, Sample

NEWS = """Harbour wall falls in Wick

WICK, Scotland (Reuters) - The wall of the old harbour fell on Monday, and nobody was hurt.

Mayor Ann Lee denied that the town had saved on repairs.

"We paid for every stone," said Lee, who mends boats.

The repairs will cost 40 million pounds, a spokesman said.
"""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads a groundwire.toml that lies where the tests are started."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def config(tmp_path: Path, tiny_model: Path) -> Config:
    return Config(
        library=tmp_path / "library",
        embedding=EmbeddingConfig(model=tiny_model, threads=1),
        abstain_below=0.0,
    )


@pytest.fixture
def assistant(config: Config) -> Iterator[Assistant]:
    """An assistant that has one short article, answers whatever it is asked, and ranks at random."""
    with Assistant.open(config) as assistant:
        assistant.add_text("Harbour wall falls in Wick", NEWS)
        yield assistant


@pytest.fixture(scope="session")
def well_read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant on the packaged model that has read the sample."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("elsewhere"))
        settings = Config(library=tmp_path_factory.mktemp("library"))
    with Assistant.open(settings) as assistant:
        assistant.add(Sample())
        yield assistant
