"""Follow-up questions: completed from the turns before them, and conversations that ask them."""

from rag.conversation.choosing import Score, complete
from rag.conversation.completing import completions
from rag.conversation.conversing import Conversation
from rag.conversation.turns import ConversationTurn

__all__ = ["Conversation", "ConversationTurn", "Score", "complete", "completions"]
