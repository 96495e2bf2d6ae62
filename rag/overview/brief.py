"""An article in brief: the three to seven sentences that tell most, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import DocumentVersion, Span, paragraphs, speaker_of
from rag.overview.content import Sentence, content
from rag.overview.ranking import ranked
from rag.reader.vocabulary import stems

FEWEST, MOST = 3, 7
# One sentence of a summary for so many of the article.
SENTENCES_FOR_ONE = 6
# More sentences than these are not compared with each other: what is important stands above.
MOST_READ = 400
# A sentence with so many words that tell something says enough.
TELLING_WORDS = 12
# How well a sentence stands alone: one that begins with what was said before, one that is quoted.
DANGLING, QUOTED = 0.45, 0.5

_DANGLES = re.compile(
    r"[“\"]?(?:he|she|it|they|this|that|these|those|his|her|its|their|him|them|but|and|so|then|such|also"
    r"|there|here|however|instead|meanwhile|another|both|neither|one of (?:them|those)"
    r"|the (?:other|same|latter|former))\b",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"“[^”]*”?|\"[^\"]*\"?")


def in_brief(version: DocumentVersion) -> list[Span]:
    """The sentences that tell most of a version, in order; none where it has no prose."""
    sentences = content(version)[:MOST_READ]
    usable = [one for one in sentences if not one.asks] or list(sentences)
    if not usable:
        return []
    order = ranked(usable, [fitness(version, one) for one in usable], version.title)
    return sorted(usable[place].span for place in order[: number(len(usable))])


def number(sentences: int) -> int:
    """How many sentences the summary of so many has."""
    return min(max(FEWEST, round(sentences / SENTENCES_FOR_ONE)), MOST)


def fitness(version: DocumentVersion, sentence: Sentence) -> float:
    """How well a sentence stands alone, from 0 to 1."""
    words = sentence.text
    fit = DANGLING if _DANGLES.match(words) else 1.0
    fit *= min(1.0, len(stems(words)) / TELLING_WORDS)
    quoted = sum(len(match.group()) for match in _QUOTE.finditer(words))
    if 2 * quoted > len(words):
        fit *= QUOTED if names_speaker(version, sentence.span) else QUOTED * DANGLING
    return fit


def names_speaker(version: DocumentVersion, span: Span) -> bool:
    """Whether a sentence that quotes says whom, so that no other sentence must."""
    around: Sequence[Span] = paragraphs(version.text, version.furniture)
    return speaker_of(version.text, span, list(around)) is None
