"""The pronouns of a question that have nothing in it to stand for, each with what it may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.answering.denials import CLAIM
from rag.answering.kinds import AUXILIARY
from rag.conversation.actions import action_of, acts_again, done_to
from rag.conversation.claims import claimed
from rag.conversation.clauses import what_was
from rag.conversation.kinds import POSSIBLE, agreement
from rag.conversation.reference import MOST_OPTIONS, Option, Reference
from rag.conversation.roles import called_so
from rag.conversation.salience import Entity
from rag.conversation.turns import Said
from rag.mentions.finding import names_in, phrases_in
from rag.mentions.mention import Mention
from rag.mentions.nouns import PERSON_NOUNS
from rag.mentions.vocabulary import HE, IT, PERSON_TITLES, POSSESSIVE, REFLEXIVE, SHE, THEY
from rag.reader.vocabulary import stems

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
_WHERE = re.compile(r"(?:and )?where (?:are|were)\b", re.IGNORECASE)
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
# How much likelier something is meant of which the last turn said what the question says, of which a question
# before it did, and to which that was done (“the attack on the mission”): a search can’t outweigh the last.
SAID_AGAIN, ASKED_AGAIN, DONE_TO = 3.0, 8.0, 200.0
# How likely two persons together are meant, against what is spoken of as “they”.
TWO_PERSONS = 1.0
# How much likelier is meant who the last question asked to be told of: “who is Mullen?”.
ASKED_WHO = 8.0
# Not the subject of its own clause.
OBJECTS = frozenset(["him", "them"])
_WHO_IS = re.compile(r"(?:and )?who(?: is|[’']s| was) (?P<name>[^?]{2,60})\??", re.IGNORECASE)
_DOING = re.compile(r"\b(?:did|does|do|done|doing) $", re.IGNORECASE)
_DENYING = re.compile(
    r"\b(?:den(?:y|ie[sd]|ying)|admit(?:s|ted|ting)?|doubt(?:s|ed|ing)?|dispute[sd]?) $", re.IGNORECASE
)
_CLAIM_NOUN = re.compile(rf"\b{CLAIM}$", re.IGNORECASE)
_AFTER_AUXILIARY = re.compile(rf"\b{AUXILIARY} $", re.IGNORECASE)
_CLAUSE = re.compile(r"\w \b(?:and|or|but|when|while|after|before|because|if|that|who|which|since)\b \w")
_OWN_SEVERAL = re.compile(r"[’']s (?:\w+ )?\w+s\b")
_OBJECT_HER = re.compile(
    rf"\s*(?:$|[?.,!;]|(?:in|on|at|to|for|from|with|by|of|about|as|after|before|during|and|or|when|while|not|to"
    rf"|home|back|away|there|here|again|today|yesterday|first|alone|now|then|ever|yet|too|either"
    rf"|because|since|until|into|over|off|down|through|like|than|if|whether|what|who|why|how|where|which"
    rf"|he|she|they|it|we|you|i|his|their|its|any|some|anything|something|nothing|enough|more"
    rf"|a|an|the|that|is|was|up|out|so|{AUXILIARY})\b)",
    re.IGNORECASE,
)
# Behind it stands who is made to do something: “made her switch sides”; it may be somebody of hers.
_MADE = re.compile(r"\b(?:makes?|made|making|lets?|letting)\s$", re.IGNORECASE)
_NOUN = re.compile(r"\s+([a-z]+)")


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
        if (
            word == "it"
            and _DOING.search(question[: match.start()])
            and not question[match.end() :].strip(" ?.!")
        ):
            continue  # “who did it?”: what was done is no thing that has a name
        done.add(group)
        bound = may_have_its_own(match, question)
        if bound and has_its_own(match, question, own):
            continue
        needed = not (bound and group in (HE, SHE) and _PERSON_BEFORE.search(question[: match.start()]))
        yield Reference(*match.span(), options_of(match, question, turns, spoken_of, own), needed)


def may_have_its_own(match: re.Match[str], question: str) -> bool:
    """Whether a pronoun may stand for something of its own question: not as the whole’s subject or object."""
    before = question[: match.start()]
    ends = not question[match.end() :].strip(" ?.!")
    word = match.group().lower()
    if word in OBJECTS or (word in IT and ends) or is_object_her(match, question):
        return _CLAUSE.search(before) is not None
    return not _AFTER_AUXILIARY.search(before)


def is_object_her(match: re.Match[str], question: str) -> bool:
    """Whether it is a “her” that stands for a person and not before what is hers."""
    before, after = question[: match.start()], question[match.end() :]
    if match.group().lower() != "her":
        return False
    noun = _NOUN.match(after)
    made_to = _MADE.search(before) is not None and noun is not None and noun[1] not in PERSON_NOUNS
    return made_to or _OBJECT_HER.match(after) is not None


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
    match: re.Match[str],
    question: str,
    turns: Sequence[Said],
    spoken_of: Sequence[Entity],
    own: Sequence[Mention],
) -> tuple[Option, ...]:
    """What a pronoun may stand for, the likeliest first, as it is written in its place."""
    word = match.group().lower()
    possessive = word in POSSESSIVE and not is_object_her(match, question)
    named = {one.words[-1] for one in own if one.is_name}
    again = said_again(action_of(question), turns, spoken_of)
    found = []
    for entity in spoken_of:
        mention = entity.best
        weight = agreement(word, mention) * (entity.salience + again.get(id(entity), 0.0))
        weight *= ASKED_WHO if word in HE | SHE and is_asked_who(mention, turns) else 1.0
        if word in THEY and mention.kind == "place" and _WHERE.match(question):
            continue
        if weight > 0 and mention.words[-1] not in named:
            shown = possessive_of(mention.shown) if possessive else mention.shown
            found.append(Option(shown, weight, word == "they" and is_one(mention)))
    if not found and turns and word in HE | SHE:
        found = named_by_article("he" if word in HE else "she", turns[-1], possessive)
    if word in THEY:
        found += two_persons(turns, spoken_of, possessive)
    if word == "it":
        claims = claimed(question[: match.start()], question[match.end() :], turns)
        if _DENYING.search(question[: match.start()]):  # nobody denies a company
            found = [] if claims else denied(turns, found)
        found += claims
    return tuple(sorted(found, key=lambda one: -one.weight)[:MOST_OPTIONS])


def denied(turns: Sequence[Said], found: Sequence[Option]) -> list[Option]:
    """What may be denied of what was spoken of: what was asked for last, or a claim."""
    clause = what_was(turns[-1].question) if turns else None
    return [Option(clause, 1.0)] if clause else [one for one in found if _CLAIM_NOUN.search(one.words)]


def is_asked_who(mention: Mention, turns: Sequence[Said]) -> bool:
    """Whether the last question only asked who somebody is, and this is the one."""
    match = _WHO_IS.fullmatch(turns[-1].question.strip()) if turns else None
    return match is not None and mention.words[-1] in match["name"].lower().split()


def named_by_article(pronoun: str, last: Said, possessive: bool) -> list[Option]:
    """Whom no turn names as “he” or “she”, but the articles of the last one do."""
    names = [one.name for one in last.people if one.pronoun == pronoun]
    return [Option(possessive_of(name) if possessive else name, 1.0) for name in names]


def two_persons(turns: Sequence[Said], spoken_of: Sequence[Entity], possessive: bool) -> list[Option]:
    """The person spoken of most and another one, for whom together “they” may stand."""
    persons = [one for one in spoken_of if one.best.kind == "person" and not one.best.plural]
    first = next((one for one in persons if one.best.is_name), None)
    others = (one for one in persons if first and one is not first and is_another(one, first, turns))
    other = next(others, None)
    if first is None or other is None:
        return []
    both = f"{first.best.shown} and {other.best.shown}"
    weight = TWO_PERSONS * min(first.salience, other.salience)
    return [Option(possessive_of(both) if possessive else both, weight)]


def is_another(one: Entity, person: Entity, turns: Sequence[Said]) -> bool:
    """Whether somebody may be another one than a person: no “farmer” who is called so."""
    return one.best.is_name or not called_so(one.best.words[-1], person.best, turns)


def is_one(mention: Mention) -> bool:
    """Whether a verb that follows a mention is in the singular."""
    return not mention.plural and " and " not in mention.text and not mention.text.endswith("s")


def said_again(
    action: frozenset[str], turns: Sequence[Said], spoken_of: Sequence[Entity]
) -> dict[int, float]:
    """How much likelier each of what was spoken of is meant for what a question says of it again.

    It is what the last turn said so, and what the last question that said so is about.
    """
    asked = next((turn for turn in reversed(turns[:-1]) if action & stems(turn.question)), None)
    likelier = {}
    for one in spoken_of:
        if turns and acts_again(action, one, turns[-1]):
            told = not action & stems(turns[-1].question) and done_to(action, one, turns[-1])
            likelier[id(one)] = DONE_TO if told else SAID_AGAIN
        if asked and acts_again(action, one, replace(asked, answer="")):
            likelier[id(one)] = ASKED_AGAIN
    return likelier


def possessive_of(words: str) -> str:
    """“Kayani’s”, “the allegations’”."""
    return f"{words}’" if words.endswith("s") and words.split()[-1].islower() else f"{words}’s"
