"""Words that tell a time by the day of writing, and those that only look as if they did.

Found are “on Monday”, “last week”, “three days ago”, “tomorrow”, “September 22”; passed over are names
(“Black Friday”, “the Sunday Times”), habits (“every Monday”), ranges, and dates that need no help.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rag.answering.tense import verb_follows

Kind = Literal["weekday", "date", "day", "now", "around", "ago"]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_ANY_DAY = "|".join(WEEKDAYS)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_MENTION = re.compile(
    rf"""(?<![\w/–.-])(?:
    (?P<date>(?:[Oo]n\s+)?(?:(?P<dated>{_ANY_DAY}),?\s+)?
        (?:(?P<month>{_MONTH})\s+(?P<number>{_NUMBER})|(?P<first>{_NUMBER})\s+(?:of\s+)?(?P<second>{_MONTH})))
    | (?P<plain>(?:(?P<modifier>[Oo]n|[Ll]ast|[Nn]ext|[Tt]his\s+past|[Tt]his)\s+)?(?P<weekday>{_ANY_DAY}))
    | (?P<day>(?:[Tt]he\s+)?day\s+(?:before\s+yesterday|after\s+tomorrow)
        |[Yy]esterday|[Tt]omorrow|[Ll]ast\s+night)
    | (?P<now>[Tt]oday|[Tt]onight)
    | (?P<around>(?P<way>[Ll]ast|[Nn]ext|[Ee]arlier\s+this|[Ll]ater\s+this)\s+(?P<period>week|month|year))
    | (?P<ago>(?P<count>\d{{1,2}}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)
        \s+(?P<unit>day|week|month|year)s?\s+ago)
    )(?![\w/–-])(?![.:]\d)""",
    re.VERBOSE,
)
_PART_OF_DAY = re.compile(r"\s+(?:morning|afternoon|evening|night|lunchtime|noon)(?![\w-])")
_WORD_BEFORE = re.compile(r"([\w’'.-]+)\s+$")
_WORD_AFTER = re.compile(r"\s*([\w’'-]+|[^\w\s])")
_POSSESSIVE = re.compile(r"[’']s\b|[’'](?=\s+\w)")
_STARTS = re.compile(r"""(?:^|[.,;:—–“"(]|\b(?:and|but|that))\s*$""")
_OPENS = re.compile(r"""(?:^|[.:“"(])\s*$""")
_CLOSING = frozenset(".,;:!?)”\"’'—–…")
_FOLLOWERS = frozenset(
    """that to in at after when as for by from with and or but because while where who which following amid
    over against during before until if he she it they we i you his her their its our my the a an this
    these those there not just ahead into despite about under near outside inside off along across
    around beyond behind without within towards toward aboard out up down on of than alone too also
    again since so""".split()
)
_TITLES = frozenset(
    """Night Morning Afternoon Evening Live Show Tonight Times Telegraph Mail Mirror Express Post Herald
    Star World People Tribune Sport Club Best Week""".split()
)
_HABIT = frozenset(
    """a an the every each any one some his her their its our my following previous first second third
    fourth fifth other same alternate most many all no another fateful such""".split()
)
_NO_TIME_AFTER = _HABIT | frozenset(
    "that man girl is was are were it’s it's be been like than of only born".split()
)
_NO_DAY_AFTER = frozenset(
    "a the no better every like than of only born is was be been another and or".split()
)
_NOWADAYS_AFTER = _NO_TIME_AFTER | frozenset("even until still to till unlike for as ago and or".split())
_LEADS = frozenset("late early since by until in after following from during before on".split())
_PREPOSITIONS = frozenset(
    """after before for and or with to between about in at through over during against including except as
    but not from into ahead""".split()
)
_VAGUE = frozenset(
    """about around roughly nearly almost some over than least most to or half and approximately only
    within every of quarter good the many as once barely under""".split()
)
# Days that name what happened on them, in whatever year.
_NAMES = (("Sep", "11"), ("Jan", "6"))
# How many characters before and after are read for what spoils a time.
_LOOK = 80
_LIMITS = {"day": 31, "week": 8, "month": 11, "year": 9}
_COUNTED = "zero one two three four five six seven eight nine ten eleven twelve".split()
_HAPPENED = re.compile(
    r"[’']s(?:\s+[\w-]+){0,2}?\s+(?:attacks?|bombings?|blasts?|explosions?|shootings?|killings?|crash|earthquake|quake"
    r"|storm|accident|raid|assault|violence|riots?|collapse|defeat|victory|fire|blaze|massacre|derailment)\b"
)
_ALSO = r"(?:\s*(?:,|[–—&-]|\b(?:and|or|to|through|until|till|on)\b)\s*)+"
_DAY_BEFORE = re.compile(rf"(?:{_ANY_DAY}){_ALSO}$|\bbetween\s+$|\d\s*(?:and|or|to|[–-])\s*$")
_DATE_AFTER = re.compile(rf"\s*(?:[–&-]|\b(?:and|or|to|through|until|till)\b)\s*(?:\d|{_MONTH}\s+\d)")
_SPOILERS = (
    re.compile(rf"{_ALSO}(?:{_ANY_DAY})"),
    re.compile(r"\s*,?\s*(?:of\s+|in\s+)?\(?(?:1\d|20|21)\d\d\b"),
    re.compile(r"\s+(?:mornings|afternoons|evenings|nights|lunchtimes)\b"),
    re.compile(r"\s+(?:of\s+)?(?:last|next|that|the)\s+(?:week|month|year|following|previous)\b|\s+week\b"),
)
_FURTHER = re.compile(r"\s+(?:on|this|last|next|today|yesterday|tomorrow|to the day)\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a sentence that tell a time: ``sentence[start:end] == words``; ``through`` takes in “morning”.

    ``parts`` are what the kind needs: weekday and modifier; month, number and perhaps weekday; count and
    unit; way and period. ``happened`` tells that it is the time of an attack, a crash or the like
    (“Monday’s attack”).
    """

    kind: Kind
    start: int
    end: int
    through: int
    words: str
    parts: Mapping[str, str]
    happened: bool


def mentions(sentence: str) -> Iterator[Mention]:
    """The times by the day of writing that a sentence mentions, in order."""
    for match in _MENTION.finditer(sentence):
        tail = _PART_OF_DAY.match(sentence, match.end())
        mention = Mention(
            kind=_kind(match),
            start=match.start(),
            end=match.end(),
            through=tail.end() if tail else match.end(),
            words=match.group(),
            parts=_parts(match),
            happened=_HAPPENED.match(sentence, match.end()) is not None,
        )
        before = sentence[max(0, mention.start - _LOOK) : mention.start]
        after = sentence[mention.through : mention.through + _LOOK]
        if (
            _is_no_name(mention, before)
            and _goes_on(mention, before, after)
            and _fits(mention, before, after)
        ):
            yield mention


def _kind(match: re.Match[str]) -> Kind:
    kinds: tuple[Kind, ...] = ("date", "day", "now", "around", "ago")
    return next((kind for kind in kinds if match[kind]), "weekday")


def _parts(match: re.Match[str]) -> dict[str, str]:
    found = {name: " ".join(words.split()) for name, words in match.groupdict("").items()}
    count = found["count"]
    return {
        "weekday": found["weekday"] or found["dated"],
        "modifier": found["modifier"].lower(),
        "month": (found["month"] or found["second"])[:3],
        "number": (found["number"] or found["first"]).rstrip("stndrh"),
        "way": found["way"].lower(),
        "period": found["period"],
        "count": "1" if count in ("a", "an") else str(_COUNTED.index(count)) if count in _COUNTED else count,
        "unit": found["unit"],
    }


def _is_no_name(mention: Mention, before: str) -> bool:
    """Whether capitals do not make it part of a name: “Black Friday”, “USA Today”, “Last Week Tonight”."""
    if mention.kind in ("weekday", "date"):
        word = _word_before(before)
        return _is_modified(mention) or not word[:1].isupper() or word.lower() in _LEADS
    return not mention.words[0].isupper() or _OPENS.search(before) is not None


def _goes_on(mention: Mention, before: str, after: str) -> bool:
    """Whether what follows leaves it a time: “Friday prayers” does not, nor “Monday to Friday”."""
    if _DAY_BEFORE.search(before) or any(pattern.match(after) for pattern in _SPOILERS):
        return False
    if _POSSESSIVE.match(after):
        return mention.happened or mention.kind == "around"
    match = _WORD_AFTER.match(after)
    word = match[1] if match else ""
    if not word or word in _CLOSING or word in _FOLLOWERS or word == "I" or word.endswith("ly"):
        return True
    needs_on = mention.kind in ("weekday", "date")
    opens = _STARTS.search(before) is not None and (_is_modified(mention) or not needs_on)
    return opens and word not in _TITLES if word[0].isupper() else opens or verb_follows(after)


def _fits(mention: Mention, before: str, after: str) -> bool:
    """Whether the word before, and what the kind forbids after it, leave it a time."""
    word = _word_before(before).lower()
    match mention.kind:
        case "weekday":
            return _weekday_fits(mention, word)
        case "date":
            is_name = (mention.parts["month"], mention.parts["number"]) in _NAMES
            return word not in _HABIT and not is_name and not _DATE_AFTER.match(after)
        case "day":
            return word not in (_HABIT if mention.words[0] in "lL" else _NO_DAY_AFTER)
        case "now":
            opening = after.startswith(",") and _OPENS.search(before) is not None
            compared = word.isdigit() or after.startswith((" as ", " in the "))
            return word not in _NOWADAYS_AFTER and not opening and not compared
        case "around":
            return word not in _HABIT | {"before", "after"} and not after.startswith(" of ")
        case "ago":
            counted = 0 < int(mention.parts["count"]) <= _LIMITS[mention.parts["unit"]]
            return counted and word not in _VAGUE and not _FURTHER.match(after)


def _weekday_fits(mention: Mention, word: str) -> bool:
    if mention.parts["modifier"]:
        about = mention.happened and mention.parts["modifier"] == "on"  # “commented on Monday’s attack”
        return not about and word not in _HABIT | {"mail", "independent"}
    return bool(word) and word not in _NO_TIME_AFTER and (mention.happened or word not in _PREPOSITIONS)


def _is_modified(mention: Mention) -> bool:
    return mention.words.split()[0].lower() in ("on", "last", "next", "this")


def _word_before(before: str) -> str:
    match = _WORD_BEFORE.search(before)
    return match[1] if match else ""
