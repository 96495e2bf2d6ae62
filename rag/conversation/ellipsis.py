"""Questions with words left out: “why?”, “when was that?”, “who else?”, “and the army?”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.answering.kinds import AUXILIARY
from rag.conversation.clauses import WH, asked_anew, clause_of, without_connective
from rag.conversation.fragments import replaced
from rag.conversation.reference import Option
from rag.conversation.salience import Entity
from rag.conversation.short_forms import in_short
from rag.conversation.turns import Said

REASON = r"what(?: is| was|[’']s) the reason(?: (?:for|behind) (?:that|this|it))?"
_BARE = re.compile(
    rf"(?:(?:and|but) )?(?P<opening>{REASON}|(?:(?:in|on|at|by|for|from|to|with|since|until) )?{WH}"
    r"(?: (?:so|come|not|exactly|long|much|many|far|often|badly|seriously|soon|year|day|month|city|country"
    r"|place|way|reason))?|how come|what for)",
    re.IGNORECASE,
)
_OF_THAT = re.compile(
    rf"(?P<opening>(?:(?:in|on|at|by|for|from) )?{WH}(?: (?:year|day|month|exactly|city|long|place))?)"
    r" (?:(?<!who )(?<!what )(?:is|was|were|did|does|has) (?:that|this|it)|that)"
    r"(?: (?:happen(?:ed)?|so|occur(?:red)?|done|take place|the case|be))?",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"(?:(?P<asks>who|what|where|when|why|how|which) (?:else|others?)"
    r"|(?P<any>any(?:one|body|thing|where)) (?:else|more)|any others?|and (?P<others>others))",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:(?:what|how) about|what of|and|or)\s+(?P<words>.+)", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"(?:the|a|an|his|her|their|its|in|on|at|by|after|before|during|for|from|with|since|until|to)\s+(?:[\w’'.-]+\s*){1,5}"
    r"|(?:[A-Z][\w’'.-]*\s*){1,5}|(?:1[5-9]|20)\d\d",
)
_ANY = re.compile(r"(?:any|some|no)\s+(?:[\w’'-]+\s*){1,4}", re.IGNORECASE)
_VERB = re.compile(rf"\b(?:{AUXILIARY}|{WH})\b", re.IGNORECASE)


def filled(question: str, turns: Sequence[Said], spoken_of: Sequence[Entity]) -> list[Option]:
    """The whole questions that one with words left out may stand for; nothing where none are left out."""
    if not turns:
        return []
    asked = question.strip().rstrip("?!. ").strip()
    core = without_connective(asked)
    if short := in_short(asked, turns[-1], spoken_of):
        return short
    last = next((turn for turn in reversed(turns) if clause_of(turn.question)), turns[-1])
    for pattern in (_BARE, _OF_THAT):
        if match := pattern.fullmatch(core):
            made = asked_anew(opening_of(match["opening"]), last)
            return [Option(one, 1.0 / (place + 1)) for place, one in enumerate(made)]
    if match := _ELSE.fullmatch(core) or _ELSE.fullmatch(asked):
        return [Option(one, 1.0) for one in others(match, turns)]
    about = _ABOUT.fullmatch(core) or _ABOUT.fullmatch(asked)
    words = about["words"].strip() if about else asked
    if _ANY.fullmatch(words) and spoken_of:
        return [Option(f"Did {one.best.shown} have {lowered(words)}?", one.salience) for one in spoken_of[:3]]
    if _VERB.search(words):  # “until when are there no lessons” has its own
        return []
    if (about and len(words.split()) <= 6) or _FRAGMENT.fullmatch(words):
        return replaced(words, last, turns, spoken_of)
    return []


def opening_of(words: str) -> str:
    """The asking word as a question begins with it: “how come” is “why”."""
    lower = words.lower()
    if "reason" in lower or lower in ("why so", "how come", "why not", "what for"):
        return "why"
    return lower.removesuffix(" exactly").removesuffix(" so")


def lowered(words: str) -> str:
    """Words without the capital that began a sentence."""
    return words[:1].lower() + words[1:]


def others(match: re.Match[str], turns: Sequence[Said]) -> Iterator[str]:
    """The last question that asked with the same word again, asked for others."""
    clauses = [clause for turn in reversed(turns[-3:]) if (clause := clause_of(turn.question))]
    asks = (match["asks"] or "").lower()
    for clause in clauses:
        opening = clause.opening.split(" ")[0].lower()
        if asks in ("", opening) or (asks in ("what", "where", "when") and clause.auxiliary):
            opening = clause.opening if opening == "which" else asks or opening or "what"
            rest = f"{clause.auxiliary.lower()} {clause.rest.removeprefix('else ')}".strip()
            yield f"{opening.removesuffix(' else')} else {rest}?"
            return
    if clauses and asks:
        yield f"{without_connective(last_asked(turns))}, and {asks} else?"


def last_asked(turns: Sequence[Said]) -> str:
    """The last question without its mark."""
    return turns[-1].question.strip().rstrip("?!. ")
