"""The lists of words that the makers of unanswerable questions read, in ``words.toml`` beside."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path


def words_of(table: str) -> dict[str, str]:
    """A table of the lists: each key with its words between blanks."""
    return _tables()[table]


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
