"""What the reader needs of a model, and batches of windows for those that run in batches."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from index import GroundwireError
from rag.reader.spans import Floats, Logits
from rag.reader.windows import Excerpt, Integers, Window, WindowMaker


class SpanModel(Protocol):
    """Scores a start and an end of the answer at every token of a window.

    Thread-safe. The files are read by the first call that needs them; each may raise what :meth:`load` does.
    """

    @property
    def windows(self) -> WindowMaker:
        """Makes the windows that the model reads."""
        ...

    def load(self) -> None:
        """Load the model now, so that the first question need not wait for it.

        Raises:
            ReaderError: a file that came with Groundwire is missing or damaged.
            ConfigError: a file of the folder that the user named is missing, damaged or of another task.
        """
        ...

    def logits(self, windows: Sequence[Window]) -> list[Logits]:
        """The start and the end logits of each window, float32, one for each of its tokens."""
        ...


@dataclass(frozen=True, slots=True)
class Padded:
    """Windows of one batch, each array (windows, tokens); ``mask`` is 0 at what only fills up."""

    ids: Integers
    mask: Integers
    types: Integers


def padded(windows: Sequence[Window]) -> Padded:
    """Windows filled up to the length of the longest."""
    shape = (len(windows), max(len(window.ids) for window in windows))
    ids, mask, types = (np.zeros(shape, np.int64) for _ in range(3))
    for row, window in enumerate(windows):
        length = len(window.ids)
        ids[row, :length], mask[row, :length], types[row, :length] = window.ids, 1, window.types
    return Padded(ids, mask, types)


def in_batches(
    windows: Sequence[Window],
    size: int,
    run: Callable[[Padded], tuple[Floats, Floats]],
    workers: Executor | None = None,
) -> list[Logits]:
    """Run windows, ``size`` in a batch, those of like length together; results in the windows' order.

    With ``workers`` batches are run side by side, the longest ones first.
    """
    order = sorted(range(len(windows)), key=lambda row: -len(windows[row].ids))
    batches = [order[place : place + size] for place in range(0, len(order), size)]
    filled = [padded([windows[row] for row in rows]) for rows in batches]
    found: dict[int, Logits] = {}
    for rows, (starts, ends) in zip(batches, (workers.map if workers else map)(run, filled), strict=True):
        for row, start, end in zip(rows, starts, ends, strict=True):
            length = len(windows[row].ids)
            found[row] = start[:length], end[:length]
    return [found[row] for row in range(len(windows))]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model in memory: the maker of its windows, and what runs a batch of at most ``batch`` of them.

    ``workers`` run several batches at once.
    """

    windows: WindowMaker
    run: Callable[[Padded], tuple[Floats, Floats]]
    batch: int
    workers: Executor | None = None

    def logits(self, windows: Sequence[Window]) -> list[Logits]:
        """The start and the end logits of each window."""
        return in_batches(windows, self.batch, self.run, self.workers)

    def trial(self) -> str:
        """What goes wrong with a question and a passage of one word; nothing where nothing does."""
        try:
            pairs = self.logits(self.windows.windows("a", [Excerpt("a")]))
        except Exception as error:  # noqa: BLE001  each library raises kinds of its own
            return f"cannot be run ({one_line(error)})"
        numbers = all(np.isfinite(values).all() for pair in pairs for values in pair)
        return "" if numbers else "gives scores that are not numbers"


class FolderModel(ABC):
    """A ``SpanModel`` whose files are read, and tried on a small window, by the first call that needs it."""

    def __init__(self, folder: Path, setting: str = "reader.model") -> None:
        self.folder = folder
        self.setting = setting
        self._lock = threading.Lock()
        self._loaded: Loaded | None = None

    @property
    def windows(self) -> WindowMaker:
        return self._load().windows

    def load(self) -> None:
        self._load()

    def logits(self, windows: Sequence[Window]) -> list[Logits]:
        return self._load().logits(windows)

    @abstractmethod
    def read(self) -> Loaded:
        """Read the files. Raises what :meth:`SpanModel.load` does."""

    @abstractmethod
    def unusable(self, problem: str, file: str = "") -> GroundwireError:
        """The error for a problem with the model, or with one of its files."""

    def _load(self) -> Loaded:
        with self._lock:
            if self._loaded is None:
                loaded = self.read()
                if problem := loaded.trial():
                    raise self.unusable(problem)
                self._loaded = loaded
            return self._loaded


def one_line(error: Exception) -> str:
    """The beginning of a library's message, which may run over many lines."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0][:200].rstrip(" .:")
