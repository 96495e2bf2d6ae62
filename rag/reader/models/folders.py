"""Which model a folder holds, and what is said of a folder that holds none."""

from __future__ import annotations

import json
from pathlib import Path

from index import ConfigError
from rag.reader.models.onnx import OnnxModel
from rag.reader.models.span_model import SpanModel
from rag.reader.models.transformers import TransformersModel

# Made by rag.reader.training.export; its card tells how.
SHIPPED = Path(__file__).parents[1] / "model"
SHIPPED_VERIFIER = Path(__file__).parents[1] / "verifier_model"
TASK = "ForQuestionAnswering"
NEEDED = f"the reader needs an extractive question-answering model, whose architecture ends in “{TASK}”"


def load_model(
    folder: Path | None,
    threads: int | None = None,
    *,
    setting: str = "reader.model",
    shipped: Path | None = None,
) -> SpanModel:
    """The model of a folder, or for None the one that came with Groundwire.

    A folder with ``model.onnx`` is run by onnxruntime, one with ``config.json`` by transformers. Nothing
    large is read before the first question; :meth:`SpanModel.load` does it earlier.

    Args:
        folder: where the model's files are.
        threads: how many processor threads onnxruntime may take; None lets it take two at most.
        setting: what the user named the folder with, for the message of an error.
        shipped: the folder that came with Groundwire; None for the reader's.

    Raises:
        ConfigError: the folder does not exist, or holds no model for extractive question answering.
    """
    if folder is None:
        return OnnxModel(shipped or SHIPPED, threads, shipped=True)
    folder = folder.expanduser()
    if (folder / "model.onnx").is_file():
        return OnnxModel(folder, threads, setting=setting)
    if problem := unfit(folder):
        raise ConfigError(f"The setting “{setting}” names {folder}, which {problem}.")
    return TransformersModel(folder, setting)


def load_verifier(folder: Path | None, threads: int | None = None) -> SpanModel:
    """The model that takes the second look, as :func:`load_model`.

    Raises:
        ConfigError: the folder does not exist, or holds no model for extractive question answering.
    """
    return load_model(folder, threads, setting="reader.verifier", shipped=SHIPPED_VERIFIER)


def unfit(folder: Path) -> str:
    """Why a folder is no extractive question-answering model in the transformers format; nothing if it is."""
    if not folder.exists():
        return "does not exist"
    if not folder.is_dir():
        return "is not a folder"
    try:
        named = architecture(folder)
    except (OSError, ValueError, AttributeError) as error:
        return f"has a config.json that cannot be read ({error})"
    if (folder / "modules.json").is_file():
        return f"is a SentenceTransformer ({named}); {NEEDED}"
    if not (folder / "config.json").is_file():
        return f"holds neither model.onnx nor config.json; {NEEDED}"
    return "" if named.endswith(TASK) else f"is a model of another task ({named}); {NEEDED}"


def architecture(folder: Path) -> str:
    """The architecture that the folder's ``config.json`` names.

    Raises:
        OSError, ValueError, AttributeError: the file is there and cannot be read.
    """
    file = folder / "config.json"
    if not file.is_file():
        return "no config.json"
    named = json.loads(file.read_text(encoding="utf-8")).get("architectures")
    return str(named[0]) if isinstance(named, list) and named else "config.json names no architecture"
