"""Conversations that are kept: written without a word of an article, and made again from its versions."""

from rag.history.history import History
from rag.history.saved import SavedConversation, SavedTurn

__all__ = ["History", "SavedConversation", "SavedTurn"]
