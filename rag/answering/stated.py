"""Questions about an article itself: who wrote it, when and where, answered from its metadata."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index import METADATA_FIELDS, DocumentVersion, Passage, Snapshot, Span
from rag.answer import Candidate
from rag.answering.material import Material

ARTICLE = (
    r"(?:this|it|the|that)?\s*(?:news )?"
    r"(?:article|story|report|piece|text|item|dispatch|copy|interview|feature|post)"
)
THIS = rf"(?:{ARTICLE}|this|it)\b"

# Each pattern names the fields that answer it, best first.
PATTERNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        rf"\bwho (?:wrote|authored|penned|reported|filed) {THIS}\W*$|\bauthors? of {THIS}|\bby ?line\b"
        rf"|\bwho (?:is|was|were|are) (?:the )?(?:author|writer|reporter|journalist)s?\b(?: of {THIS})?\W*$"
        rf"|\bwho (?:is|was) {THIS} (?:written|reported) by",
        ("byline", "credits"),
    ),
    (
        rf"\bwho (?:edited|helped|contributed to|worked on) {THIS}"
        r"|\bwho (?:is|was|were|are) (?:the )?editors?\b|\badditional reporting\b|\breporting credits?\b",
        ("credits", "byline"),
    ),
    (
        rf"\bwhen (?:was|did) {THIS}\s*(?:first )?"
        r"(?:published|written|posted|filed|printed|come out|appear|run)"
        rf"|\b(?:date|day) (?:of|was|is|did) (?:publication|{THIS})|\bpublication date\b|\bdate ?line date\b"
        rf"|\bhow old is {THIS}|\bwhat (?:is|was) the date of {THIS}",
        ("published",),
    ),
    (
        rf"\b(?:which|what) (?:news )?(?:agency|outlet|organi[sz]ation|service|publisher|newspaper|wire)"
        r"(?: service| agency)? (?:published|wrote|ran|filed|distributed|produced|reported|released|put out)"
        rf" {THIS}"
        r"|\b(?:which|what) (?:news )?(?:agency|outlet|organi[sz]ation|service|publisher|newspaper|wire) "
        rf"(?:is|was|did|does) {THIS}(?: (?:come|published|written|produced))?(?: (?:from|by))?\W*$"
        rf"|\bwho published {THIS}|\bsource of {THIS}|\bwhich news agency\W*$",
        ("agency",),
    ),
    (
        rf"\bwhere (?:was|is) {THIS}\s*(?:filed|reported|written|datelined|datelined from|from)"
        r"|\bdate ?line\b"
        rf"|\bfrom (?:which|what) (?:city|place) (?:was|is) {THIS}"
        rf"|\b(?:which|what) (?:city|place) (?:was|is) {THIS} (?:filed|reported|written) (?:from|in)",
        ("place",),
    ),
    (rf"\b(?:title|headline) of {THIS}|\bwhat (?:is|was) the (?:title|headline)", ("title",)),
)


def fields_asked(question: str) -> tuple[str, ...]:
    """The metadata fields that answer a question about the article itself; none for any other question."""
    asked = question.lower()
    for pattern, fields in PATTERNS:
        if re.search(pattern, asked):
            assert set(fields) <= set(METADATA_FIELDS)
            return fields
    return ()


def stated_first(snapshot: Snapshot, question: str, ranked: Sequence[Passage]) -> tuple[Passage, ...]:
    """A ranking with the passage first that states what a question asks about the best-ranked article.

    Any other question's ranking stays as it is.
    """
    fields = fields_asked(question)
    if not fields or not ranked:
        return tuple(ranked)
    best = ranked[0]
    span = span_of(snapshot.version(best.document_id, best.version), fields)
    stating = snapshot.passage_at(best.document_id, span) if span else None
    if stating is None:
        return tuple(ranked)
    scored = {passage.passage_id: passage for passage in ranked}
    first = replace(scored.get(stating.passage_id, stating), score=best.score)
    return (first, *(passage for passage in ranked if passage.passage_id != first.passage_id))


def stated(material: Material) -> Candidate | None:
    """The words of the best-ranked document that state what is asked about it, as a candidate."""
    fields = fields_asked(material.question)
    if not fields or not material.passages:
        return None
    passage = material.passages[0]
    version = material.version_of(passage)
    span = span_of(version, fields)
    if span is None:
        return None
    return Candidate(
        passage=covering(material, passage, span),
        start=span.start,
        end=span.end,
        text=span.cut(version.text),
        score=0.0,
        features={"stated": 1.0},
    )


def span_of(version: DocumentVersion, fields: tuple[str, ...]) -> Span | None:
    """Where the text states the first of the fields it states at all."""
    for name in fields:
        field = getattr(version.metadata, name)
        if field is not None and field.span is not None:
            found: Span = field.span
            return found
    return None


def covering(material: Material, passage: Passage, span: Span) -> Passage:
    """The passage read that covers a span of the same document, else ``passage``."""
    for other in material.passages:
        same = (other.document_id, other.version) == (passage.document_id, passage.version)
        if same and other.start <= span.start and span.end <= other.end:
            return other
    return passage
