"""“Who is Jane Doe?”: answered by the sentence that introduces her, and by the words that do."""

from rag.introductions.finding import introduced_first

__all__ = ["introduced_first"]
