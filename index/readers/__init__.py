"""Turning a source's bytes into text, once: one module per family of formats, chosen by suffix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from index.readers.text import ReadText, read_text

Reader = Callable[[str, bytes], ReadText]

READERS: dict[str, Reader] = {".txt": read_text, ".text": read_text}
"""Suffix, in lower case, to the reader of that format."""


def read(name: str, data: bytes) -> ReadText:
    """The text in ``data``, by the reader for the suffix of ``name``; without a known suffix, as plain text.

    Raises:
        SourceError: the bytes are empty, hold no text, or cannot be decoded; the message names ``name``.
    """
    return READERS.get(PurePath(name).suffix.lower(), read_text)(name, data)


__all__ = ["READERS", "ReadText", "Reader", "read"]
