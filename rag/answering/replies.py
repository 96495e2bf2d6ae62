"""Sentences that answer one close before them: somebody else turns it down, or has another account."""

from __future__ import annotations

import re
from typing import NamedTuple

from rag.answering.denials import ACCUSING, CLAIM, denial, denies, last_names, speakers
from rag.answering.quantities import quantities

# Between what is turned down and who does so stands one other sentence at most; so many characters.
CLOSE = 160
# What follows directly follows within a paragraph's end.
NEXT = 4

_SAID_BEFORE = re.compile(
    r" (?:it|this|that|th[eo]se|them)\W*$"
    r"| (?:(?:all|both|any) )?(?:the|th[eo]se|this|that|his|her|its|their|such)(?: [a-z-]+)? "
    rf"(?:{CLAIM}|(?P<number>numbers?|figures?|counts?|estimates?)|statements?|stor(?:y|ies))\b"
    r"(?! (?:that|of|about|against)\b)",
    re.IGNORECASE,
)
_ATTRIBUTED = re.compile(
    r"\b(?:said|says|told|testified|according to|counted|reported|estimated?|put the|puts the|claim(?:s|ed)"
    r"|accus(?:es|ed)|alleg(?:es|ed)|blam(?:es|ed))\b",
    re.IGNORECASE,
)
_ON_THE_OTHER_HAND = re.compile(
    r"(?:But|However|Yet|By contrast|In contrast)\b,? (?!(?:he|she|it|they|we|I)\b)"
)
_SOMEBODY_SAID = re.compile(
    r"(?!(?:He|She|They|It|We|I)\b)(?:The|Its|His|Her|Their|[A-Z]\w+) "
    r"(?:[\w’'-]+,? ){0,6}?(?:said|says|told)\b"
)


class Stands(NamedTuple):
    """A sentence and where it stands: a document's id and a range of characters."""

    text: str
    document_id: str
    start: int
    end: int

    def before(self, other: Stands) -> int:
        """How many characters lie between it and one that follows it; below 0 where that does not."""
        return other.start - self.end if self.document_id == other.document_id else -1


def contradict(one: Stands, other: Stands) -> bool:
    """Whether of two sentences one denies what the other asserts, by its words or by where it stands."""
    if denies(one.text, other.text, one.document_id == other.document_id):
        return True
    first, second = sorted((one, other), key=lambda sentence: sentence.start)
    return turned_down(first.text, second.text, first.before(second))


def turned_down(said: str, reply: str, between: int) -> bool:
    """Whether somebody turns down in one sentence what somebody else says in another, close before it.

    Args:
        said: the sentence that comes first.
        reply: “Brell rejected their account on Tuesday”.
        between: how many characters lie between the two in their article; below 0 where none follows.
    """
    cue = denial(reply)
    by = _ATTRIBUTED.search(said)
    if cue is None or by is None or not 0 <= between <= CLOSE or denial(said):
        return False
    if last_names(reply[: cue.start()]) & (speakers(said) | last_names(said[: by.start()])):
        return False
    what = _SAID_BEFORE.match(reply, cue.end())
    return what is not None and (what["number"] is None or bool(quantities(said)))


def has_another_account(said: str, reply: str, between: int) -> bool:
    """Whether what follows a sentence directly is what others say of it, be it the same or not.

    “But two keepers told …”; or behind an accusation, who is accused: “The company said …”.
    """
    if not 0 <= between <= NEXT or not _ATTRIBUTED.search(said) or speakers(said) & speakers(reply):
        return False
    if _ON_THE_OTHER_HAND.match(reply):
        return _ATTRIBUTED.search(reply) is not None
    return ACCUSING.search(said) is not None and _SOMEBODY_SAID.match(reply) is not None
