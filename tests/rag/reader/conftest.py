"""Small networks that several modules read; saving and exporting one takes seconds."""

import pytest

from tests.rag.reader.tiny_reader import save_tiny_reader


@pytest.fixture(scope="session")
def saved(tmp_path_factory):
    """A folder with a network in the transformers format; leave it as it is."""
    return save_tiny_reader(tmp_path_factory.mktemp("reader") / "saved")


@pytest.fixture(scope="session")
def exported(saved, tmp_path_factory):
    """The same network as ONNX; leave it as it is."""
    from rag.reader.training.export import export

    return export(saved, tmp_path_factory.mktemp("reader") / "exported", {"seed": 11})
