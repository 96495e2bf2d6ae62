"""The words of a question that refer back, each with what it may stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rag.answering.kinds import AUXILIARY
from rag.conversation.clauses import what_was
from rag.conversation.kinds import POSSIBLE, agreement
from rag.conversation.mentions import Mention, names_in, phrases_in
from rag.conversation.salience import Entity
from rag.conversation.turns import Said
from rag.conversation.vocabulary import HE, IT, PERSON_TITLES, POSSESSIVE, REFLEXIVE, SHE, THEY, TIME_NOUNS

MOST_OPTIONS = 4
# A “that” behind another word joins two clauses.
BEFORE_THIS = frozenset(
    "in on at to for of about from with by was is did after before during does were like".split()
)
_PRONOUN = re.compile(
    r"\b(?:he|him|his|she|her|hers|they|them|their|theirs|it|its)\b(?![’'](?:ll|d))", re.IGNORECASE
)
_EMPTY_IT = re.compile(
    r"\b(?:is|was|does|did|will|would|has|could|can|might|may|should) it (?:ever |really |also )?(?:been )?"
    r"(?:true|possible|likely|necessary|important|rain\w*|snow\w*|matter|take|seem|cost|mean)\b"
    r"|\b(?:is|was|be|been) it (?:\w+ly )?(?:that|\w+ (?:for|to|that))\b|\bput it to\b"
    r"|\b(?:what|which) (?:time|day|year|date) (?:is|was) it\b"
    r"|\bit (?:is|was) (?:said|reported|claimed|true)\b"
    r"|\bhow (?:long|much|many \w+) (?:did|does|will|would|has) it (?:take|cost)\b",
    re.IGNORECASE,
)
_OWN_THING = re.compile(r"\b(?:his|her|their|my|this|that|a|an) [a-z]+ .*\w", re.IGNORECASE)
_AUXILIARY = re.compile(rf"\b{AUXILIARY}\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"(?:how many|which|what|whose|who)(?: [\w-]+){0,2}? (?:\w+s|people|men|women|children)\b"
    r"|who (?!did|was|is)",
    re.IGNORECASE,
)
# Somebody whom the same question speaks of before its “his”.
_PERSON_BEFORE = re.compile(
    r"\b(?:the|an?|this|that|which|what) (?:[\w-]+ ){0,2}?"
    rf"(?:\w+(?:er|or|man|woman|ist|ian|ant|ee)|{'|'.join(sorted(PERSON_TITLES))}"
    r"|husband|wife|son|daughter|boy|girl|person|relative|witness|victim)\b|^who\b",
    re.IGNORECASE,
)
_SPECIFIED = re.compile(r"\s+(?:of|who|that|which|whose|from|called|named)\b")
# Not the subject of its own clause.
OBJECTS = frozenset(["him", "them"])
_AFTER_AUXILIARY = re.compile(rf"\b{AUXILIARY} $", re.IGNORECASE)
_CLAUSE = re.compile(r"\w \b(?:and|or|but|when|while|after|before|because|if|that|who|which|since)\b \w")
_OWN_SEVERAL = re.compile(r"[’']s (?:\w+ )?\w+s\b")
ARTICLE = ("article", "story", "report", "text", "page", "piece")
_OBJECT_HER = re.compile(
    rf"\s*(?:$|[?.,!;]|(?:in|on|at|to|for|from|with|by|of|about|as|after|before|during|and|or|when|while|not|to"
    rf"|a|an|the|that|is|was|up|out|so|{AUXILIARY})\b)",
    re.IGNORECASE,
)
_THIS_NOUN = re.compile(r"\b(?P<word>this|that|these|those)\s+(?P<noun>[a-z][a-z-]+)", re.IGNORECASE)
_NO_NOUN = re.compile(
    rf"(?:{AUXILIARY}|he|she|it|they|we|you|i|the|a|an|his|her|their|its|in|on|at|to|for|of|about|from|with|by"
    rf"|and|or|but|happen\w*|occur\w*|work\w*|affect\w*|cause\w*|go|become|come|take|ever|also|all|as|one|ones"
    rf"|made|make|lead|led|change\w*|mean|help\w*|so|not|when|while|after|before|because|called|known)$",
    re.IGNORECASE,
)
_THIS = re.compile(r"\b(?:this|that|these|those)\b", re.IGNORECASE)
_AFTER_THIS = re.compile(
    rf"\s*(?:$|[?.!,]|(?:{AUXILIARY}|happen\w*|occur\w*|affect\w*|and|in|on|to|at|for|by|with|so|as|made|mean)\b)",
    re.IGNORECASE,
)
_BEFORE_THIS = re.compile(
    rf"(?:^|\b(?:of|to|in|on|by|at|as|about|after|before|with|from|like|during|for|why|how|{AUXILIARY})\s)$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:(?P<preposition>during|in|at|by|around|on|over) )?(?:this|that|these|those|the same)\s+"
    r"(?:same )?(?P<noun>time|times|period|year|years|day|era|point|season|month|week|decade|moment)"
    r"(?: period)?\b",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"(?<!^)(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!been )\bthere\b"
    r"(?=\s*[?.!]*$|\s+(?:already|now|today|still|since|in|on|at|after|before|during|when|while|and|to|by|with)\b)",
    re.IGNORECASE,
)
_THEN = re.compile(r"\bthen(?=\s*[?.!]*$)", re.IGNORECASE)
_WHEN_SAID = re.compile(
    r"\b(?:(?:on|in|since|from|between|during|late|early) )?(?:(?:\d{1,2} )?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: \d{1,2}(?!\d))?,? )?(?:1[5-9]|20)\d\d\b"
)


@dataclass(frozen=True, slots=True)
class Option:
    """Words that may stand in place of a reference, and how likely they are meant (above 0)."""

    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Reference:
    """A part of a question that refers back. ``needed`` where it tells nothing without the turns before."""

    start: int
    end: int
    options: tuple[Option, ...]
    needed: bool


def references(question: str, turns: Sequence[Said], spoken_of: Sequence[Entity]) -> tuple[Reference, ...]:
    """What refers back in a question, in the order it stands; overlapping ones only once."""
    finders: tuple[Callable[[str, Sequence[Said], Sequence[Entity]], Iterator[Reference]], ...] = (
        times, pronouns, demonstratives, places, descriptions,
    )  # fmt: skip
    found: list[Reference] = []
    for finder in finders:
        for one in finder(question, turns, spoken_of):
            if not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def pronouns(question: str, turns: Sequence[Said], spoken_of: Sequence[Entity]) -> Iterator[Reference]:
    """“he”, “her”, “its” …: the first of each that has nothing in the question itself to stand for."""
    own = [*names_in(question), *phrases_in(question)]
    empty = [match.span() for match in _EMPTY_IT.finditer(question)]
    done: set[frozenset[str]] = set()
    for match in _PRONOUN.finditer(question):
        word = match.group().lower()
        group = next(words for words in (HE, SHE, THEY, IT) if word in words)
        if group in done or word in REFLEXIVE or match.group() == "IT":
            continue
        if word == "it" and any(start <= match.start() < end for start, end in empty):
            continue
        done.add(group)
        if may_have_its_own(match, question) and has_its_own(match, question, own):
            continue
        needed = group not in (HE, SHE) or not _PERSON_BEFORE.search(question[: match.start()])
        yield Reference(*match.span(), options_of(match, question, spoken_of, own), needed)


def may_have_its_own(match: re.Match[str], question: str) -> bool:
    """Whether a pronoun may stand for something of its own question: not as the whole’s subject or object."""
    before = question[: match.start()]
    if match.group().lower() in OBJECTS:
        return _CLAUSE.search(before) is not None
    return not _AFTER_AUXILIARY.search(before)


def has_its_own(match: re.Match[str], question: str, own: Sequence[Mention]) -> bool:
    """Whether a pronoun may stand for something in the same question."""
    word, before = match.group().lower(), question[: match.start()]
    if any(one.end <= match.start() and stands_for(word, one) for one in own):
        return True
    if word in IT and _OWN_THING.search(before):
        return True
    if word in THEY and _OWN_SEVERAL.search(before):
        return True
    several = _SEVERAL.match(question) if word in THEY else None
    return (several is not None and several.end() <= match.start()) or stands_before(question[match.end() :])


def stands_before(rest: str) -> bool:
    """Whether what a pronoun stands for comes as the subject after it: “of his does Kayani speak”."""
    auxiliary = _AUXILIARY.search(rest)
    return auxiliary is not None and any(one.start == auxiliary.end() + 1 for one in names_in(rest))


def stands_for(pronoun: str, own: Mention) -> bool:
    """Whether a pronoun may stand for something named before it in the same question."""
    agreed = agreement(pronoun, own)
    if pronoun in IT and own.kind == "place":
        return True
    if pronoun == "its" and own.is_name and agreed >= POSSIBLE:
        return True
    return agreed > POSSIBLE or (own.is_name and agreed >= POSSIBLE and pronoun not in IT)


def options_of(
    match: re.Match[str], question: str, spoken_of: Sequence[Entity], own: Sequence[Mention]
) -> tuple[Option, ...]:
    """What a pronoun may stand for, the likeliest first, as it is written in its place."""
    word = match.group().lower()
    possessive = word in POSSESSIVE and not (word == "her" and _OBJECT_HER.match(question[match.end() :]))
    named = {one.words[-1] for one in own if one.is_name}
    found = []
    for entity in spoken_of:
        mention = entity.best
        weight = agreement(word, mention) * entity.salience
        if weight > 0 and mention.words[-1] not in named:
            found.append(Option(possessive_of(mention.shown) if possessive else mention.shown, weight))
    return tuple(sorted(found, key=lambda one: -one.weight)[:MOST_OPTIONS])


def possessive_of(words: str) -> str:
    """“Kayani’s”, “the allegations’”."""
    return f"{words}’" if words.endswith("s") and words.split()[-1].islower() else f"{words}’s"


def times(question: str, turns: Sequence[Said], spoken_of: Sequence[Entity]) -> Iterator[Reference]:
    """“at that time”, “then”: the time that was spoken of last."""
    told = time_told(turns)
    for match in (*_TIME.finditer(question), *_THEN.finditer(question)):
        options = (Option(told, 1.0),) if told else ()
        yield Reference(*match.span(), options, False)


def time_told(turns: Sequence[Said]) -> str | None:
    """The last time that the turns name, with its preposition."""
    for turn in reversed(turns[-3:]):
        for text in (turn.answer, turn.question):
            if found := _WHEN_SAID.findall(text):
                told = found[0]
                has_preposition = told.split()[0].islower() and told.split()[0] not in ("late", "early")
                return (
                    told
                    if has_preposition
                    else f"{'on' if re.search(r' [0-9]{1,2},? ', told) else 'in'} {told}"
                )
    return None


def places(question: str, turns: Sequence[Said], spoken_of: Sequence[Entity]) -> Iterator[Reference]:
    """“there”: a place that was spoken of."""
    for match in _THERE.finditer(question):
        found = [
            Option(
                f"in {one.best.shown}",
                one.salience * (1.0 if one.best.kind == "place" or situated(one) else 0.2),
            )
            for one in spoken_of
            if one.best.is_name
            and (
                one.best.kind == "place"
                or situated(one)
                or (one.best.kind == "unknown" and len(one.best.words) == 1)
            )
        ]
        options = tuple(sorted(found, key=lambda one: -one.weight)[:3])
        yield Reference(*match.span(), options, True)


def situated(entity: Entity) -> bool:
    """Whether a name stood behind “in” and the like."""
    behind = {"in", "at", "to", "from", "near"}
    return any(set(one.before[-2:]) & behind for one in entity.mentions)


def demonstratives(question: str, turns: Sequence[Said], spoken_of: Sequence[Entity]) -> Iterator[Reference]:
    """“this album”, “that”."""
    for match in _THIS_NOUN.finditer(question):
        noun = match["noun"].lower()
        if noun in ARTICLE:
            about = question[: match.start()].endswith("about ") and spoken_of
            yield Reference(*match.span(), (Option(spoken_of[0].best.shown, 1.0),) if about else (), True)
        elif not _NO_NOUN.fullmatch(noun) and noun not in TIME_NOUNS and not is_conjunction(question, match):
            yield Reference(*match.span(), described(noun, turns, spoken_of), True)
    for match in _THIS.finditer(question):
        before, after = question[: match.start()], question[match.end() :]
        ends = not after.strip(" ?.!")
        if ends or (_BEFORE_THIS.search(before) and _AFTER_THIS.match(after)):
            yield Reference(*match.span(), happenings(turns, spoken_of), True)


def is_conjunction(question: str, match: re.Match[str]) -> bool:
    """Whether a “that” only joins: “deny that militants …”."""
    if match["word"].lower() != "that":
        return False
    before = question[: match.start()].split()
    plural = match["noun"].lower().endswith("s") and not match["noun"].lower().endswith("ss")
    return plural or bool(before and before[-1].lower() not in BEFORE_THIS)


def happenings(turns: Sequence[Said], spoken_of: Sequence[Entity]) -> tuple[Option, ...]:
    """What “that” alone may stand for: what was asked for last, or a thing spoken of."""
    made = []
    if turns and (clause := what_was(turns[-1].question)):
        made.append(Option(clause, 2.0))
    made += [
        Option(one.best.shown, one.salience)
        for one in spoken_of
        if one.best.kind == "thing" and not one.best.plural
    ][:3]
    return tuple(made)


def descriptions(question: str, turns: Sequence[Said], spoken_of: Sequence[Entity]) -> Iterator[Reference]:
    """“the general”: what the turns say of it in more words."""
    for phrase in phrases_in(question):
        if phrase.before != ("the",) or len(phrase.words) > 2 or _SPECIFIED.match(question, phrase.end):
            continue
        start = question.lower().rfind("the", 0, phrase.start)
        if options := described(phrase.words[-1], turns, spoken_of, phrase.words):
            yield Reference(start, phrase.end, options, False)


def described(
    noun: str, turns: Sequence[Said], spoken_of: Sequence[Entity], words: Sequence[str] = ()
) -> tuple[Option, ...]:
    """What “this NOUN” may be: a fuller phrase with that noun, a name that it stands before, or a topic’s."""
    found: list[Option] = []
    for entity in spoken_of:
        best = entity.best
        if best.words[-1] == noun:
            if len(best.words) > max(len(words), 1):
                found.append(Option(best.shown, 2 * entity.salience))
        elif best.is_name and best.before[-1:] == (noun,):
            shown = best.text if best.kind == "person" else f"the {noun} {best.text}"
            found.append(Option(shown, entity.salience))
    return tuple(sorted(found, key=lambda one: -one.weight)[:MOST_OPTIONS])
