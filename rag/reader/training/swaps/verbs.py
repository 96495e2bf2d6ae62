"""Where a word of a question is its verb: there alone it may be exchanged for another verb."""

from __future__ import annotations

import re

_ASKED = r"(?i:who|what|which|that|which [\w-]+|what [\w-]+)"
_BEING = r"(?:was|were|is|are|been|being|has|have|had|be)"
_ADVERB = r"(?:\w+ly |also |ever |first )?"
_PAST = re.compile(rf"(?:^{_ASKED}|\b{_BEING}|^{_ASKED} (?:has|have|had)) {_ADVERB}$")
_SUBJECT = r"(?:(?:the |his |her |its |their )?[\w-]+ |(?:the )?(?:[A-Z][\w’'.-]* )*[A-Z][\w.-]* )"
_BASE = re.compile(rf"\b(?:did|does|do|will|would|can|could|should|might|may) {_SUBJECT}{_ADVERB}$")
# A participle before a noun describes it: “the alleged murder”.
_BEFORE_NOUN = re.compile(r"^ (?:murder|killing|attack|crime)\b")


def exchanged(question: str, pasts: dict[str, str], bases: dict[str, str]) -> list[tuple[str, str, str]]:
    """The questions with a verb exchanged, each as the old word, the table's entry, the new question's start.

    Args:
        question: with its verb in the past or present after what asks, or in the base form after a subject.
        pasts: what each past or present form becomes; the word ends at the first blank.
        bases: the same of base forms.
    """
    found = []
    for word in re.finditer(r"[A-Za-z]+", question):
        before, after = question[: word.start()], question[word.end() :]
        for table, place in ((pasts, _PAST), (bases, _BASE)):
            entry = table.get(word.group(), "")
            if entry and place.search(before) and not _BEFORE_NOUN.match(after):
                found.append((word.group(), entry, before + entry.split(" ", 1)[0] + after))
    return found
