"""Unanswerable questions made of answerable ones: type-matched, on the same text, never answerable."""

from rag.reader.training.swaps.making import KINDS, unanswerable

__all__ = ["KINDS", "unanswerable"]
