"""A model as onnxruntime runs it: ``model.onnx`` and ``tokenizer.json`` in a folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from index import ConfigError, GroundwireError, ReaderError, inference_session
from rag.reader.models.description import DESCRIPTION, MODEL, TOKENIZER, described_in, sha256
from rag.reader.models.span_model import FolderModel, Loaded, Padded, one_line
from rag.reader.spans import Floats
from rag.reader.windows import WINDOW_TOKENS, WindowMaker

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Read = TypeVar("Read")

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUTS = ("start_logits", "end_logits")
THREADS = 2
# Quantised activations share one scale in a batch: a window read alone scores the same whatever else is
# read, and costs no more.
BATCH_WINDOWS = 1
RESTORE = (
    "Restore it with “git checkout -- rag/reader” in a clone of Groundwire; elsewhere install the same "
    "wheel again with “pip install --force-reinstall --no-deps WHEEL”."
)


class OnnxModel(FolderModel):
    """An extractive question-answering model in the ONNX format, run on the processor. A ``SpanModel``.

    Its inputs are ``input_ids``, ``attention_mask`` and, where it has them, ``token_type_ids``; its outputs
    ``start_logits`` and ``end_logits``. Where the folder holds a ``model.json``, as those that
    :func:`rag.reader.training.export.export` writes do, the files must be the ones that it describes.

    Args:
        folder: where the files are.
        threads: how many windows are read at once; None for as many as there are, but at most ``THREADS``.
        shipped: whether the folder came with Groundwire; it decides the error and what it advises.
        setting: what names the folder.
    """

    def __init__(
        self,
        folder: Path,
        threads: int | None = None,
        shipped: bool = False,
        setting: str = "reader.model",
    ) -> None:
        super().__init__(folder, setting)
        self._threads = threads or min(THREADS, os.cpu_count() or 1)
        self._shipped = shipped

    def read(self) -> Loaded:
        size = self._check_files()
        session = self._try(MODEL, inference_session)
        inputs = [given.name for given in session.get_inputs()]
        outputs = [given.name for given in session.get_outputs()]
        if not {*OUTPUTS} <= {*outputs} or not {*inputs} <= {*INPUTS}:
            raise self.unusable(f"is of another task: it makes {', '.join(outputs)} of {', '.join(inputs)}")

        def run(batch: Padded) -> tuple[Floats, Floats]:
            arrays = dict(zip(INPUTS, (batch.ids, batch.mask, batch.types), strict=True))
            starts, ends = session.run(OUTPUTS, {name: arrays[name] for name in inputs})
            return starts, ends

        windows = WindowMaker(self._tokenizer(), size, typed="token_type_ids" in inputs)
        workers = ThreadPoolExecutor(self._threads, thread_name_prefix="groundwire-reader")
        return Loaded(windows, run, BATCH_WINDOWS, workers)

    def unusable(self, problem: str, file: str = MODEL) -> GroundwireError:
        if self._shipped:
            return ReaderError(f"The file {self.folder / file}, part of Groundwire, {problem}. {RESTORE}")
        return ConfigError(f"The setting “{self.setting}” names {self.folder}, whose {file} {problem}.")

    def _check_files(self) -> int:
        """Compare the files with ``model.json``; the most tokens in a window. A user's folder may lack it."""
        described = None
        if self._shipped or (self.folder / DESCRIPTION).exists():
            described = self._try(DESCRIPTION, described_in)
        for name in (MODEL, TOKENIZER):
            if not (self.folder / name).is_file():
                raise self.unusable("is missing", name)
            if described and described.sha256.get(name) != self._try(name, sha256):
                raise self.unusable(f"is damaged or was changed: {DESCRIPTION} describes another", name)
        return described.window_tokens if described else WINDOW_TOKENS

    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        return self._try(TOKENIZER, lambda file: Tokenizer.from_file(str(file)))

    def _try(self, name: str, read: Callable[[Path], Read]) -> Read:
        """Read a file of the folder; what cannot be read is one of our errors."""
        try:
            return read(self.folder / name)
        except Exception as error:  # each library raises kinds of its own, tokenizers plain Exception
            raise self.unusable(f"cannot be read ({one_line(error)})", name) from error
