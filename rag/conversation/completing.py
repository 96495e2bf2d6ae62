"""A follow-up question completed from the turns before it: the whole questions that it may stand for."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from rag.conversation.clauses import without_connective
from rag.conversation.ellipsis import filled
from rag.conversation.fragments import SINGULAR
from rag.conversation.reference import Option, Reference
from rag.conversation.references import ARTICLE, references
from rag.conversation.salience import Entity, entities
from rag.conversation.turns import Said
from rag.conversation.wordings import expanded, written
from rag.mentions.finding import names_in
from rag.mentions.vocabulary import GOING_ON

MOST = 6
_POSSESSIVE = re.compile(r"[’']s?$")
# Who writes more than that leaves nothing out.
LONGEST_FOLLOW_UP = 300
# How likely a question means just what it says, against all that it may stand for: one that leaves out what
# it is about, and one that may or may not speak of what was said before.
RAW_WHERE_NEEDED, RAW_ELSE, RAW_WHERE_GOING_ON = 0.05, 0.5, 0.3


@dataclass(frozen=True, slots=True)
class Completion:
    """A question that a follow-up may stand for, and the logarithm of how likely it is without a search.

    It is not ``whole`` where it speaks of what it does not name.
    """

    question: str
    prior: float
    whole: bool = True


def completions(question: str, turns: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """What a question may stand for behind some turns, the likeliest first; no search is made.

    Args:
        question: as it was typed.
        turns: the questions before it, as they were understood or typed, each with the text of its answer,
            oldest first.

    Returns:
        Whole questions, the one that was asked among them: the only one where it stands by itself.
    """
    said = tuple(Said.of(*turn) for turn in turns)
    return tuple(one.question for one in ranked(question, understood_turns(said)))


def ranked(question: str, turns: Sequence[Said]) -> tuple[Completion, ...]:
    """The same with how likely each is, over turns whose questions are whole."""
    typed = " ".join(question.split())
    if len(question) > LONGEST_FOLLOW_UP:
        return (Completion(typed, 0.0),)
    plain = written(typed)
    found = possible(plain, turns)
    if plain == expanded(typed):  # it says the same, so what was typed stands for it
        found = [replace(one, question=typed) if one.question == plain else one for one in found]
    return tuple(sorted(found, key=lambda one: -one.prior))


@lru_cache(maxsize=256)
def understood_turns(turns: tuple[Said, ...]) -> tuple[Said, ...]:
    """Turns with each question completed as is likeliest from those before it."""
    if not turns:
        return ()
    *before, last = turns
    known = understood_turns(tuple(before))
    best = max(possible(last.question, known), key=lambda one: one.prior)
    return (*known, replace(last, question=best.question))


def possible(asked: str, turns: Sequence[Said]) -> list[Completion]:
    """What a question may stand for, itself among it."""
    if not turns:
        return [Completion(asked, 0.0)]
    spoken_of = entities(turns)
    whole = filled(asked, turns, spoken_of)
    if whole:
        return weighed(asked, whole, RAW_WHERE_NEEDED)
    core = without_connective(asked)
    found = [one for one in references(core, turns, spoken_of) if one.options]
    if not found:
        return weighed(asked, in_context(core, spoken_of), RAW_WHERE_GOING_ON)
    raw = RAW_WHERE_NEEDED if any(one.needed for one in found) else RAW_ELSE
    return weighed(asked, list(substituted(core, found)), raw)


def in_context(question: str, spoken_of: Sequence[Entity]) -> list[Option]:
    """A question that names nothing but goes on (“what else …”), asked of what was spoken of most."""
    words = {word.strip("?!.,") for word in question.lower().split()}
    topic = next((one.best for one in spoken_of if one.best.is_name), None)
    goes_on = not words.isdisjoint(GOING_ON) and words.isdisjoint(ARTICLE)
    if topic is None or not goes_on or names_in(question):
        return []
    return [Option(f"As for {topic.shown}, {question[:1].lower()}{question[1:]}", 1.0)]


def substituted(question: str, found: Sequence[Reference]) -> Iterator[Option]:
    """The question with each reference replaced by each of its options."""
    for chosen in product(*(shares(one) for one in found)):
        if len({referred(one.words) for one in chosen}) < len(chosen):
            continue  # “did he see her” speaks of two
        made, place = "", 0
        for reference, option in zip(found, chosen, strict=True):
            before = question[place : reference.start]
            made += agreeing(before, option.singular) + fitting(option.words, reference, question)
            place = reference.end
        yield Option(made + question[place:], math.prod(one.weight for one in chosen))


def agreeing(before: str, singular: bool) -> str:
    """Words that may end with an auxiliary, in the number of the words that come in place of “they”."""
    first, space, last = before.rstrip(" ").rpartition(" ")
    other = SINGULAR.get(last) if singular and before.endswith(" ") else None
    return f"{first}{space}{other} " if other else before


def referred(words: str) -> str:
    """What an option names, with or without a possessive’s ending."""
    return _POSSESSIVE.sub("", words.lower())


def shares(reference: Reference) -> list[Option]:
    """A reference’s options with weights that sum to 1."""
    total = sum(one.weight for one in reference.options)
    return [replace(one, weight=one.weight / total) for one in reference.options]


def fitting(words: str, reference: Reference, question: str) -> str:
    """Words with a capital where the question begins with them."""
    begins = reference.start == 0 and question[:1].isupper()
    return words[:1].upper() + words[1:] if begins else words


def weighed(asked: str, options: Sequence[Option], raw: float) -> list[Completion]:
    """The likeliest of some whole questions, and the one that was asked."""
    if not options:
        return [Completion(asked, 0.0)]
    total = sum(one.weight for one in options)
    best = sorted(options, key=lambda one: -one.weight)[:MOST]
    made = {one.words: math.log((1 - raw) * one.weight / total) for one in reversed(best)}
    made[asked] = math.log(raw)
    needed = raw <= RAW_WHERE_NEEDED
    return [Completion(words, prior, not needed or words != asked) for words, prior in made.items()]
