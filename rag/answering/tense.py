"""Which way a time lies from the day of writing, as the verb of its clause tells: “was held on Monday”.

Rules over words, no grammar: they know the shapes of news prose and say nothing where two readings are
possible, as in “agreed to meet on Friday”, “announced a strike on Friday” or “said it would vote on Friday”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

# “earlier” is behind and not on the day of writing (“since Monday”); “later” lies ahead of something past
# (“it would meet on Monday”), and so on either side of the day of writing.
Direction = Literal["behind", "earlier", "ahead", "later"]
Kind = Literal["past", "reported", "arranged", "ahead", "later", "now"]

_TOKEN = re.compile(r"\w+(?:[’'.-]\w+)*|[^\w\s]")
_QUOTES = frozenset('“”"«»‘')
_SUBORDINATE = frozenset(
    "which who whom whose when while where because though although that as since so".split()
)
_UNREAL = frozenset("if unless whether than".split())
_BREAKS = (
    _QUOTES
    | _SUBORDINATE
    | _UNREAL
    | frozenset(", ; : ( ) — – … ! ? and or but after before until till".split())
)
_CARRIES_ON = frozenset([",", "and", "or", "after"])

_WILL = frozenset("will won’t won't shall".split())
_IS = frozenset("is are am isn’t isn't aren’t aren't it’s it's he’s he's she’s she's that’s that's".split())
_WAS = frozenset("was were wasn’t wasn't weren’t weren't".split())
_HAS = frozenset("has have hasn’t hasn't haven’t haven't".split())
_UNSURE = frozenset(
    "would could might should may can must wouldn’t wouldn't couldn’t couldn't cannot".split()
)
_DUE = frozenset(
    "expected due scheduled set slated planned supposed likely hoping planning preparing bound".split()
)
_PLANS = frozenset(
    "plan plans hope hopes intend intends aim aims want wants expect expects promise promises".split()
)
_NOW = frozenset(
    "says say does do need needs lives live remains remain wants hopes plans think thinks".split()
)
_REPORTED = frozenset("said told added noted wrote tweeted stated claimed explained replied insisted".split())
_ARRANGED = frozenset(
    """announced called proposed arranged promised threatened offered postponed rescheduled moved confirmed
    warned urged demanded sought requested predicted forecast awaited prepared organised organized
    ordered invited summoned booked wanted hoped agreed decided pledged vowed feared discussed
    considered faced cancelled canceled delayed adjourned approved backed supported rejected welcomed
    criticised criticized mentioned delayed""".split()
)
_IRREGULAR = frozenset(
    """had did didn’t didn't hadn’t hadn't became began beat bought brought broke built came caught chose
    cut dealt died drew drove fell felt fled flew forgot fought found gave got grew heard held hit hurt
    kept knew laid led left lost made meant met paid put quit ran rang rose sang sank sat saw sent shook
    shot shut slid sold sought spent spoke stole stood struck sued swept swore taught threw took thought
    understood went withdrew won wore woke""".split()
)
_PARTICIPLES = frozenset(
    "been begun broken chosen come done driven fallen flown given gone grown known".split()
)
_NOT_PAST = frozenset(
    "hundred indeed need speed exceed proceed succeed breed greed creed steed embed shed".split()
)
_DETERMINERS = frozenset(
    "the a an his her their its our my this that these those some any each every no".split()
)
_AUXILIARIES = _WILL | _IS | _UNSURE | frozenset("be being to get gets getting".split())
_ING_NOUNS = frozenset(
    """meeting building morning evening king hearing ruling training wedding bombing shooting killing
    nothing something anything everything during according including following spring bring string thing
    being briefing ceasing stabbing opening sitting crossing ring wing""".split()
)
# What may follow “to” where it opens no infinitive.
_GOALS = _DETERMINERS | frozenset(
    """hospital court parliament prison jail work school power office death life town people reporters
    journalists lawmakers""".split()
)
# A vote or a strike may lie ahead of the verb that speaks of it, unless the verb is about its taking place.
_PLANNED_EVENTS = frozenset(
    """vote votes election elections meeting talks summit strike strikes protest protests rally debate
    hearing referendum match game final conference launch concert march demonstration session ceremony
    funeral wedding visit trip ballot poll race show premiere opening trial verdict ruling decision""".split()
)
_TAKING_PLACE = frozenset(
    "held won lost ended opened began met attended survived saw drew beat made took".split()
)
_BARRIERS = frozenset("for about ahead of".split())
_AFTER_FOR = re.compile(
    r"\bfor (?:the (?:first|second|third|last) time|life|murder|\w+ (?:hours|minutes|days|years))\b"
)
_ADDRESSED = _DETERMINERS | frozenset(
    """reporters journalists lawmakers parliament reuters in at by to statement interview telephone news
    conference briefing speech email letter television radio""".split()
)


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    written: str

    @property
    def is_unsure(self) -> bool:
        return self.word in _UNSURE and self.written != "May"

    @property
    def is_adverb(self) -> bool:
        return self.word.endswith("ly") or self.word in (
            "not",
            "also",
            "again",
            "now",
            "still",
            "early",
            "late",
        )


@dataclass(frozen=True, slots=True)
class _Clause:
    opener: str
    first: int
    last: int


def direction(sentence: str, start: int, end: int) -> Direction | None:
    """Where the time at ``sentence[start:end]`` lies from the day of writing; None where it may be either."""
    tokens = _tokens(sentence[:start])
    at = len(tokens)
    tokens += [_Token("", ""), *_tokens(sentence[end:])]
    clauses = _clauses(tokens, at)
    here = next(place for place, clause in enumerate(clauses) if clause.first <= at < clause.last)
    if clauses[here].opener in _UNREAL:
        return None
    before = tokens[at - 1].word if at else ""
    if before == "since":
        return "earlier"
    if before in ("by", "until", "till", "from", "for"):
        return "ahead" if _is_ahead(tokens, at) else None
    if before in ("before", "after", "of", "about", "to", "with", "than", "between", "following"):
        return None
    return _of_the_clause(tokens, clauses, here, at)


def verb_follows(words: str) -> bool:
    """Whether ``words`` open with a verb that has a tense."""
    tokens = [_Token("", ""), *_tokens(words[:80])]
    return _verb_right_after(tokens, 0) is not None


def _of_the_clause(
    tokens: Sequence[_Token], clauses: Sequence[_Clause], here: int, at: int
) -> Direction | None:
    clause = clauses[here]
    following = _verb_right_after(tokens, at)
    if following is not None:
        told = any(token.word in _REPORTED for token in tokens[:at])
        return None if told and tokens[following].word in _WAS | {"had"} else _sense(tokens, following)
    if clause.first < at:
        return _last_before(tokens, clauses, here, at)
    after = _first_after(tokens, clauses, here, at)
    if clause.opener != "," or any(_kind(tokens, place) for place in range(at + 1, clause.last)):
        return after
    before = _last_before(tokens, clauses, here, at)
    verbless = not any(_kind(tokens, place) for place in range(at + 1, len(tokens)))
    return before if verbless or before == after else None


def _sense(tokens: Sequence[_Token], place: int) -> Direction | None:
    match _kind(tokens, place):
        case "past" | "reported" | "arranged":
            return "behind"
        case "ahead":
            return "ahead"
        case "later":
            return "later"
        case _:
            return None


def _first_after(
    tokens: Sequence[_Token], clauses: Sequence[_Clause], here: int, at: int
) -> Direction | None:
    """The direction by the first verb of the main clause after a time that opens it."""
    for clause in clauses[here:]:
        if clause.opener in _QUOTES and clause.first > at:
            return None
        if clause.opener in _SUBORDINATE | _UNREAL and clause.first > at:
            continue
        for place in range(max(clause.first, at + 1), clause.last):
            if _kind(tokens, place):
                return _sense(tokens, place)
    return None


def _last_before(
    tokens: Sequence[_Token], clauses: Sequence[_Clause], here: int, at: int
) -> Direction | None:
    """The direction by the verb before a time, where nothing between them may own the time instead."""
    for back in range(here + 1):
        clause = clauses[here - back]
        for place in range(min(clause.last, at) - 1, clause.first - 1, -1):
            kind = _kind(tokens, place)
            if kind:
                found = _sense(tokens, place) if _owns(tokens, place, at, kind) else None
                return (
                    found
                    if all(
                        _lets_through(tokens, one, at, found) for one in clauses[here - back + 1 : here + 1]
                    )
                    else None
                )
        if clause.opener not in _CARRIES_ON:
            return None
    return None


def _lets_through(tokens: Sequence[_Token], clause: _Clause, at: int, found: Direction | None) -> bool:
    """Whether a clause without a verb that we know may share the verb of the one before it."""
    if clause.opener == "after":
        return found == "behind"
    words = tokens[clause.first : min(clause.last, at)]
    return found == "ahead" or all(
        not one.word.isalpha() or one.written[0].isupper() or one.word in _ADDRESSED for one in words
    )


def _owns(tokens: Sequence[_Token], place: int, at: int, kind: Kind) -> bool:
    between = [token for token in tokens[place + 1 : at] if not token.is_adverb]
    if kind in ("ahead", "later", "now") or not between:
        return True
    words = " ".join(token.word for token in between)
    if kind == "arranged":
        return False
    if kind == "reported":
        addressed = all(token.word in _ADDRESSED or token.written[0].isupper() for token in between)
        return addressed and "," not in words
    if _BARRIERS & {token.word for token in between if token.word != "of"} and not _AFTER_FOR.search(words):
        return False
    if between[-1].word in _PLANNED_EVENTS and tokens[place].word not in _TAKING_PLACE:
        return False
    return not any(_is_open(between, position) for position in range(len(between)))


def _is_open(between: Sequence[_Token], position: int) -> bool:
    """Whether an infinitive or a gerund at the position may own what comes after it."""
    token = between[position]
    if token.word == "to":
        goal = between[position + 1] if position + 1 < len(between) else token
        return not (goal.word in _GOALS or goal.written[0].isupper() or goal.written[0].isdigit())
    lower = token.written[0].islower()
    return lower and token.word.endswith("ing") and len(token.word) > 4 and token.word not in _ING_NOUNS


def _is_ahead(tokens: Sequence[_Token], at: int) -> bool:
    """Whether the nearest verb before the time speaks of what is to come."""
    for place in range(at - 1, -1, -1):
        kind = _kind(tokens, place)
        if kind:
            return kind == "ahead"
        if tokens[place].word in _QUOTES | {",", ";"}:
            return False
    return False


def _verb_right_after(tokens: Sequence[_Token], at: int) -> int | None:
    for place in range(at + 1, min(at + 3, len(tokens))):
        if _kind(tokens, place):
            return place
        if not tokens[place].is_adverb:
            return None
    return None


def _kind(tokens: Sequence[_Token], place: int) -> Kind | None:
    """What a verb with a tense at the place says; None where none stands there."""
    word = tokens[place].word
    next_word = next((token.word for token in tokens[place + 1 :][:3] if not token.is_adverb), "")
    if word in _WILL or word.endswith(("’ll", "'ll")):
        return "ahead"
    if tokens[place].is_unsure or word.endswith(("’d", "'d")):
        return "later"
    if word in _IS or word.endswith(("’re", "'re")):
        return "ahead" if next_word in _DUE | {"to"} else "now"
    if word in _WAS:
        return "later" if next_word in _DUE | {"to"} or next_word.endswith("ing") else "past"
    if word in _HAS:
        return None if _is_past_form(next_word) else "now"
    if word in _PLANS and next_word == "to":
        return "ahead"
    return "now" if word in _NOW else _past_kind(tokens, place)


def _past_kind(tokens: Sequence[_Token], place: int) -> Kind | None:
    token = tokens[place]
    before = next((one.word for one in reversed(tokens[max(0, place - 3) : place]) if not one.is_adverb), "")
    if not _is_past_form(token.word) or before in _AUXILIARIES | _DETERMINERS:
        return None
    if any(one.word in _WILL or one.is_unsure for one in tokens[max(0, place - 3) : place]):
        return None
    if token.written[0].isupper() and place:
        return None
    if token.word in _REPORTED:
        return "reported"
    if token.word in _DUE:
        return "later"
    if before in _WAS:
        return "past"
    return "arranged" if token.word in _ARRANGED else "past"


def _is_past_form(word: str) -> bool:
    if word in _IRREGULAR or word in _REPORTED or word in _PARTICIPLES or word in _ARRANGED:
        return True
    return len(word) > 3 and word.endswith("ed") and word not in _NOT_PAST and "-" not in word


def _tokens(words: str) -> list[_Token]:
    return [_Token(match.group().lower(), match.group()) for match in _TOKEN.finditer(words)]


def _clauses(tokens: Sequence[_Token], at: int) -> list[_Clause]:
    """The runs of tokens between the marks and words that open clauses; one of them holds ``at``."""
    made: list[_Clause] = []
    opener, first = "", 0
    for place, token in enumerate(tokens):
        if place != at and token.word in _BREAKS:
            if place > first:
                made.append(_Clause(opener, first, place))
            opener, first = token.word, place + 1
    return [*made, _Clause(opener, first, len(tokens))]
