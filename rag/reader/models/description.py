"""``model.json``: what the files of an exported model are, written at the export and checked at reading."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from rag.reader.windows import SHORTEST_WINDOW, WINDOW_TOKENS

MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
DESCRIPTION = "model.json"


class Description(BaseModel):
    """The SHA-256 of each file by its name, the most tokens in a window, and facts about the training."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: dict[str, str]
    window_tokens: int = Field(default=WINDOW_TOKENS, ge=SHORTEST_WINDOW)
    facts: dict[str, Any] = {}


def described_in(file: Path) -> Description:
    """The description that a file holds.

    Raises:
        OSError: the file cannot be read.
        ValueError: it holds something else.
    """
    return Description.model_validate_json(file.read_bytes())


def sha256(file: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
