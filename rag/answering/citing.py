"""Citations of spans: the sentence that bears an answer and the one that names who speaks."""

from __future__ import annotations

from index import DocumentVersion, Passage, Span, paragraphs, speaker_of
from rag.answer import Candidate
from rag.answering.material import Material
from rag.answering.times import times
from rag.citations import Citation


def evidence(material: Material, candidate: Candidate) -> list[Span]:
    """The candidate's sentence and, where it quotes without naming who speaks, the one that names them."""
    version = material.version_of(candidate.passage)
    span = Span(candidate.start, candidate.end)
    speaker = speaker_of(version.text, span, paragraphs(version.text, version.furniture))
    return [span, speaker] if speaker and not speaker.overlaps(span) else [span]


def cite(material: Material, number: int, passage: Passage, span: Span) -> Citation:
    """A citation of a span of the passage's version."""
    return quotation(material.version_of(passage), number, span)


def quotation(version: DocumentVersion, number: int, span: Span) -> Citation:
    """A citation of a span of a version."""
    return Citation(
        number=number,
        document_id=version.document_id,
        version=version.version,
        uri=version.uri,
        title=version.title,
        published=version.metadata.value("published"),
        agency=version.metadata.value("agency"),
        start=span.start,
        end=span.end,
        quote=span.cut(version.text),
        times=times(version, span),
    )
