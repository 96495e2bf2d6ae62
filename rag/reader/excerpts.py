"""A passage with what stands around it: its article's title and the sentence before it."""

from __future__ import annotations

from index import Span, sentences
from rag.reader.windows import Excerpt

# How far back the sentence before a passage is looked for, in characters.
BEFORE = 400


def excerpt_of(text: str, passage: Span, title: str = "") -> Excerpt:
    """The passage at a range of ``text``, with the title and the sentence before it as context."""
    before = sentence_before(text, passage.start)
    known = passage.cut(text)
    parts = [part for part in (title.strip(), before) if part and part not in known]
    if len(parts) == 2 and parts[0] in parts[1]:
        parts = parts[1:]
    return Excerpt(known, " ".join(ended(part) for part in parts))


def sentence_before(text: str, start: int) -> str:
    """The last sentence that ends before a place, at most ``BEFORE`` characters of it."""
    end = len(text[:start].rstrip())
    line = text.rfind("\n", 0, end) + 1
    spans = sentences(text, Span(max(line, end - BEFORE), end))
    return spans[-1].cut(text) if spans else ""


def ended(part: str) -> str:
    """The part with a full stop where nothing ends it, so that it does not run into what follows."""
    return part if part.endswith((".", "!", "?", "”", '"', ":", "’")) else part + "."
