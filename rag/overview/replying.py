"""Overviews: the reply to a question about an article as a whole, every sentence of it cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from index import DocumentVersion, Scope, Span, paragraphs, speaker_of
from rag.answer import DONT_SAY, Answer, Aspect, SingleAnswer
from rag.answering.citing import quotation
from rag.citations import Citation
from rag.overview.asking import Wanted
from rag.overview.brief import fitness, in_brief
from rag.overview.content import content
from rag.overview.disputes import disputes
from rag.overview.names import most_named, names
from rag.overview.ranking import ranked
from rag.overview.times import Event, events

MOST_NAMES, MOST_EVENTS, MOST_DISPUTES = 24, 12, 8
FEWEST_EVENTS = 3

FEW_TIMES = "The article tells few times; these are its main sentences, in the order in which they stand."
NOTHING: dict[Aspect, str] = {
    "brief": "The article has no sentences to choose from.",
    "mentioned": "No person or organisation was found to be named in the article.",
    "order": "The article has no sentences to choose from.",
    "disputed": "No sentence of the article was found to deny or dispute anything.",
}
_ORGANISATIONS = re.compile(r"organi|compan|institution|bod(?:y|ies)|groups")
_PERSONS = re.compile(r"people|person|individual|character|protagonist|figure|actors")

Entry = tuple[str | None, list[Span]]
"""What an entry is called, and the ranges that bear it."""


def overview(version: DocumentVersion, asked: Wanted, question: str, scope: Scope) -> Answer:
    """The reply to a question about a version as a whole."""
    entries, notice = ENTRIES[asked.aspect](version, asked)
    if not entries:
        return _nothing(question, asked.aspect, scope)
    numbers: dict[Span, Citation] = {}
    singles = tuple(_single(version, entry, numbers) for entry in entries)
    citations = tuple(numbers.values())
    return Answer(
        question=question,
        text="\n".join(citation.quote for citation in citations),
        short=None,
        answers=singles,
        citations=citations,
        confidence=1.0,
        abstained=False,
        documents_searched=1,
        undated=scope.undated,
        notice=notice,
        kind="overview",
        aspect=asked.aspect,
    )


def _single(version: DocumentVersion, entry: Entry, numbers: dict[Span, Citation]) -> SingleAnswer:
    """One entry with its citations; those not in ``numbers`` yet are added there."""
    name, spans = entry
    for span in spans:
        if span not in numbers:
            numbers[span] = quotation(version, len(numbers) + 1, span)
    cited = tuple(numbers[span] for span in spans)
    return SingleAnswer(" ".join(one.quote for one in cited), name, cited, 1.0)


def _nothing(question: str, aspect: Aspect, scope: Scope) -> Answer:
    return Answer(
        question=question,
        text=DONT_SAY,
        short=None,
        answers=(),
        citations=(),
        confidence=0.0,
        abstained=True,
        reason=NOTHING[aspect],
        documents_searched=1,
        undated=scope.undated,
        kind="overview",
        aspect=aspect,
    )


def _brief(version: DocumentVersion, asked: Wanted) -> tuple[list[Entry], str | None]:
    spans = with_speakers(version, in_brief(version))
    return [(None, [span]) for span in sorted(spans)], None


def _mentioned(version: DocumentVersion, asked: Wanted) -> tuple[list[Entry], str | None]:
    found = names(version)
    if asked.listed and _ORGANISATIONS.search(asked.listed) and not _PERSONS.search(asked.listed):
        found = [one for one in found if one.sort == "organisation"]
    elif asked.listed and _PERSONS.search(asked.listed) and not _ORGANISATIONS.search(asked.listed):
        found = [one for one in found if one.sort == "person"]
    kept = most_named(found, MOST_NAMES)
    left = len(found) - len(kept)
    notice = f"{left} more are named; these are mentioned most." if left else None
    kept.sort(key=lambda one: one.introduced.start)
    return [(one.text, [one.introduced.sentence.span]) for one in kept], notice


def _order(version: DocumentVersion, asked: Wanted) -> tuple[list[Entry], str | None]:
    found = events(version, content(version))
    if len(found) < FEWEST_EVENTS:
        return _brief(version, asked)[0], FEW_TIMES
    chosen = sorted(main_events(version, found), key=lambda one: one.moment)
    return [(one.moment.span.cut(version.text), [one.span]) for one in chosen], None


def main_events(version: DocumentVersion, found: Sequence[Event]) -> list[Event]:
    """At most so many of the events, those that tell most."""
    if len(found) <= MOST_EVENTS:
        return list(found)
    fit = [fitness(version, one.sentence) for one in found]
    order = ranked([one.sentence for one in found], fit, version.title)
    return [found[place] for place in order[:MOST_EVENTS]]


def _disputed(version: DocumentVersion, asked: Wanted) -> tuple[list[Entry], str | None]:
    entries: list[Entry] = []
    for one in disputes(content(version))[:MOST_DISPUTES]:
        spans = {one.denying.span} | ({one.asserting.span} if one.asserting else set())
        entries.append((None, sorted(with_speakers(version, spans))))
    return entries, None


def with_speakers(version: DocumentVersion, spans: Iterable[Span]) -> set[Span]:
    """The ranges, with the sentence that names who speaks for each that quotes without naming them."""
    given, around = set(spans), paragraphs(version.text, version.furniture)
    speakers = (speaker_of(version.text, span, around) for span in given)
    return given | {one for one in speakers if one and not any(one.overlaps(span) for span in given)}


ENTRIES: dict[Aspect, Callable[[DocumentVersion, Wanted], tuple[list[Entry], str | None]]] = {
    "brief": _brief,
    "mentioned": _mentioned,
    "order": _order,
    "disputed": _disputed,
}
