"""Articles that the assistant knows out of the box, byte for byte as they were published.

Beside an article ``NAME.txt`` may lie ``NAME.questions.json``, a list of questions to start with.
"""

from __future__ import annotations

import json
from importlib import resources


def starter_questions(name: str) -> tuple[str, ...]:
    """The questions to start with about the packaged article ``name``; none where it brings none."""
    beside = resources.files("index.samples") / f"{name.removesuffix('.txt')}.questions.json"
    if "/" in name or not beside.is_file():
        return ()
    return tuple(json.loads(beside.read_text(encoding="utf-8")))
