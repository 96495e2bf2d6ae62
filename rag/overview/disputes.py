"""What is disputed in an article: who denies what, and the sentence that says what is denied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.answering.denials import CLAIMS, EMPTY, denial, denies
from rag.answering.replies import turned_down
from rag.overview.content import Sentence
from rag.reader.vocabulary import shared, stems

# So many sentences before a denial are looked at for what it denies.
BACK = 8
# A denial that says so little of what is denied means what stands before it.
LITTLE = 1
SHARED_WORDS = 2

_CLAIM = (
    r"(?:claims?|accounts?|stor(?:y|ies)|versions?|figures?|findings?|allegations?|accusations?|charges?"
    r"|reports?)"
)
_IN_DISPUTE = r"(?:is|are|was|were|also|remains?|hotly) (?:also )?(?:in dispute|disputed|contested)"
_FALSE = (
    r"(?:a|an|this|that|were|was|is|are|as) (?:[“\"]?(?:\w+ )?)?"
    r"(?:lies?|fabrication|invention|nonsense|slander|smear|untrue|false|baseless|unfounded|groundless)"
)
_ANSWERED = (
    r"(?:replied|answered|responded|reacted|hit back) (?:to|at) (?:(?:the|these|those|her|his|their) )?"
    r"(?:\w+ )?(?:charges?|allegations?|accusations?|claims?|critics|criticisms?)"
)
_DISPUTES = re.compile(
    rf"\b(?:not a word of (?:truth|it)|{_IN_DISPUTE}|{_FALSE}|{_ANSWERED}|disagree[sd]?|contradict(?:s|ed)"
    r"|I was not"
    rf"|(?:contest|challeng)(?:s|es|ed|ing) (?:that|the|this|his|her|their|th[eo]se) (?:\w+ ){{0,2}}?{_CLAIM}"
    rf"|disputes? (?:his|her|their|its|the) {_CLAIM}|rejects? (?:that|this|the {_CLAIM}))\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    rf"\b(?:this|that|it|these|those|such|so|the (?:\w+ )?{_CLAIM})\b"
    r"(?! (?:he|she|they|it|the|a|had|was|were|any|there)\b)",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:accus|alleg|blam|claim|suggest|charg)\w*\b|[”\"]"
    r"|\b(?:said|says|told|wrote|writes|according to|called|calls|shows?|reported)\b",
    re.IGNORECASE,
)
_STORY = "story account version lie charge"


@dataclass(frozen=True, slots=True)
class Dispute:
    """A sentence that denies something, and the one that says it; None where the denial itself says all."""

    denying: Sentence
    asserting: Sentence | None


def disputes(sentences: Sequence[Sentence]) -> list[Dispute]:
    """What is disputed, in the order of the text."""
    found = []
    for place, sentence in enumerate(sentences):
        cue = None if sentence.asks else cue_of(sentence.text)
        if cue is not None:
            found.append(Dispute(sentence, asserted(sentences, place, cue)))
    return list(_each_once(found))


def cue_of(sentence: str) -> re.Match[str] | None:
    """The words by which a sentence denies or disputes something; None where it does not."""
    return denial(sentence) or _DISPUTES.search(sentence)


def asserted(sentences: Sequence[Sentence], place: int, cue: re.Match[str]) -> Sentence | None:
    """The sentence that says what the one at a place denies."""
    denying = sentences[place].text
    before = [one for one in reversed(sentences[max(place - BACK, 0) : place]) if not one.asks]
    plain = [one for one in before if cue_of(one.text) is None]
    matter = denying[cue.end() :] if cue.end() < len(denying) - 2 else denying
    held = stems(matter) - EMPTY - CLAIMS - stems(_STORY)
    for one in plain:
        if turned_down(one.text, denying, sentences[place].span.start - one.span.end):
            return one
    for one in plain:
        if denies(one.text, denying, same_document=True) and _SAYS.search(one.text):
            return one
    if len(held) <= LITTLE or _POINTS_BACK.search(denying[cue.start() :]):
        return next((one for one in before if _SAYS.search(one.text)), None)
    told = [
        (len(shared(held | _named(denying), stems(one.text))), one) for one in plain if _SAYS.search(one.text)
    ]
    most = max((count for count, _ in told), default=0)
    return next((one for count, one in told if count == most), None) if most >= SHARED_WORDS else None


def _named(sentence: str) -> frozenset[str]:
    """The stems of the words with a capital in a sentence."""
    return stems(" ".join(re.findall(r"(?<!^)\b[A-Z]\w+", sentence)))


def _each_once(found: Sequence[Dispute]) -> Iterator[Dispute]:
    """The disputes, none of which only says what one before it says."""
    cited: set[int] = set()
    for one in found:
        if one.denying.span.start not in cited:
            yield one
        cited.add(one.denying.span.start)
        if one.asserting:
            cited.add(one.asserting.span.start)
