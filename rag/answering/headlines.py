"""A headline or a standfirst gives way to the sentence of the body that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answering.choosing import Judged
from rag.answering.material import Material
from rag.answering.merging import bare, same_answer, tokens
from rag.headings import above_body
from rag.reader.vocabulary import shared, stems

# The share of a headline's words that a sentence must hold to say the same.
COVERED = 0.6
# A sentence whose score lies further below the headline's than this does not answer the question.
FURTHEST = 3.0


def body_first(material: Material, ranked: Sequence[Judged]) -> list[Judged]:
    """The candidates, each headline exchanged for the best sentence of its body that says the same.

    That sentence takes the headline's place and score, and the higher of the two confidences; a headline
    that no candidate of the body says stays.
    """
    made: dict[tuple[str, int, int], Judged] = {}
    for one in ranked:
        kept = one
        if is_headline(material, one):
            body = next((other for other in ranked if says_in_body(material, one, other)), None)
            kept = better(body, one) if body else one
        known = made.setdefault(key_of(kept), kept)
        made[key_of(kept)] = replace(known, confidence=max(known.confidence, kept.confidence))
    return list(made.values())


def better(body: Judged, headline: Judged) -> Judged:
    """The body's sentence with the score of the headline and the higher confidence."""
    sure = max(body.confidence, headline.confidence)
    return replace(body, score=max(body.score, headline.score), confidence=sure)


def key_of(one: Judged) -> tuple[str, int, int]:
    """Where a candidate stands."""
    return one.document_id, one.candidate.start, one.candidate.end


def is_headline(material: Material, one: Judged) -> bool:
    """Whether a candidate is (a part of) its article's title or standfirst, and not asked for as such."""
    if one.candidate.features.get("stated"):
        return False
    above = above_body(material.version_of(one.candidate.passage))
    return above is not None and above.start <= one.candidate.start and one.candidate.end <= above.end


def says_in_body(material: Material, headline: Judged, other: Judged) -> bool:
    """Whether a candidate is a sentence of the same version's body that says what the headline says."""
    one, two = headline.candidate.passage, other.candidate.passage
    if (one.document_id, one.version) != (two.document_id, two.version) or is_headline(material, other):
        return False
    return other.score >= headline.score - FURTHEST and (bears(headline, other) or covers(headline, other))


def bears(headline: Judged, other: Judged) -> bool:
    """Whether two candidates have one short answer, and share a word of the headline besides it.

    One short answer: the same one, or the words of one within the other's.
    """
    if not headline.found or not other.found:
        return False
    first, second = set(bare(tokens(headline.found))), set(bare(tokens(other.found)))
    held = bool(first and second) and (first <= second or second <= first)
    if not held and not same_answer(headline.found, other.found):
        return False
    besides = stems(headline.candidate.text) - stems(headline.found)
    return not besides or bool(shared(besides, stems(other.candidate.text)))


def covers(headline: Judged, other: Judged) -> bool:
    """Whether a sentence holds most of the headline's words, and its short answer where it has one."""
    said = stems(headline.candidate.text)
    if headline.found and not set(bare(tokens(headline.found))) <= set(bare(tokens(other.candidate.text))):
        return False
    return bool(said) and len(shared(said, stems(other.candidate.text))) >= COVERED * len(said)
