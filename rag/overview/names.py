"""The persons and organisations that an article names, told by the words around each name.

Rules over words, not a model: none that finds names comes in a package, and the names in news introduce
themselves. They have a role (“mayor”), an age, or what they are behind them (“, a retired geographer”); they
say and do things; and an organisation mostly has a word in its name for what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from index import DocumentVersion
from rag.overview.content import content
from rag.overview.mentions import Mention, Usage, mentions
from rag.overview.name_words import BEGIN_PLACES, BODIES, PLACES

Sort = Literal["person", "organisation", "other"]

# What speaks for a sort before anything around the name does.
IN_THE_NAME = 3.0
ACRONYM = 1.5
SEVERAL_WORDS = 0.75
LONGEST_PERSON = 4


@dataclass(slots=True)
class Name:
    """Somebody or something named, with all its mentions in the order of the text."""

    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The name, as it is written where it is written in full."""
        return " ".join(self.words)

    @property
    def introduced(self) -> Mention:
        """The first mention of the full name."""
        return next(one for one in self.mentions if one.words == self.words)

    @property
    def speaks(self) -> bool:
        """Whether somewhere it says or does something."""
        return any(one.acts for one in self.mentions)

    @property
    def sort(self) -> Sort:
        """What is named."""
        if "&" in self.words:
            return "organisation"
        person, body, place = self._of_the_name()
        person += sum(one.person for one in self.mentions)
        body += sum(one.organisation for one in self.mentions)
        place += sum(one.place for one in self.mentions)
        if body > max(person, place, 0.5):
            return "organisation"
        return "person" if person > max(place, 0.5) else "other"

    def _of_the_name(self) -> tuple[float, float, float]:
        """What the words of the name say for a person, an organisation and a place."""
        body = IN_THE_NAME * any(word.lower() in BODIES for word in self.words)
        alone = len(self.words) == 1
        placed = self.words[-1].lower() in PLACES or (not alone and self.words[0].lower() in BEGIN_PLACES)
        place = IN_THE_NAME * (placed and not body)
        if alone and self.words[0].isupper() and len(self.words[0]) > 2:
            body += ACRONYM
        likely = not alone and len(self.words) <= LONGEST_PERSON and not body and not place
        return SEVERAL_WORDS * likely, body, place


def names(version: DocumentVersion) -> list[Name]:
    """The persons and organisations that a version’s body names, in the order in which they are first named.

    Who wrote and who published it are not among them.
    """
    sentences = content(version)
    usage, own = Usage.of(sentences), own_names(version)
    found = (mention for sentence in sentences for mention in mentions(sentence, usage))
    gathered = gather(one for one in found if not own.issuperset(one.words))
    return [one for one in gathered if one.sort != "other"]


def own_names(version: DocumentVersion) -> frozenset[str]:
    """The words of the names of who wrote and who published a version."""
    told = (version.metadata.value(field) for field in ("byline", "agency"))
    return frozenset(word for value in told if value for word in re.findall(r"[\w’'-]+", value))


def gather(found: Iterable[Mention]) -> list[Name]:
    """The mentions by whom they name: a surname, a first name or a shorter name goes with the full one."""
    every = list(found)
    full = {words: Name(words) for words in dict.fromkeys(one.words for one in every)}
    for words in sorted(full, key=len):
        longer = [other for other in full if len(other) > len(words) and is_short_for(words, other)]
        persons = [other for other in longer if other[-len(words) :] == words]
        chosen = persons or longer
        if len(chosen) == 1:
            full[words] = full[chosen[0]]
        elif chosen:
            del full[words]  # it may be one or the other
    for one in every:
        if one.words in full:
            resolved(full, one.words).mentions.append(one)
    return [name for words, name in full.items() if name.words == words]


def is_short_for(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a name is the beginning or the end of a longer one."""
    return other[: len(words)] == words or other[-len(words) :] == words


def resolved(full: dict[tuple[str, ...], Name], words: tuple[str, ...]) -> Name:
    """The name that a short one stands for in the end."""
    name = full[words]
    while full.get(name.words, name) is not name:
        name = full[name.words]
    return name


def most_named(found: Sequence[Name], most: int) -> list[Name]:
    """At most so many of the names, those mentioned most, in their order."""
    order = sorted(range(len(found)), key=lambda place: (-len(found[place].mentions), place))
    return [found[place] for place in sorted(order[:most])]
