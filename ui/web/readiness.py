"""Loading the models behind a page that is already there."""

from __future__ import annotations

import logging
import threading

from rag import Assistant
from ui.web.precedence import Precedence

log = logging.getLogger(__name__)


class Readiness:
    """Whether the models are loaded. A page without :meth:`start` counts as ready and loads when asked.

    Loading gives way to a page that is being opened.
    """

    def __init__(self, precedence: Precedence | None = None) -> None:
        self.precedence = precedence or Precedence()
        self._loaded = threading.Event()
        self._loaded.set()

    def start(self, assistant: Assistant) -> None:
        """Begin to load in a thread of its own; returns at once."""
        self._loaded.clear()
        threading.Thread(target=self._load, args=(assistant,), name="groundwire-warm", daemon=True).start()

    def _load(self, assistant: Assistant) -> None:
        try:
            self.precedence.after_opening()
            if not self.precedence.closing.is_set():
                assistant.warm()
        except Exception:  # the next question meets the same error and shows it
            log.exception("loading the models failed")
        finally:
            self._loaded.set()

    @property
    def loading(self) -> bool:
        """Whether the models are being loaded now."""
        return not self._loaded.is_set()

    def wait(self, seconds: float) -> bool:
        """Return when nothing is being loaded, or after so many seconds; whether nothing is."""
        return self._loaded.wait(seconds)
