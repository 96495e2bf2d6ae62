"""The model behind the reader: windows in, logits out, whatever format its files have."""

from rag.reader.models.folders import load_model, load_verifier
from rag.reader.models.span_model import SpanModel

__all__ = ["SpanModel", "load_model", "load_verifier"]
