"""The words of a question that refer back, each with what it may stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from rag.answering.kinds import AUXILIARY
from rag.conversation.circumstances import places, times
from rag.conversation.claims import claimed
from rag.conversation.clauses import what_was
from rag.conversation.pronouns import pronouns
from rag.conversation.reference import MOST_OPTIONS, Option, Reference
from rag.conversation.roles import called_so, is_a
from rag.conversation.salience import Entity
from rag.conversation.turns import Said
from rag.mentions.finding import phrases_in
from rag.mentions.vocabulary import MEN, TIME_NOUNS, WOMEN

# A “that” behind another word joins two clauses.
BEFORE_THIS = frozenset(
    "in on at to for of about from with by was is did after before during does were like".split()
)
_SPECIFIED = re.compile(r"\s+(?:of|who|that|which|whose|from|called|named)\b")
_PLACED = re.compile(r"\s+(?:in|on|at|with|behind|near|under|between|wearing|holding|standing|sitting)\b")
ARTICLE = ("article", "story", "report", "text", "page", "piece")
_THIS_NOUN = re.compile(r"\b(?P<word>this|that|these|those)\s+(?P<noun>[a-z][a-z-]+)", re.IGNORECASE)
_NO_NOUN = re.compile(
    rf"(?:{AUXILIARY}|he|she|it|they|we|you|i|the|a|an|his|her|their|its|in|on|at|to|for|of|about|from|with|by"
    rf"|who|whom|which|and|or|but|one|ones|happen\w*|occur\w*|work\w*|affect\w*|cause\w*|go|become|come|take|ever|also|all|as"
    rf"|made|make|lead|led|change\w*|mean|help\w*|so|not|when|while|after|before|because|called|known)$",
    re.IGNORECASE,
)
_PREPOSITION_BEFORE = re.compile(r"\s+(?:to|about|on|in|for|with)\s+$", re.IGNORECASE)
# How likely what was asked for last is meant, against the salience of a thing.
ASKED_FOR = 2.0
_SAID = re.compile(r"\b(?:say|says|said|saying|claim|claims|claimed|add|adds|added) $", re.IGNORECASE)
_THIS = re.compile(r"\b(?:this|that|these|those)\b", re.IGNORECASE)
_AFTER_THIS = re.compile(
    rf"\s*(?:$|[?.!,]|(?:{AUXILIARY}|happen\w*|occur\w*|affect\w*|and|in|on|to|at|for|by|with|so|as|made|mean)\b)",
    re.IGNORECASE,
)
_BEFORE_THIS = re.compile(
    rf"(?:^|\b(?:of|to|in|on|by|at|as|about|after|before|with|from|like|during|for|why|how|{AUXILIARY})\s)$",
    re.IGNORECASE,
)


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
            yield what_was_told(match, question, turns, spoken_of)


def what_was_told(
    match: re.Match[str], question: str, turns: Sequence[Said], spoken_of: Sequence[Entity]
) -> Reference:
    """A “that” alone: what was claimed, what was asked for, or a thing spoken of.

    At the end and behind a preposition no thing is meant, and what is meant may be left out: “say to that”.
    """
    before, after = question[: match.start()], question[match.end() :]
    ends = not after.strip(" ?.!")
    if claims := claimed(before, after, turns):
        return Reference(*match.span(), claims, True)
    clause = asked_for(turns)
    if ends and (preposition := _PREPOSITION_BEFORE.search(before)):
        said = (Option(f"{preposition.group()}{one.words}", one.weight) for one in clause)
        return Reference(preposition.start(), match.end(), (*said, Option("", ASKED_FOR)), True)
    named = () if _SAID.search(before) else things(spoken_of)  # nobody says a thing
    return Reference(*match.span(), (*clause, *named), True)


def is_conjunction(question: str, match: re.Match[str]) -> bool:
    """Whether a “that” only joins: “deny that militants …”."""
    if match["word"].lower() != "that":
        return False
    before = question[: match.start()].split()
    plural = match["noun"].lower().endswith("s") and not match["noun"].lower().endswith("ss")
    return plural or bool(before and before[-1].lower() not in BEFORE_THIS)


def asked_for(turns: Sequence[Said]) -> tuple[Option, ...]:
    """What the last question asked for, as a noun; nothing where that is not plain."""
    clause = what_was(turns[-1].question) if turns else None
    return (Option(clause, ASKED_FOR),) if clause else ()


def things(spoken_of: Sequence[Entity]) -> list[Option]:
    """The things spoken of most."""
    found = [one for one in spoken_of if one.best.kind == "thing" and not one.best.plural]
    return [Option(one.best.shown, one.salience) for one in found[:3]]


def descriptions(question: str, turns: Sequence[Said], spoken_of: Sequence[Entity]) -> Iterator[Reference]:
    """“the general”: what the turns say of it in more words."""
    for phrase in phrases_in(question):
        if phrase.before != ("the",) or len(phrase.words) > 2 or _SPECIFIED.match(question, phrase.end):
            continue
        if phrase.words[-1] in MEN | WOMEN and _PLACED.match(question, phrase.end):
            continue
        start = question.lower().rfind("the", 0, phrase.start)
        if options := described(phrase.words[-1], turns, spoken_of, phrase.words):
            yield Reference(start, phrase.end, options, False)


def described(
    noun: str, turns: Sequence[Said], spoken_of: Sequence[Entity], words: Sequence[str] = ()
) -> tuple[Option, ...]:
    """What “this NOUN” may be: a fuller phrase with it, what the turns call so, or what is of its kind."""
    found: list[Option] = []
    for entity in spoken_of:
        best = entity.best
        if best.words[-1] == noun:
            if len(best.words) > max(len(words), 1):
                found.append(Option(best.shown, 2 * entity.salience))
        elif best.is_name and best.before[-1:] == (noun,) and is_so_modified(words, best.before):
            shown = best.text if best.kind == "person" else f"the {noun} {best.text}"
            found.append(Option(shown, entity.salience))
        elif best.is_name and best.before[-1:] != (noun,) and called_so(noun, best, turns):
            found.append(Option(best.shown, entity.salience))
    found = found or [
        Option(one.best.shown, weight)
        for one in spoken_of
        if one.best.is_name and (weight := one.salience * is_a(noun, one.best, turns)) > 0
    ]
    return tuple(sorted(found, key=lambda one: -one.weight)[:MOST_OPTIONS])


def is_so_modified(words: Sequence[str], before: Sequence[str]) -> bool:
    """Whether a phrase may mean what stands before a name: no “interior minister” is a “foreign minister”."""
    return len(words) < 2 or len(before) < 2 or words[-2] == before[-2]
