"""Which way a time lies from the day of writing, as the verb of its clause tells: “was held on Monday”.

Rules over words, no grammar: they know the shapes of news prose and say nothing where two readings are
possible, as in “agreed to meet on Friday”, “announced a strike on Friday” or “said it would vote on Friday”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rag.answering import verbs

# “earlier” is behind and not on the day of writing (“since Monday”); “later” lies ahead of something past
# (“it would meet on Monday”), and so on either side of the day of writing.
Direction = Literal["behind", "earlier", "ahead", "later"]
Kind = Literal["past", "reported", "arranged", "ahead", "later", "now"]

# How many characters before and after a time are read; clauses beyond say nothing of it.
_LOOK = 500
# A word or two in quotation marks belong to the clause around them: “held a “special” meeting on Sunday”.
_QUOTED_WORDS = re.compile(r"[“\"](\w[\w’'-]*(?: \w[\w’'-]*){0,2})[”\"]")
_TOKEN = re.compile(r"\w+(?:[’'.-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    written: str

    @property
    def is_unsure(self) -> bool:
        return self.word in verbs.UNSURE and self.written != "May"

    @property
    def is_adverb(self) -> bool:
        return self.word.endswith("ly") or self.word in verbs.ADVERBS


@dataclass(frozen=True, slots=True)
class _Clause:
    opener: str
    first: int
    last: int


def direction(sentence: str, start: int, end: int) -> Direction | None:
    """Where the time at ``sentence[start:end]`` lies from the day of writing; None where it may be either."""
    sentence = _QUOTED_WORDS.sub(r" \1 ", sentence)
    tokens = _tokens(sentence[max(0, start - _LOOK) : start])
    at = len(tokens)
    tokens += [_Token("", ""), *_tokens(sentence[end : end + _LOOK])]
    clauses = _clauses(tokens, at)
    here = next(place for place, clause in enumerate(clauses) if clause.first <= at < clause.last)
    if clauses[here].opener in verbs.UNREAL:
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
        return _sense(tokens, following) if _is_governed(tokens, at, following) else None
    if clause.first < at:
        return _last_before(tokens, clauses, here, at)
    after = _first_after(tokens, clauses, here, at)
    if clause.opener != "," or any(_kind(tokens, place) for place in range(at + 1, clause.last)):
        return after
    before = _last_before(tokens, clauses, here, at)
    verbless = not any(_kind(tokens, place) for place in range(at + 1, len(tokens)))
    return before if verbless or before == after else None


def _is_governed(tokens: Sequence[_Token], at: int, following: int) -> bool:
    """Whether the verb right after a time is the time's: “police on Monday arrested”.

    It is not in “the attack on Monday will” and “said the vote on Monday was”.
    """
    before = [token.word for token in tokens[:at]]
    noun = before[-1] if before else ""
    if _kind(tokens, following) == "ahead":
        return noun in verbs.PLANNED_EVENTS and not (at > 1 and _kind(tokens, at - 2))
    told = any(word in verbs.REPORTED for word in before)
    hoped = noun in verbs.PLANNED_EVENTS and bool({"for", "about"} & set(before[-5:]))
    return not hoped and not (told and tokens[following].word in verbs.WAS | {"had"})


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
        if clause.opener in verbs.QUOTES and clause.first > at:
            return None
        if clause.opener in verbs.SUBORDINATE | verbs.UNREAL and clause.first > at:
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
                crossed = clauses[here - back + 1 : here + 1]
                return found if all(_lets_through(tokens, one, at, found) for one in crossed) else None
        if clause.opener not in verbs.CARRIES_ON:
            return None
    return None


def _lets_through(tokens: Sequence[_Token], clause: _Clause, at: int, found: Direction | None) -> bool:
    """Whether a clause without a verb that we know may share the verb of the one before it."""
    if clause.opener == "after":
        return found == "behind"
    words = tokens[clause.first : min(clause.last, at)]
    return (found == "ahead" and clause.opener != ",") or all(
        not one.word.isalpha() or one.written[0].isupper() or one.word in verbs.ADDRESSED for one in words
    )


def _owns(tokens: Sequence[_Token], place: int, at: int, kind: Kind) -> bool:
    between = [token for token in tokens[place + 1 : at] if not token.is_adverb]
    if kind in ("ahead", "later", "now"):
        return not between or (between[-1].word not in verbs.PAST_EVENTS and not _strays(between))
    if not between:
        return True
    words = " ".join(token.word for token in between)
    if kind == "arranged":
        return False
    if kind == "reported":
        addressed = all(token.word in verbs.ADDRESSED or token.written[0].isupper() for token in between)
        return addressed and "," not in words
    if verbs.BARRIERS & {token.word for token in between} and not verbs.AFTER_FOR.search(words):
        return False
    if between[-1].word in verbs.PLANNED_EVENTS and tokens[place].word not in verbs.TAKING_PLACE:
        return False
    return not any(_is_open(between, position) for position in range(len(between)))


def _strays(between: Sequence[_Token]) -> bool:
    """Whether a gerund with a time of its own follows: “will matter despite the team losing”."""
    words = [token.word for token in between]
    harmless = ("to", "starting", "beginning")
    gerunds = [place for place, word in enumerate(words) if word not in harmless and _is_open(between, place)]
    return any(place and not {"be", "been"} & set(words[max(0, place - 2) : place]) for place in gerunds)


def _is_open(between: Sequence[_Token], position: int) -> bool:
    """Whether an infinitive or a gerund at the position may own what comes after it."""
    token = between[position]
    if token.word == "to":
        goal = between[position + 1] if position + 1 < len(between) else token
        return not (goal.word in verbs.GOALS or goal.written[0].isupper() or goal.written[0].isdigit())
    lower = token.written[0].islower()
    return lower and token.word.endswith("ing") and len(token.word) > 4 and token.word not in verbs.ING_NOUNS


def _is_ahead(tokens: Sequence[_Token], at: int) -> bool:
    """Whether the nearest verb before the time speaks of what is to come."""
    for place in range(at - 1, -1, -1):
        kind = _kind(tokens, place)
        if kind:
            return kind == "ahead"
        if tokens[place].word in verbs.QUOTES | {",", ";"}:
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
    if word in verbs.WILL or word.endswith(("’ll", "'ll")):
        return "ahead"
    if tokens[place].is_unsure or word.endswith(("’d", "'d")):
        return "later"
    if word in verbs.IS or word.endswith(("’re", "'re")):
        return "ahead" if next_word in verbs.DUE | {"to"} else "now"
    if word in verbs.WAS:
        return "later" if next_word in verbs.DUE | {"to"} or next_word.endswith("ing") else "past"
    if word in verbs.HAS:
        return None if _is_past_form(next_word) else "now"
    if word in verbs.PLANS and next_word == "to":
        return "ahead"
    return "now" if word in verbs.NOW else _past_kind(tokens, place)


def _past_kind(tokens: Sequence[_Token], place: int) -> Kind | None:
    token = tokens[place]
    before = next((one.word for one in reversed(tokens[max(0, place - 3) : place]) if not one.is_adverb), "")
    if not _is_past_form(token.word) or before in verbs.AUXILIARIES | verbs.DETERMINERS:
        return None
    if any(one.word in verbs.WILL or one.is_unsure for one in tokens[max(0, place - 3) : place]):
        return None
    if token.written[0].isupper() and place:
        return None
    if token.word in verbs.REPORTED:
        return "reported"
    if token.word in verbs.DUE:
        return "later"
    if before in verbs.WAS:
        return "past"
    return "arranged" if token.word in verbs.ARRANGED else "past"


def _is_past_form(word: str) -> bool:
    if word in verbs.KNOWN_PAST:
        return True
    return len(word) > 3 and word.endswith("ed") and word not in verbs.NOT_PAST and "-" not in word


def _tokens(words: str) -> list[_Token]:
    return [_Token(match.group().lower(), match.group()) for match in _TOKEN.finditer(words)]


def _clauses(tokens: Sequence[_Token], at: int) -> list[_Clause]:
    """The runs of tokens between the marks and words that open clauses; one of them holds ``at``."""
    made: list[_Clause] = []
    opener, first = "", 0
    for place, token in enumerate(tokens):
        if place != at and token.word in verbs.BREAKS:
            if place > first:
                made.append(_Clause(opener, first, place))
            opener, first = token.word, place + 1
    return [*made, _Clause(opener, first, len(tokens))]
