"""The sentences that are an article’s content: no title, no line of date or writer, no credits, no table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index import DocumentVersion, Span, paragraphs, sentences

# A paragraph of prose has so many words at least, and an end of a sentence.
FEWEST_WORDS = 5
_ENDS = re.compile(r"""(?<=[\w”"’'%)])[.!?…]["”’')\]]*(?=\s|$)""")
# Lines that tell who wrote, where and when, stand in fields of their own; a byline begins with few words.
_BEFORE_NAME = 60
_BY = re.compile(r"(?:\w+ ){0,3}[Bb]y (?:[A-Z][\w’'-]+ ){1,3}(?:and|[A-Z])")
# So far from the start, and so long at most, a line is one that only says by whom the article is.
_ABOVE, _LINE = 800, 200


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article: ``version.text[start:end] == text``; ``paragraph`` is the range around it."""

    span: Span
    text: str
    paragraph: Span

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.text.rstrip("”\"’' ").endswith("?")


def content(version: DocumentVersion) -> tuple[Sentence, ...]:
    """The sentences of a version's body, in order."""
    credits = version.metadata.credits
    credited = credits.span if credits else None
    found = []
    for paragraph in paragraphs(version.text, version.furniture):
        if not is_prose(paragraph.cut(version.text)) or is_heading(version, paragraph):
            continue
        for span in sentences(version.text, paragraph):
            if credited is None or not span.overlaps(credited):
                found.append(Sentence(span, span.cut(version.text), paragraph))
    return tuple(found)


def is_prose(words: str) -> bool:
    """Whether a paragraph holds a whole sentence."""
    return len(words.split()) >= FEWEST_WORDS and _ENDS.search(words) is not None


def is_heading(version: DocumentVersion, paragraph: Span) -> bool:
    """Whether a paragraph is the title, or begins with who wrote the article."""
    title, byline = version.metadata.title, version.metadata.byline
    if title and title.span and paragraph.overlaps(title.span):
        return True
    if byline and byline.span and paragraph.overlaps(byline.span):
        return byline.span.start - paragraph.start <= _BEFORE_NAME
    line = paragraph.start < _ABOVE and paragraph.end - paragraph.start < _LINE
    return line and _BY.match(version.text, paragraph.start, paragraph.end) is not None
