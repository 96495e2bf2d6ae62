"""A question as people talk, as it would be written: “lol what'd he pay?” is “what did he pay?”."""

from __future__ import annotations

import re

from rag.answering.kinds import AUXILIARY
from rag.conversation.clauses import WH
from rag.conversation.returning import TAKEN_UP

_CONTRACTED = re.compile(r"\b(?P<asks>who|what|where|when|why|how)[’'](?P<verb>s|d|re)\b", re.IGNORECASE)
_PERFECT = re.compile(r" (?:been|got|become|happened|gone)\b", re.IGNORECASE)
# What a question may begin with before its asking word and need: “since when”, “tell me why”, “people who”.
_KEPT = (
    r"(?:in|on|at|by|for|from|to|with|of|during|about|since|until|till|under|against|after|before|into|through"
    r"|over|or|and|but|so|the|a|an|any|some|no|not|nor|anyone|anybody|someone|those|all|people"
    r"|me|us|tell|say|says|show|explain|describe|know|list|name|give|guess|wonder|wondering|asked|asks|ask|exactly"
    r"|(?:say|do|claim|deny|demand|want|report|warn|suggest)ing)"
)
_INTERJECTED = re.compile(
    rf"(?:(?!(?:{_KEPT}|{AUXILIARY}|that|this|it|he|she|they|you|we|i)\b)[a-z]+[,.!…]* ){{1,2}}"
    rf"(?={WH}\b[^,]*\?)"
)
_MEANT = re.compile(
    r"(?:(?:no|nope|nah|sorry|oh|well|ah|but)\b[,.!]? )*"
    r"(?:(?:i|we) (?:mean|meant|(?:was|am|were|are) (?:asking|talking|speaking) (?:about|of))"
    r"|(?:i['’]m (?:asking|talking|speaking) (?:about|of))|not [^,?]{2,40},(?: but)?|rather|instead)"
    r"\s+(?P<words>.+)",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"(?:(?:and|but|so|ok|okay),? )*(?P<what>(?:his|her|its|their) (?:(?:full|first|last|real) )?"
    r"(?:name|age|job|profession|occupation|title|position|role|rank|nationality|employer|party|address))\s*\?*",
    re.IGNORECASE,
)
_PHRASE = (
    r"(?:(?:the|a|an|this|that|these|those|his|her|its|their|both|all) [\w’'.-]+(?: [\w’'.-]+){0,4}?"
    rf"|(?!(?:{_KEPT}|{WH}|{AUXILIARY}|while|if|as|because|although)\b)"
    r"(?-i:[A-Z])[\w’'.-]+(?: (?-i:[A-Z])[\w’'.-]+){0,3})"
)
_BEFORE = re.compile(
    rf"(?:and |but |so )?(?:what about |how about |{TAKEN_UP} )?(?P<words>{_PHRASE})\s*(?:[,:;–—-]+|\?)\s*"
    rf"(?P<rest>(?:(?:in|on|at|by|for|from|to|with|of|about|since) )?(?:{WH}|{AUXILIARY})\b.+)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"(?P<rest>(?:(?:and|but|so) )?(?:{WH}|{AUXILIARY})\b.+?), "
    r"(?P<words>(?:the|this|that|these|those) [^,?]{2,40})\?",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b(?:he|she|they|it|him|them)\b|\b(?P<owner>his|its|their)\b|\b(?P<her>her)\b(?P<owned> [a-z])?",
    re.IGNORECASE,
)


def expanded(question: str) -> str:
    """A question without the contractions of its asking word: “what's” is “what is”, “what'd” “what did”."""

    def whole(match: re.Match[str]) -> str:
        verb = {"s": "is", "d": "did", "re": "are"}[match["verb"].lower()]
        if verb == "is" and _PERFECT.match(question, match.end()):
            verb = "has"
        return f"{match['asks']} {verb}"

    return _CONTRACTED.sub(whole, question)


def written(question: str) -> str:
    """A question as it would be written: without what is only said, and with one subject where it has two.

    “no, I mean the army” is “the army”; “and the mayor, what did he say?” is “what did the mayor say?”, and
    “his name?” is “what is his name?”.
    """
    said = expanded(" ".join(question.split()))
    if match := _MEANT.fullmatch(said):
        said = match["words"]
    if match := _ATTRIBUTE.fullmatch(said):
        return f"what is {match['what'].lower()}?"
    said = _INTERJECTED.sub("", said, count=1) if _INTERJECTED.match(said) else said
    for pattern in (_BEFORE, _BEHIND):
        if match := pattern.fullmatch(said):
            return joined(match["words"].strip(), match["rest"]) or said
    return said


def joined(words: str, rest: str) -> str | None:
    """A question with some words in place of the pronoun that stands for them; None where it has none."""
    found = _PERSONAL.search(rest)
    if found is None:
        return None
    owned = found["owner"] or (found["her"] and found["owned"])
    end = found.end("her") if found["her"] else found.end()
    made = f"{rest[: found.start()]}{words}{'’s' if owned else ''}{rest[end:]}"
    return made if made.endswith("?") else f"{made}?"
