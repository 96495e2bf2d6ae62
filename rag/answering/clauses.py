"""The short answer as it is put forward: the words found, a clause, or nothing but the sentence."""

from __future__ import annotations

import re

from index import Span
from rag.answer import Candidate
from rag.answering.coordination import whole_subject
from rag.answering.kinds import IN_SENTENCES, Kind

# Fewer words than this tell no reason, no way and nothing that was said.
CLAUSE_WORDS = 4
# Where a clause begins: behind a mark, or with a word that opens one. Quotation marks around speech are such;
# those around a few words of a clause (a “veritable arm” of the agency) are not.
_MARK = re.compile(r"[,;:](?=\s)|\s[–—-]\s|[–—]|^[“\"]|(?<=[,:;.!?—–] )[“\"]|(?<=[,.!?;—–-])[”\"]|[”\"]$")
_OPENING = re.compile(
    r"\b(?:because|since|so that|in order to|after|before|when|while|although|though|but|which|who|whose|that"
    r"|unless|until|if|by \w+ing)\b",
    re.IGNORECASE,
)
# Only who says so and when: “the army said on Monday”. It ends the sentence, and tells nothing else.
_ATTRIBUTION = re.compile(
    r"(?:[^,;:]{0,80} )?(?:said|says|told \w+|added|reported|wrote)"
    r"(?: (?:on|in|at|late|early|last|this|yesterday)\b[^,;:]{0,30})?",
    re.IGNORECASE,
)
# A verb whose object the words found begin with: “accused | Pakistan of …”, “refused | to resign”.
_VERB_BEFORE = re.compile(r"\b(?:\w+(?:ed|ing)|gave|made|took|kept|left|sent|held) $")
_EDGES = ' \t\n\r,;:.–—-“”"'


def short_answer(candidate: Candidate, kind: Kind) -> str | None:
    """The words of a candidate's sentence that are put forward as the short answer.

    For “how”, “why” and what somebody said or did these are a clause at least; a yes/no question has no
    words but the sentence. None where the sentence is the answer.
    """
    found = words_found(candidate)
    if found is None or kind == "yes or no":
        return None
    whole = quoted_whole(candidate.text, found)
    if kind not in IN_SENTENCES:
        return (whole_subject(candidate.text, whole) if kind == "who" else whole).cut(candidate.text)
    # “met”, with whom and why; called it a “mere arm”, of what
    if kind == "what done" or whole.end > found.end:
        found = Span(found.start, clause_around(candidate.text, whole).end)
    elif len(found.cut(candidate.text).split()) < CLAUSE_WORDS:
        found = clause_around(candidate.text, found)
    clause = quoted_whole(candidate.text, with_verb(candidate.text, found)).cut(candidate.text)
    return clause if len(clause.split()) >= CLAUSE_WORDS and not _ATTRIBUTION.fullmatch(clause) else None


def with_verb(text: str, found: Span) -> Span:
    """Words found in a sentence, with the verb before them that they are the object of; not a clause."""
    verb = None if _OPENING.match(text, found.start) else _VERB_BEFORE.search(text, 0, found.start)
    return Span(verb.start(), found.end) if verb else found


def quoted_whole(text: str, inner: Span) -> Span:
    """A range of a text, with the quotation mark beside it that its own one belongs to."""
    words = inner.cut(text)
    opened = words.count("“") - words.count("”")
    if opened > 0 and text[inner.end : inner.end + 1] == "”":
        return Span(inner.start, inner.end + 1)
    if opened < 0 and text[max(inner.start - 1, 0) : inner.start] == "“":
        return Span(inner.start - 1, inner.end)
    return inner


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
