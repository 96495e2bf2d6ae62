"""Who says what a sentence says, by the sentence's own words."""

from __future__ import annotations

import re

from rag.mentions.finding import names_in

_SAYING = (
    r"(?:said|says|told|tells|add(?:ed|s)|wrote|writes|argue[ds]|warn(?:ed|s)|insist(?:ed|s)|claim(?:ed|s)|state[ds]"
    r"|declare[ds]|announce[ds]|estimate[ds]|report(?:ed|s)|testified|acknowledge[ds]|admit(?:ted|s)|concede[ds]"
    r"|confirm(?:ed|s)|accuse[ds]|allege[ds]|blame[ds]|den(?:ied|ies)|reject(?:ed|s)|dismiss(?:ed|es)|dispute[ds]"
    r"|refute[ds]|rebut(?:ted|s)|contradict(?:ed|s)"
    r"|call(?:ed|s)(?= (?:the|an?|his|her|its|their|him|it|them)\b))\b"
)
# Those that a speaker may stand behind: “…,” said Ann Lee.
_TURNED = r"(?:said|says|added|adds|wrote|writes|argued|warned|insisted|according to)\b"
_BESIDE = r"(?: (?:has|have|had|also|later|then|again|repeatedly|\w+ly))*"
_QUOTED = re.compile('[“"„«][^”"»]*[”"»]?')
_DATELINE = re.compile(r"^[A-Z]{2}[^—–-]{0,70} [—–-] ")
_BEFORE = re.compile(
    rf"(?:^|[,;:\t.] ?)(?P<who>[^,;:\t]{{1,120}}?)(?:, [^,;\t]{{2,80}},)?{_BESIDE} {_SAYING}"
)
_AFTER = re.compile(
    rf"[\t,] ?{_TURNED} (?P<who>(?:(?:the|a|an) )?[^,;:\t.]*?)"
    r"(?=[,;:\t.]|$| (?:as|who|in|on|at|when|while|after|before|during|to|from|by|that|with|about)\b)",
    re.IGNORECASE,
)
# What makes words before the verb more than a name or a role.
_MORE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|could|may|might|must|should|not"
    r"|who|which|that|whether|if|because|but|when|while|after|before|as|nobody|no)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?:he|she|it|they|we|i|you|who|this|that|these|those|both|all|some|many|others?)\b", re.IGNORECASE
)
_BARE = (
    r"(?:police|officials|prosecutors|investigators|doctors|scientists|experts|witnesses|residents|rebels)"
)
_WHEN = re.compile(r"(?:On|In|At|By|Since|Late on|Early on) \w+ (?=(?:the |an? |[A-Z]))")
_OPENING = re.compile(
    rf"(?:[Tt]he|[Aa]n?|{_BARE}) ?\b"
    r"|(?!(?:In|On|At|By|Of|For|From|After|Before|Since|Under|With|During|Nobody|No)\b)[A-Z]"
)
LONGEST = 8  # words


def said_by(sentence: str) -> str | None:
    """The words that name who says, denies or claims what a sentence says; None where it does not tell.

    “Pakistan’s government and army rejected the allegations.” gives “Pakistan’s government and army”. Words
    inside a quotation do not count, nor does a speaker who is only “he” or “she”.
    """
    plain = _QUOTED.sub("\t", _DATELINE.sub("", " ".join(sentence.split())))
    for found in (*_BEFORE.finditer(plain), *_AFTER.finditer(plain)):
        who = named_alone(_WHEN.sub("", found["who"].strip()))
        if _is_speaker(who):
            return who
    return None


def named_alone(who: str) -> str:
    """Of more words than name somebody, the person’s name at their end: “… of the Staff Ann Lee”."""
    names = names_in(who) if len(who.split()) > LONGEST else ()
    last = names[-1] if names else None
    return last.text if last and last.kind == "person" and last.end == len(who) else who


def _is_speaker(words: str) -> bool:
    if not words or len(words.split()) > LONGEST or _PRONOUN.match(words) or _MORE.search(words):
        return False
    return _OPENING.match(words) is not None
