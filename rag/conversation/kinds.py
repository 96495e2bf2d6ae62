"""Which pronoun may stand for which kind of thing."""

from __future__ import annotations

from collections.abc import Iterable

from rag.mentions.mention import Kind, Mention
from rag.mentions.vocabulary import COLLECTIVES, COUNTRIES, HE, SHE, THEY

LIKELY, POSSIBLE, HARDLY, UNLIKELY, NEVER = 1.0, 0.6, 0.3, 0.15, 0.0


def merged_kind(mentions: Iterable[Mention]) -> Kind:
    """The kind that most mentions of one thing tell, as far as any does."""
    told: list[Kind] = [one.kind for one in mentions if one.kind != "unknown"]
    return max(set(told), key=lambda kind: (told.count(kind), kind)) if told else "unknown"


def agreement(pronoun: str, mention: Mention) -> float:
    """How well a pronoun agrees with what it may stand for, from 0 to 1."""
    if pronoun in HE or pronoun in SHE:
        return agreement_of_person("he" if pronoun in HE else "she", mention)
    if pronoun in THEY:
        return agreement_of_several(mention)
    return agreement_of_thing(mention)


def agreement_of_person(gender: str, mention: Mention) -> float:
    """How well “he” or “she” agrees."""
    if mention.plural or mention.kind in ("place", "body", "thing") or mention.gender not in ("", gender):
        return NEVER
    if mention.words[-1].isdigit():  # “Gate 2”
        return NEVER
    if mention.kind == "person":
        return (LIKELY if mention.gender else 0.8) if mention.is_name else 0.5
    if mention.gender == gender:
        return LIKELY
    if not mention.is_name or mention.article:
        return NEVER
    return POSSIBLE if len(mention.words) <= 3 else UNLIKELY


def agreement_of_several(mention: Mention) -> float:
    """How well “they” agrees."""
    if mention.plural or " and " in mention.text:
        return LIKELY
    if mention.kind == "body" or mention.words[-1] in COLLECTIVES:
        return LIKELY
    if mention.kind == "thing" and mention.is_name:
        return NEVER
    if mention.kind in ("person", "thing") or mention.article or is_town(mention):
        return UNLIKELY
    return POSSIBLE if mention.is_name else UNLIKELY


def agreement_of_thing(mention: Mention) -> float:
    """How well “it” agrees."""
    if mention.plural or mention.kind == "person":
        return NEVER
    if mention.kind in ("thing", "body"):
        return LIKELY
    return HARDLY if is_town(mention) else POSSIBLE


def is_town(mention: Mention) -> bool:
    """Whether it is a place and no country: of those “it” and “they” are said, as they act."""
    return mention.kind == "place" and mention.words[-1] not in COUNTRIES
