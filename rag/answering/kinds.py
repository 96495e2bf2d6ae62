"""What kind of answer a question asks for, told by its words, and whether it may have several."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Kind = Literal[
    "who", "when", "where", "how many", "how", "why", "what said", "what done", "yes or no", "other"
]

# Two words don't answer these: a clause or the sentence does.
IN_SENTENCES: frozenset[Kind] = frozenset({"how", "why", "what said", "what done", "yes or no"})
# These ask for one thing, in whatever other words.
OF_ONE: frozenset[Kind] = frozenset({"when", "how many", "how", "what said", "yes or no"})

AUXILIARY = (
    r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)"
    r"(?:n[’']t)?"
)
# Verbs whose object is what was said, where nothing or a preposition follows them.
SAY = (
    r"(?:say|said|says|stated?|claim(?:ed)?|add(?:ed)?|announced?|argued?|comment(?:ed)?|promised?|predict(?:ed)?"
    r"|suggest(?:ed)?|think|thought|reply|replied|answer(?:ed)?|admit(?:ted)?|deny|denied|alleged?|confirm(?:ed)?"
    r"|explain(?:ed)?)(?=\W*$| (?:about|of|on|to|when|in|after|before|as|regarding|at|during|if|over|by)\b)"
)
# Verbs that name first whom it was said to.
TELL = r"(?:tell|told|accused?|warn(?:ed)?|ask(?:ed)?|urged?|assured?|advised?)\b"
# What somebody did; “what does she want him to do” asks for what is wanted.
DO = (
    r"(?:(?:do|does|did|will|would|can|could|should|must) (?:\S+ ){1,8}?(?<!to )do"
    r"|(?:has|have|had) (?:\S+ ){1,8}?done|(?:is|are|was|were) (?:\S+ ){1,8}?doing)"
    r"(?=\W*$| (?:about|on|in|after|before|when|to|with|at|during|as|if|then|next|last|yesterday|these)\b)"
)
UTTERANCE = r"(?:response|reaction|reply|comments?|answer|statement|message|view|opinion|verdict|advice)"
MEASURED = (
    r"(?:percent(?:age)?|per cent|proportion|number|price|cost|size|amount|share of|sum|total|fraction"
    r"|distance|age|speed|temperature|toll|rate)"
)
TIME = r"(?:day|date|year|month|week|time|hour|century|decade|evening|morning|night)"
PLACE = r"(?:cit(?:y|ies)|countr(?:y|ies)|(?:place|town|village|state|region|province|district|location)s?)"
# Each pattern begins at the word that asks; of two that begin at one place the earlier one counts.
ASKING: tuple[tuple[Kind, str], ...] = (
    ("what said", rf"what (?:else |exactly )?{AUXILIARY} (?:\S+ ){{1,8}}?(?:{SAY}|{TELL})"),
    ("what said", rf"what (?:is|was|were) (?:\S+ ){{1,6}}?{UTTERANCE}\b"),
    ("what said", r"what (?:is|was) (?:said|reported) (?:of|about)\b"),
    ("what done", rf"what (?:else |exactly )?{DO}"),
    (
        "how many",
        r"(?:by )?how (?:many|much|old|far|long|big|large|tall|high|deep|wide|fast|heavy|often|soon)\b",
    ),
    ("how many", rf"(?:what|which)(?: (?:is|was|were|are) the)? (?:\w+ )?{MEASURED}\b"),
    ("why", r"why\b|how come\b"),
    (
        "why",
        r"(?:(?:for|on) )?what (?:(?:is|was|are|were) the )?(?:\w+ )?"
        r"(?:reason|ground|cause|motive|led to|made)",
    ),
    ("when", rf"(?:(?:in|on|at|by|during|since|until) )?(?:what|which) (?:exact )?{TIME}s?\b|when\b"),
    ("where", rf"(?:(?:in|at|from|to) )?(?:what|which) (?:\w+ )?{PLACE}\b|where(?:abouts)?\b"),
    ("who", r"who(?:m|se)?\b"),
    ("how", r"how\b|in (?:what|which) (?:way|manner)\b"),
    ("other", r"what\b|which\b"),
)
PATTERNS = tuple((kind, re.compile(rf"\b(?:{pattern})", re.IGNORECASE)) for kind, pattern in ASKING)
YES_OR_NO = re.compile(rf"(?:(?:and|but|so|or|then),? )?{AUXILIARY}\b", re.IGNORECASE)
YES_OR_NO_LATER = re.compile(rf", {AUXILIARY}\b", re.IGNORECASE)
# “When the mayor left, …” asks nothing.
ASKS = re.compile(rf"(?:when|where)\b(?: (?:else|exactly|\w+ly))* {AUXILIARY}\b", re.IGNORECASE)

ROLE = (
    r"(?:leader|head|chief|president|minister|mayor|chair\w*|director|captain|winner|owner|founder|author|editor|king"
    r"|queen|governor|secretary|ambassador|spokes\w+|first|last|only|\w+est)"
)
ONE = re.compile(
    rf"\bwhom? (?:is|was|[’']s) |\bwho (?:chairs?|heads?|leads?|led|runs?|owns?|founded|wrote|won|invented)\b"
    rf"|\bthe (?:first|last|only|same|most|\w{{2,}}est)\b|\b(?:name|title|headline) of the {ROLE}\b"
    r"|\bstands? for\b"
    rf"|\bwho (?:became|succeeded|replaced) |\bthe {ROLE} of\b(?=.*\bwho\b)",
    re.IGNORECASE,
)
SEVERAL = re.compile(
    rf"\bwhom?\b|\b(?:which|what|whose)(?! {AUXILIARY}\b) (?:(?!{AUXILIARY}\b)\w+ )?"
    rf"(?:(?!{AUXILIARY}\b|news\b)\w{{2,}}(?<![sui])s|men|women|people|children)\b"
    r"|\b(?:who|what|which) else\b|\bnames of\b|\b(?:list|name|give)(?: me)? (?:all|some|the|two|three)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)  # one question is asked for its kind in several places
def kind_of(question: str) -> Kind:
    """The kind of a question, by the first of its words that asks; ``other`` where none does."""
    asked = " ".join(question.split())
    if YES_OR_NO.match(asked):
        return "yes or no"
    found = [(match, kind) for kind, pattern in PATTERNS for match in pattern.finditer(asked)]
    asking = [(match.start(), kind) for match, kind in found if not is_conjunction(asked, match)]
    later = YES_OR_NO_LATER.search(asked)
    if later and all(place > later.start() for place, _ in asking):
        return "yes or no"
    if asking:
        return min(asking, key=lambda one: one[0])[1]
    return found[0][1] if found else "other"


def is_conjunction(asked: str, match: re.Match[str]) -> bool:
    """Whether a “when” or “where” only says when or where something is the case."""
    return match.group().lower() in ("when", "where") and not ASKS.match(asked, match.start())


def may_have_several(question: str) -> bool:
    """Whether a question may have several true answers: “who denied …”, “which towns …”."""
    asked = " ".join(question.split())
    return kind_of(asked) not in OF_ONE and bool(SEVERAL.search(asked)) and not ONE.search(asked)
