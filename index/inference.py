"""A network in the ONNX format, ready to be run on the processor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from index.importing import IMPORTING


def inference_session(model: Path | bytes) -> Any:
    """onnxruntime's session of a model, from its file or its bytes.

    It takes one thread: several inputs are run side by side, since two threads that share the work on one of
    them gain a third only.

    Raises:
        Exception: of many kinds; it is no model that onnxruntime can run.
    """
    with IMPORTING:
        import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors; they are raised, and warnings are nothing a user can act on
    given = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(given, options, ["CPUExecutionProvider"])
