"""What became of the sources of a kept answer, with days as people write them."""

from __future__ import annotations

from dataclasses import replace

from rag import SavedTurn
from ui.dates import long_date


def notes(turn: SavedTurn) -> tuple[str, ...]:
    """A sentence for each source that changed or is gone, each once."""
    replays = (replace(one, date=long_date(one.date) if one.date else None) for one in turn.replays)
    return replace(turn, replays=tuple(replays)).notes
