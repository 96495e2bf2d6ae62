"""Articles and candidates by hand, so that answers are tested without a reader."""

from __future__ import annotations

import pytest

from index import DocumentVersion, Metadata, MetadataField, Passage, Scope, Span
from rag import Candidate, Config
from rag.answering import Material, answer
from rag.answering.confidence import Calibration


@pytest.fixture
def told_confidence(monkeypatch):
    """A candidate's confidence is its feature ``right``, not what the shipped calibration makes of it."""
    monkeypatch.setattr(Calibration, "confidence", lambda _, candidate: candidate.features["right"])


class Article:
    """An article with its sentences as candidates."""

    def __init__(self, text, document="wire", title=None, published=None, place=None):
        self.text = text
        spans = {"title": title, "place": place}
        fields = {name: MetadataField(words, self.span(words)) for name, words in spans.items() if words}
        if published:
            fields["published"] = MetadataField(published)
        self.version = DocumentVersion(
            document_id=document,
            version="0" * 16,
            uri=f"paste:{document}",
            text=text,
            metadata=Metadata(**fields),
            furniture=(),
            encoding="utf-8",
            added="2020-01-01T00:00:00Z",
            current=True,
        )

    def span(self, words):
        """Where some words stand first."""
        start = self.text.index(words)
        return Span(start, start + len(words))

    def says(self, sentence, short=None, score=0.0, right=0.8, last=False):
        """A sentence of the article, where it stands first or last, as a candidate.

        ``short`` are the words of it that answer.
        """
        start = self.text.rindex(sentence) if last else self.text.index(sentence)
        span = Span(start, start + len(sentence))
        found = None
        if short is not None:
            start = span.start + sentence.index(short)
            found = (start, start + len(short))
        passage = Passage(
            passage_id=f"{self.version.document_id}:{span.start}",
            document_id=self.version.document_id,
            version=self.version.version,
            uri=self.version.uri,
            title=self.version.title,
            published=self.version.metadata.value("published"),
            start=span.start,
            end=span.end,
            text=sentence,
        )
        return Candidate(passage, span.start, span.end, sentence, score, {"right": right}, found)


def ask(question, candidates, *articles, most=3, abstain_below=0.0):
    """The answer on candidates, best first, from some articles."""
    versions = {(a.version.document_id, a.version.version): a.version for a in articles}
    scope = Scope(None, len(articles), 0)
    material = Material(question, scope, tuple(c.passage for c in candidates), versions)
    config = Config(abstain_below=abstain_below, answering={"max_sentences": most})
    return answer(material, candidates, config)
