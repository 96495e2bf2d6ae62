"""The short answer as it is put forward: the words found, a clause, or nothing but the sentence."""

from __future__ import annotations

import re

from index import Span
from rag.answer import Candidate
from rag.answering.kinds import IN_SENTENCES, Kind

# Fewer words than this tell no reason, no way and nothing that was said.
CLAUSE_WORDS = 4
# Where a clause begins: behind a mark, or with a word that opens one.
_MARK = re.compile(r"[,;:](?=\s)|\s[–—-]\s|[“”\"]|[–—]")
_OPENING = re.compile(
    r"\b(?:because|since|so that|in order to|after|before|when|while|although|though|but|which|who|whose|that"
    r"|unless|until|if|by \w+ing)\b",
    re.IGNORECASE,
)
_EDGES = ' \t\n\r,;:.–—-“”"'


def short_answer(candidate: Candidate, kind: Kind) -> str | None:
    """The words of a candidate's sentence that are put forward as the short answer.

    For “how”, “why” and what somebody said these are a clause at least; a yes/no question has no words
    but the sentence. None where the sentence is the answer.
    """
    found = words_found(candidate)
    if found is None or kind == "yes or no":
        return None
    if kind not in IN_SENTENCES or len(found.cut(candidate.text).split()) >= CLAUSE_WORDS:
        return found.cut(candidate.text)
    clause = clause_around(candidate.text, found).cut(candidate.text)
    return clause if len(clause.split()) >= CLAUSE_WORDS else None


def words_found(candidate: Candidate) -> Span | None:
    """Where in its sentence a candidate's short answer stands; None where it has none or an empty one."""
    if candidate.short is None:
        return None
    start, end = candidate.short[0] - candidate.start, candidate.short[1] - candidate.start
    return Span(start, end) if 0 <= start < end <= len(candidate.text) else None


def clause_around(text: str, inner: Span) -> Span:
    """The clause of a sentence that holds a range of it."""
    starts = [match.end() for match in _MARK.finditer(text, 0, inner.start)]
    starts += [match.start() for match in _OPENING.finditer(text) if match.start() <= inner.start]
    ends = [match.start() for match in _MARK.finditer(text) if match.start() >= inner.end]
    ends += [match.start() for match in _OPENING.finditer(text) if match.start() >= inner.end]
    start, end = max(starts, default=0), min(ends, default=len(text))
    while start < inner.start and text[start] in _EDGES:
        start += 1
    while end > inner.end and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)
