"""Questions of a few words about a whole turn: “and then?”, “says who?”, “how many are there?”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.conversation.claims import claim_of, negated, presupposed, stated
from rag.conversation.clauses import (
    asked_of_sentence,
    clause_of,
    is_identity,
    parted,
    subject_and_verb,
    subject_of,
    uncapitalised_subject,
    what_was,
)
from rag.conversation.reference import Option
from rag.conversation.salience import Entity
from rag.conversation.turns import Said
from rag.conversation.verb_forms import base_of_past

_BY_WHOM_SAID = re.compile(r"says who(?:m)?|who says(?: so)?|who said so|according to whom?", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"who (?:says|said|claims|claimed|thinks|believes) (?:otherwise|differently|the opposite|the contrary"
    r"|(?:he|she|it|they|that|this) (?:\w+n[’']t|(?:did|do|does|was|were|is|are|has|have|will|would) not)"
    r"(?: so| true)?)",
    re.IGNORECASE,
)
_DISAGREES = re.compile(
    r"who (?:disagrees|disagreed|objects|objected|says no|said no)(?: (?:with|to) (?:that|it|this))?"
    r"|(?:does|do|did) (?:everyone|everybody|anyone|anybody|all|they all|others?) (?:dis)?agree"
    r"(?: (?:on|with|about|to) (?:that|it|this))?",
    re.IGNORECASE,
)
_SAYING_WHAT = re.compile(
    r"(?P<verb>say|claim|deny|do|demand|want|ask|report|warn|suggest)ing what(?: exactly)?", re.IGNORECASE
)
_WHY_NOT = re.compile(r"(?:and |but )?why not", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|never)\b|n[’']t\b", re.IGNORECASE)
_DOUBTED = re.compile(
    r"(?:oh )?(?:really|seriously|honestly|truly|for real|is that so|are you sure)", re.IGNORECASE
)
_NEXT = re.compile(
    r"(?:and |so )?(?:(?P<since>since then)"
    r"|(?:what (?:happened |happens )?)?(?:then|next|afterwards|later|after that)(?: what)?)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"how many(?: of (?:them|those|these))?(?: (?P<verb>are|were))?(?: there| they)?"
    r"(?P<rest>(?: in (?:all|total))?)",
    re.IGNORECASE,
)
_WHICH = re.compile(r"(?:which|which ones?|which of (?:them|those))", re.IGNORECASE)
_HOW_MANY = re.compile(r"how many (?=\w+ )", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[;:“”(]|,(?!\d)")
_SEVERAL = re.compile(r"(?:[a-z-]+ ){0,2}[a-z-]+[^s\W]s")
_ENDS_WITH_SEVERAL = re.compile(r"\b((?:[a-z-]+ )?(?!was|does)[a-z-]+[^s\W]s)[.!?”]*$")
# How likely what an answer names in its own words is counted, against all else that was spoken of.
NAMED = 4.0


def in_short(asked: str, last: Said, spoken_of: Sequence[Entity]) -> list[Option]:
    """The whole questions that one of a few words may stand for; nothing where it is none of these."""
    if _BY_WHOM_SAID.fullmatch(asked):
        whether = asked.endswith(" so") and negated(last.question) is not None  # “so” is what was asked
        claim = (whether and presupposed(last.question)) or stated(last.answer) or presupposed(last.question)
        return [Option(f"who says {claim}?", 1.0)] if claim else []
    if (otherwise := _OTHERWISE.fullmatch(asked)) and (claim := negated(last.question)):
        return [Option(f"who says {claim}?", 1.0)]
    if otherwise or _DISAGREES.fullmatch(asked):
        claim = presupposed(last.question) or stated(last.answer)
        return [Option(f"who denies {claim}?", 1.0)] if claim else []
    if _DOUBTED.fullmatch(asked):
        claim = claim_of(last) or (what_was(last.question) if asks_what_did(last.question) else None)
        return [Option(f"is it true {claim}?", 1.0)] if claim else []
    if match := _NEXT.fullmatch(asked):
        return [Option(happened_next(bool(match["since"]), last, spoken_of), 1.0)]
    if match := _SAYING_WHAT.fullmatch(asked):
        who = doer(last)
        return [Option(f"what did {who} {match['verb'].lower()}?", 1.0)] if who else []
    if _WHY_NOT.fullmatch(asked):
        return [Option(one, 1.0) for one in why_not(last)]
    if _WHICH.fullmatch(asked):
        _, question = parted(last.question)
        found = _HOW_MANY.match(question)
        return [Option(f"which {question[found.end() :]}?", 1.0)] if found else []
    match = _COUNTED.fullmatch(asked)
    if match and (match["verb"] or match["rest"] or clause_of(last.question) is None):
        verb, rest = match["verb"] or "are", match["rest"]
        return [
            Option(f"how many {noun.words} {verb} there{rest}?", noun.weight)
            for noun in several(last, spoken_of)
        ]
    return []


def doer(last: Said) -> str:
    """Who did what the last turn speaks of: the subject of its question, else of its answer; else empty."""
    clause = clause_of(last.question)
    if clause and clause.auxiliary and not is_identity(clause) and (subject := subject_of(clause)):
        return subject
    if last.short and last.question.lower().startswith("who"):
        return uncapitalised_subject(last.short.split(",")[0])
    found = subject_and_verb(last.answer)
    return found[0].split(",")[0] if found else ""


def why_not(last: Said) -> Iterator[str]:
    """“why did Kayani not leave?” of “did Kayani leave?”, and the same of an answer that denies something."""
    clause = clause_of(last.question)
    if (
        clause
        and not clause.opening
        and not _DENIED.search(last.question)
        and (subject := subject_of(clause))
    ):
        rest = clause.rest[len(subject) :].strip()
        yield f"why {clause.auxiliary.lower()} {subject} not {rest}?"
    yield from (f"{one}?" for one in asked_of_sentence("why", last.answer) if _DENIED.search(one))


def asks_what_followed(question: str) -> bool:
    """Whether a question, as it was typed, only asks what came after what was told last: “and then?”."""
    return _NEXT.fullmatch(question.strip().rstrip("?!. ").strip()) is not None


def asks_what_did(question: str) -> bool:
    """Whether a question asks what somebody did, or whom to: “what did Mullen accuse Pakistan of”."""
    clause = clause_of(question)
    return clause is not None and clause.auxiliary.lower() == "did"


def happened_next(since: bool, last: Said, spoken_of: Sequence[Entity]) -> str:
    """A question for what happened after what the last turn told."""
    told = presupposed(last.question) or stated(last.answer) or ""
    clause = _CLAUSE_ENDS.split(told.removeprefix("that "))[0].strip()
    if len(clause.split()) > 2 and any(map(base_of_past, clause.split())):
        return f"what has happened since {clause}?" if since else f"what happened after {clause}?"
    about = f"As for {spoken_of[0].best.shown}, " if spoken_of else ""
    return f"{about}what has happened since?" if since else f"{about}what happened next?"


def several(last: Said, spoken_of: Sequence[Entity]) -> list[Option]:
    """What was spoken of of which there are several, the likeliest first."""
    found = [Option(last.short, NAMED)] if _SEVERAL.fullmatch(last.short) else []
    if match := _ENDS_WITH_SEVERAL.search(last.answer):
        found.append(Option(match[1], 1.0))
    found += [
        Option(min((it.text for it in one.mentions), key=len), one.salience)
        for one in spoken_of
        if one.best.plural and not (one.best.is_name and one.best.kind in ("person", "place"))
    ]
    return list({one.words: one for one in reversed(found)}.values())
