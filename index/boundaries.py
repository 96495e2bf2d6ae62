"""Which of the sentence boundaries that punkt finds in news texts are none, and why."""

from __future__ import annotations

import re

# Words that open a sentence and hardly ever go on a name: “in the U.S. The army …”.
_STARTERS = frozenset(
    """The A An In On At For But And Or As If When While After Before Since With By From To He She They It
    We I You His Her Their Its Our My This That These Those There Here What Who Why How Where Which Yet So
    Still Also Then Now Last Next Some Many Most All Both However Meanwhile Although Though Because Not No Nor
    Under During""".split()
)
_TITLE = re.compile(
    r"\b(?:Gens?|Sens?|Reps?|Govs?|Lt|Col|Maj|Capt|Sgt|Cpl|Adm|Cmdr|Brig|Pvt|Pte|Supt|Det|Insp|Mr|Mrs|Ms|Mx|Dr|Drs"
    r"|Profs?|Rev|Hon|St|Ste|Mt|Ft|Messrs|Mme|Mlle|Pres|Cllr|Amb|Atty|Asst|Fr|vs|Rt)\.$"
)
_NUMBERED = re.compile(
    r"\b(?:Nos?|pp?|Vol|Ch|Fig|Art|Sec|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|ca?)\.$",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Za-z]\.){2,}|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|Bros|Dept|Univ|Ave|Blvd|Rd|Ph\.D|PhD|al)\.)$"
)
_INITIAL = re.compile(r"(?:^|[\s(“\"‘'.-])[A-Z]\.$")
_BEFORE_INITIAL = re.compile(r"(?:^|[A-Z][\w’'-]*\s|[\s.-][A-Z]\.\s?|[“\"‘'(])[A-Z]\.$")
_HOUR = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)
_AFTER_HOUR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b|[ECMP][SD]?T\b|GMT|UTC|BST|CET|IST|[A-Z][a-z]+ time\b|[(\d]"
)
_QUESTION_CLOSED = re.compile(r"[?!]\s*[\"”’'»]+$")
# “Why not?” Khan asked.  (but not: “Why not?” Khan said he would go to the capital on Monday and …)
_ATTRIBUTION = re.compile(
    r"(?:(?:the|The|[A-Z])[\w.’'-]*\s+){1,5}(?:[a-z]+ly\s+)?"
    r"(?:said|says|asked|asks|wondered|wrote|told|replied|demanded|cried|shouted|exclaimed|added)\b"
)
_OPENERS = "\"“‘'([«„ \t"


def is_boundary(before: str, after: str) -> bool:
    """Whether a sentence ends between ``before`` and ``after``.

    Both are the words next to a boundary that punkt proposed, trimmed, closing marks already moved to
    ``before``; a few hundred characters of each are enough.
    """
    if not any(map(str.isalnum, before)) or not any(map(str.isalnum, after)):
        return False
    opening = after.lstrip(_OPENERS)
    if _goes_on_in_lower_case(opening):
        return False
    word = re.split(r"[\s,;:.!?’']", opening, maxsplit=1)[0]
    if _TITLE.search(before) or (_NUMBERED.search(before) and opening[:1].isdigit()):
        return False
    if _HOUR.search(before):
        return not _AFTER_HOUR.match(opening)
    quoted = after[:1] in '“"‘«„'
    if _ABBREVIATED.search(before):
        return quoted or word in _STARTERS
    if _INITIAL.search(before) and _BEFORE_INITIAL.search(before):
        return quoted or word in _STARTERS
    return not (_QUESTION_CLOSED.search(before) and _ATTRIBUTION.match(after))


def _goes_on_in_lower_case(opening: str) -> bool:
    """Lower case goes on with a sentence, except in names such as “iPhone”."""
    return opening[:1].islower() and not opening[1:2].isupper()
