"""Questions that a sentence may answer, in its own words as far as that makes plain English.

A sentence gives a question only where its parts can be told apart safely; most give none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from rag.answering.kinds import AUXILIARY
from rag.answering.quantities import SCALES, SMALL
from rag.conversation.clauses import subject_and_verb
from rag.conversation.verb_forms import base_of_past
from rag.introductions.phrases import introductions, is_role
from rag.mentions.finding import names_in
from rag.mentions.mention import Mention
from rag.mentions.vocabulary import (
    COLLECTIVES,
    DAYS,
    HE,
    IT,
    MONTHS,
    POSSESSIVE,
    SHE,
    THEY,
)

Kind = Literal["who did", "how many", "who is", "when", "said"]

_WRITTEN = "|".join(word for word in SMALL if len(word) > 3 or word in ("two", "six", "ten"))
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})*(?!\d)(?: (?:{'|'.join(SCALES)}))?|{_WRITTEN})"
_ROUGHLY = r"(?:(?:about|around|some|nearly|almost|at least|more than|over|up to) )?"
_COUNTED = (
    rf"{_ROUGHLY}{_NUMBER} (?P<noun>(?:(?!{_NUMBER}\b)[a-z-]+ )?"
    r"(?:[a-z-]{2,}[^s\W]s|people|children|men|women))\b"
)
_MANY_SUBJECT = re.compile(
    rf"(?:^|, (?:and )?| and ){_COUNTED} (?P<verb>[a-z]+)(?=(?P<rest> .+|\.))", re.IGNORECASE
)
_MANY_OBJECT = re.compile(rf"{_COUNTED}(?P<rest>.*)", re.IGNORECASE)
_TIME = re.compile(
    rf" (?:(?:on|late on|early on) (?:{'|'.join(DAYS)})"
    rf"|in (?:(?:{'|'.join(MONTHS)})(?: \d{{4}})?|\d{{4}}))\b",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"[,;:“”\"()\[\]–—]| -+ | (?:because|but|and|or|which|who|whom|whose|when|while|after|before|as|that"
    r"|where|although|though|if|since|until|than|so)\b"
)
_DATELINE = re.compile(r"^[A-Z]{2}.{0,70}? [-–—] ")
_REPORTING = r"(?:said|says|told|added|warned|argued|explained|wrote)"
_SMALL_WORD = re.compile(
    r"(?:a|an|the|of|in|on|at|to|for|from|with|by|about|into|against|between|under|over|not|no|more|most|very|such"
    r"|is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|could|may|might|should)$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"(?:of|in|on|at|to|for|from|with|by|about|into|against|between|under|over|as|out|up|down)\b"
)
_POINTING = (
    HE
    | SHE
    | THEY
    | IT
    | POSSESSIVE
    | frozenset(
        "i me my we us our you your this these those there here also then however one ones other others"
        " another such same both each yesterday today tomorrow ago later earlier now so".split()
    )
)
_PLAIN_VERBS = frozenset("say tell add be have get become seem appear do go come make take mean".split())
SHORTEST, LONGEST, MOST_WORDS = 25, 480, 9


@dataclass(frozen=True, slots=True)
class Draft:
    """A question that a sentence may answer; ``told`` are words that the short answer is within, or holds.

    ``told`` is empty where any words of the sentence will do.
    """

    question: str
    kind: Kind
    told: str = ""


def drafts(sentence: str) -> list[Draft]:
    """The questions that a sentence gives, none where it is long, or no plain sentence."""
    plain = _DATELINE.sub("", sentence.strip())
    if not SHORTEST <= len(plain) <= LONGEST or plain[-1] not in '.”"':
        return []
    makers: tuple[Callable[[str], Iterator[Draft]], ...] = (introducing, quoting)
    if plain[0].isupper():  # no quotation, whose subject would be another’s
        makers = (acting, counting, dating, *makers)
    return [draft for make in makers for draft in make(plain)]


def acting(sentence: str) -> Iterator[Draft]:
    """“Who rejected the allegations?”"""
    found = subject_and_verb(sentence)
    if found is None:
        return
    subject, verb, after = found
    rest = cut(after)
    base = base_of_past(verb)
    if base is None or base in _PLAIN_VERBS or not is_actor(subject) or not is_plain(rest):
        return
    if 2 <= len(rest.split()) <= MOST_WORDS and not _PREPOSITION.match(rest):
        yield Draft(f"Who {verb} {rest}?", "who did", subject)


def counting(sentence: str) -> Iterator[Draft]:
    """“How many otters did the warden count?”, “How many civilians have died?”"""
    if found := [draft for match in _MANY_SUBJECT.finditer(sentence) for draft in counting_who(match)]:
        yield from found
        return
    parts = subject_and_verb(sentence)
    if parts is None:
        return
    subject, verb, after = parts
    base, counted = base_of_past(verb), _MANY_OBJECT.match(after)
    if (
        base is None
        or counted is None
        or base in ("say", "tell", "be", "have")
        or not is_plain_subject(subject)
    ):
        return
    rest = cut(counted["rest"])
    if is_plain(rest) or not rest:
        asked = f"How many {counted['noun'].lower()} did {subject} {base} {rest}".strip()
        yield Draft(f"{asked}?", "how many", after[: counted.end("noun")])


def counting_who(match: re.Match[str]) -> Iterator[Draft]:
    """“How many civilians have died?”, of a number that begins its clause."""
    verb, rest = match["verb"], cut(match["rest"])
    helps = re.fullmatch(AUXILIARY, verb) is not None
    # “23 people injured” has no verb of its own, so without an auxiliary the number begins the sentence.
    acts = match.start() == 0 and base_of_past(verb) and (is_plain(rest) or not (rest or verb.endswith("ed")))
    if (helps and is_plain(rest, finite=True)) or acts:
        asked = f"How many {match['noun'].lower()} {verb} {rest}".strip()
        yield Draft(f"{asked}?", "how many", match.group()[: match.end("noun") - match.start()])


def introducing(sentence: str) -> Iterator[Draft]:
    """“Who is Jane Doe?”, where the sentence says it beside the name."""
    for name in full_names(sentence):
        if told := next(introductions(sentence, name), None):
            yield Draft(f"Who is {name.text}?", "who is", told.cut(sentence))


def dating(sentence: str) -> Iterator[Draft]:
    """“When did the warden count the otters?”"""
    found, time = subject_and_verb(sentence), _TIME.search(sentence)
    if found is None or time is None:
        return
    subject, verb, after = found
    place = after.find(time.group().strip())
    rest = after[:place].strip() if place > 0 else ""
    base = base_of_past(verb)
    if base is None or base in ("say", "tell", "be", "have") or not is_plain_subject(subject):
        return
    if rest == cut(rest) and 1 <= len(rest.split()) <= MOST_WORDS and is_plain(rest):
        yield Draft(f"When did {subject} {base} {rest}?", "when", time.group().split()[-1])


def quoting(sentence: str) -> Iterator[Draft]:
    """“What did Jane Doe say?”"""
    for name in full_names(sentence):
        text = re.escape(name.text)
        before, after = (
            rf"\b{_REPORTING} (?:[\w’-]+ ){{0,4}}{text}",
            rf"{text}(?:, [^.“”]{{1,60}},)? {_REPORTING}\b",
        )
        if name.article != "the" and re.search(f"{before}|{after}", sentence):
            yield Draft(f"What did {name.text} say?", "said")


def full_names(sentence: str) -> Iterator[Mention]:
    """The names of two or three words that may be of people."""
    for name in names_in(sentence):
        words = name.text.split()
        if (
            name.kind in ("person", "unknown")
            and 2 <= len(words) <= 3
            and all(one[0].isupper() for one in words)
        ):
            yield name


def cut(words: str) -> str:
    """The first part of some words, up to where another clause may begin."""
    return _CUT.split(words, maxsplit=1)[0].strip().rstrip(".!?").strip()


def is_plain(rest: str, finite: bool = False) -> bool:
    """Whether what follows a verb can stand in a question: nothing that points elsewhere, no other verb.

    With ``finite`` the verb before it is an auxiliary, whose other part may stand first.
    """
    words = rest.split()
    if not words or len(words) > MOST_WORDS or _SMALL_WORD.match(words[-1]):
        return False
    if any(word.lower().strip("’'s") in _POINTING or word.lower() in _POINTING for word in words):
        return False
    return not any(
        is_finite(word, words[at - 1] if at else "") for at, word in enumerate(words) if at or not finite
    )


def is_finite(word: str, before: str) -> bool:
    """Whether a word may be a second verb of its sentence."""
    if re.fullmatch(AUXILIARY, word, re.IGNORECASE):
        return True
    return base_of_past(word) is not None and before.lower() not in ("a", "an", "the")


def is_plain_subject(subject: str) -> bool:
    """Whether a subject can stand in another sentence: a name, or a noun that its article makes known."""
    words = subject.split()
    known = subject.startswith("the ") or any(name.start == 0 for name in names_in(subject))
    return known and len(words) <= 6 and not any(word.lower() in _POINTING for word in words)


def is_actor(subject: str) -> bool:
    """Whether a subject is someone who acts: a person, or a body of people."""
    if not is_plain_subject(subject):
        return False
    names = [name for name in names_in(subject) if name.kind in ("person", "body")]
    return bool(names) or bool({word.lower() for word in subject.split()} & COLLECTIVES) or is_role(subject)
