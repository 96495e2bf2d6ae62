"""Telling small talk from questions about the articles.

All of what was said must be small talk: “hello, who denied the allegations?” is a question. The forms
stand in ``forms.toml``.
"""

from __future__ import annotations

import re
from typing import Literal, cast

from rag.forms import forms, manners

Topic = Literal["articles", "ability", "identity", "thanks", "goodbye", "greeting"]

_FORMS = "rag.talk"
_EMPTY = frozenset(["", "please", "so", "well", "oh", "groundwire"])
_PARTS = re.compile(r"[,.!?;:…—–\n]+|\s-+\s")


def topic_of(said: str) -> Topic | None:
    """What small talk is about; None where not all of it is small talk.

    Of several topics (“Hi! What can you do?”) the one that asks for most counts.
    """
    parts = [plain(part) for part in _PARTS.split(said)]
    told = [part for part in parts if part not in _EMPTY]
    if not told:
        return "ability" if said.strip() in ("?", "??") else None
    topics = [_topic(part) for part in told]
    if None in topics:
        return None
    return next(cast("Topic", form.kind) for form in forms(_FORMS) if form.kind in topics)


def plain(words: str) -> str:
    """Words in small letters, with single blanks, one kind of apostrophe, and no pictures."""
    kept = "".join(one if one.isalnum() or one in "'’/ -" else " " for one in words)
    return " ".join(kept.replace("'", "’").casefold().split())


def _topic(part: str) -> str | None:
    while True:
        for form in forms(_FORMS):
            if form.match(part) is not None:
                return form.kind
        shorter = _without_manners(part)
        if shorter == part:
            return None
        part = shorter


def _without_manners(part: str) -> str:
    """Words without one of their manners, or as they are."""
    if match := manners(_FORMS, "before").match(part):
        return part[match.end() :]
    match = re.search(rf"(?:{manners(_FORMS, 'behind').pattern})$", part)
    return part[: match.start()] if match else part
