"""A relation that the text does not tell: the wife of somebody it names, the leader of what it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from rag.reader.training.swaps.asked import Asked
from rag.reader.training.swaps.names import ORGANISATION, PERSON, PLACE, TITLES, names_in
from rag.reader.training.swaps.readings import lower_words
from rag.reader.training.swaps.words import words_of

# Each role with what else would tell of it: a role is asked for only where the text holds none of that.
OF_PERSON = words_of("of_person")
_ROLES_OF = {PERSON: OF_PERSON, ORGANISATION: words_of("of_organisation"), PLACE: words_of("of_place")}
_EXCHANGED = words_of("exchanged")
_GUARDS = {**words_of("of_others"), **_ROLES_OF[PLACE], **_ROLES_OF[ORGANISATION], **OF_PERSON}
# How often a question is made anew where one can be: there are far more of these than of the others.
INVENTED = 0.25
_SUBJECT = r"(?:did|does|was|is|has|had|were|would|will|could)"


def added_relation(asked: Asked, random: Random) -> Iterator[str]:
    """What the text tells of a person, asked of the person's wife, lawyer and so on."""
    for name in asked.question_names:
        if asked.names.type_of(name) != PERSON or set(lower_words(name)) & asked.answer_words:
            continue
        match = re.search(
            rf"(?:^Who (?:is|was) |\b{_SUBJECT} ){re.escape(name)}(?= (?!and\b)[a-z]|\?)", asked.question
        )
        if match is None:
            continue
        roles = untold(asked, OF_PERSON)
        if roles:
            role = random.choice(roles)
            changed = random.choice((f"{name}'s {role}", f"the {role} of {name}"))
            yield asked.question[: match.end() - len(name)] + changed + asked.question[match.end() :]


def exchanged_role(asked: Asked, random: Random) -> Iterator[str]:
    """“The spokesman of the port” as “the lawyer of the port”, where the text tells of no such role."""
    for role, others in _EXCHANGED.items():
        found = re.search(
            rf"(?:\bthe |['’]s ){role}\b(?= (?:of|for|to|in)\b(?!\?)|\?| [a-z]+ed\b)|(?<=['’]s ){role}\b",
            asked.question,
        )
        if found is None or not asked.answered_near(role):
            continue
        fit = untold(asked, {each: _GUARDS.get(each, each) for each in others.split()})
        if fit:
            start = found.end() - len(role)
            yield asked.question[:start] + random.choice(fit) + asked.question[found.end() :]


def unknown_role(asked: Asked, random: Random) -> Iterator[str]:
    """“Who is the leader of …?” of what the answer's sentence names, where it names a person too.

    The text tells of no leader; the person is who a reader would wrongly point at.
    """
    if random.random() > INVENTED:
        return
    near = {name.words for sentence in asked.answering for name in names_in(sentence)}
    people = {name for name in near if asked.names.type_of(name) == PERSON}
    for name in random.sample(sorted(near), len(near)):
        roles = untold(asked, _ROLES_OF.get(asked.names.type_of(name), {}))
        if not roles or not people - {name} or set(name.split()) & TITLES:
            continue
        role = random.choice(roles)
        phrase = f"{name}'s {role}" if random.random() < 0.5 else f"the {role} of {name}"
        yield f"{'What' if role == 'population' else 'Who'} is {phrase}?"


def untold(asked: Asked, roles: dict[str, str]) -> list[str]:
    """The roles of which the text tells nothing."""
    return [
        role
        for role, guards in roles.items()
        if not asked.reading.says([*role.split(), *guards.split()]) and role not in asked.question
    ]
