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
TASK = "ForQuestionAnswering"
NEEDED = f"the reader needs an extractive question-answering model, whose architecture ends in “{TASK}”"


def load_model(folder: Path | None, threads: int | None = None) -> SpanModel:
    """The model of a folder, or for None the one that came with Groundwire.

    A folder with ``model.onnx`` is run by onnxruntime, one with ``config.json`` by transformers. Nothing
    large is read before the first question; :meth:`SpanModel.load` does it earlier.

    Args:
        folder: where the model's files are.
        threads: how many processor threads onnxruntime may take; None lets it take two at most.

    Raises:
        ConfigError: the folder does not exist, or holds no model for extractive question answering.
    """
    if folder is None:
        return OnnxModel(SHIPPED, threads, shipped=True)
    folder = folder.expanduser()
    if (folder / "model.onnx").is_file():
        return OnnxModel(folder, threads)
    if problem := unfit(folder):
        raise ConfigError(f"The setting “reader.model” names {folder}, which {problem}.")
    return TransformersModel(folder)


def unfit(folder: Path) -> str:
    """Why a folder is no extractive question-answering model in the transformers format; nothing if it is."""
    if not folder.exists():
        return "does not exist"
    if not folder.is_dir():
        return "is not a folder"
    if (folder / "modules.json").is_file():
        return f"is a SentenceTransformer ({architecture(folder)}); {NEEDED}"
    if not (folder / "config.json").is_file():
        return f"holds neither model.onnx nor config.json; {NEEDED}"
    named = architecture(folder)
    return "" if named.endswith(TASK) else f"is a model of another task ({named}); {NEEDED}"


def architecture(folder: Path) -> str:
    """The architecture that the folder's ``config.json`` names.

    Raises:
        ConfigError: the file is there and cannot be read.
    """
    file = folder / "config.json"
    if not file.is_file():
        return "no config.json"
    try:
        named = json.loads(file.read_text(encoding="utf-8")).get("architectures")
    except (OSError, ValueError, AttributeError) as error:
        raise ConfigError(f"The setting “reader.model”: {file} cannot be read: {error}.") from error
    return str(named[0]) if isinstance(named, list) and named else "config.json names no architecture"
