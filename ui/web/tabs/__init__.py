"""The page's tabs, in their order: one module each, and one line here."""

from __future__ import annotations

from ui.web.tabs import ask, history, library, search
from ui.web.tabs.tab import Context, Tab

TABS: tuple[Tab, ...] = (ask.TAB, search.TAB, library.TAB, history.TAB)

__all__ = ["TABS", "Context", "Tab"]
