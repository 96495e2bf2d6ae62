"""Questions to start with: made from the articles themselves, kept where the assistant answers them well."""

from rag.starters.choosing import starter_questions

__all__ = ["starter_questions"]
