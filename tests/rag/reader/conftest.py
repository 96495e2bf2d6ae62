"""Networks that several modules read; saving, training and exporting one takes seconds."""

import pytest

from tests.once import made_once
from tests.rag.reader.tiny_reader import save_tiny_reader
from tests.rag.reader.trained_reader import save_trained_reader


@pytest.fixture(scope="session")
def saved(tmp_path_factory):
    """A folder with a network in the transformers format; leave it as it is."""
    return save_tiny_reader(tmp_path_factory.mktemp("reader") / "saved")


@pytest.fixture(scope="session")
def exported(saved, tmp_path_factory):
    """The same network as ONNX; leave it as it is."""
    from rag.reader.training.export import export

    return export(saved, tmp_path_factory.mktemp("reader") / "exported", {"seed": 11})


@pytest.fixture(scope="session")
def trained(tmp_path_factory):
    """A network as large as the shipped one, trained for a few steps and saved; leave it as it is."""
    return made_once(tmp_path_factory, "trained", lambda folder: save_trained_reader(folder / "reader"))
