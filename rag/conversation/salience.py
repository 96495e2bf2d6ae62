"""What the last turns of a conversation speak of, the most likely to be spoken of next first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rag.answering.kinds import AUXILIARY
from rag.conversation.clauses import parted, subject_and_verb
from rag.conversation.kinds import POSSIBLE, agreement, merged_kind
from rag.conversation.roles import called_so
from rag.conversation.turns import Said
from rag.mentions.finding import names_in, phrases_in
from rag.mentions.mention import Mention
from rag.mentions.nouns import Gender, gender_of_noun
from rag.mentions.vocabulary import DEMONYMS, HE, SHE, THEY, TIME_NOUNS

# How much a turn counts against the one behind it, and against one that changed the topic; how much each
# place of a mention counts.
FADING, OTHER_TOPIC = 0.85, 0.2
IN_QUESTION, SUBJECT, IN_ANSWER, FIRST_IN_ANSWER, ANSWERED_WHO, ANSWERED_WHAT = 2.0, 1.0, 0.5, 0.5, 4.0, 1.0
PHRASE, PERSON_PHRASE, TOLD_OF = 0.35, 0.6, 1.0
TURNS = 8
GROUPS = {"he": HE, "she": SHE, "they": THEY}
# Behind it stands what kind of thing is asked for: “which American”.
_WHAT = r"(?:(?:and|but|so) )?(?:which|what)"
_CLASS = re.compile(rf"{_WHAT} ", re.IGNORECASE)
_ASKS_WHAT = re.compile(rf"{_WHAT}\b", re.IGNORECASE)
_ONE_OF = re.compile(r"(?:one|each) of the ([a-z]+)s\b")
_PERSONAL = re.compile(r"\b(?:he|him|his|himself|she|her|herself|they|their|them)\b", re.IGNORECASE)


@dataclass(slots=True)
class Entity:
    """Something spoken of, with all its mentions, and how likely it is spoken of next (above 0)."""

    mentions: list[Mention] = field(default_factory=list)
    salience: float = 0.0
    pronouns: Counter[str] = field(default_factory=Counter)

    @property
    def best(self) -> Mention:
        """The fullest of its mentions, with the kind, gender and roles that all of them tell."""
        fullest = max(self.mentions, key=lambda one: (len(one.words), one.is_name))
        gender: Gender = next((one.gender for one in self.mentions if one.gender), "")
        he, she = self.pronouns["he"], self.pronouns["she"]
        if not gender and he != she:
            gender = "he" if he > she else "she"
        kind = merged_kind(self.mentions)
        if kind == "unknown" and fullest.is_name and self.pronouns:
            kind = "person" if he + she >= self.pronouns["they"] else "body"
        before = tuple(word for one in self.mentions for word in one.before)
        article = next((one.article for one in self.mentions if one.text == fullest.text and one.article), "")
        return replace(fullest, gender=gender, kind=kind, before=before, article=article)


def entities(turns: Sequence[Said]) -> list[Entity]:
    """The entities of the last turns, the most salient first."""
    return list(entities_of(tuple(turns[-TURNS:])))


@lru_cache(maxsize=64)
def entities_of(turns: tuple[Said, ...]) -> tuple[Entity, ...]:
    """The same of a few turns."""
    found: list[Entity] = []
    known = known_names(turns)
    fading = 1.0
    for place in range(len(turns) - 1, -1, -1):
        for mention, weight in weighed(turns[place], known):
            add(found, mention, weight * fading)
        fading *= OTHER_TOPIC if changes_topic(turns[place], turns[:place]) else FADING
    tell_kinds(found, turns)
    tell_roles(found, turns)
    told = [one for turn in reversed(turns) for one in said_in_answer(turn)]
    for name, pronoun in (*told, *called(turns), *told_in_articles(turns)):
        entity = next((one for one in found if any(same(name, it) for it in one.mentions)), None)
        if entity:
            entity.pronouns[pronoun] += 1
    return tuple(sorted(found, key=lambda one: -one.salience))


def tell_kinds(found: Sequence[Entity], turns: Sequence[Said]) -> None:
    """Let the articles of some turns tell what kind of thing a name belongs to that no turn tells."""
    kinds = {name: kind for turn in turns for name, kind in turn.kinds}
    for entity in found:
        known = [kinds[one.text] for one in entity.mentions if one.text in kinds]
        if known and entity.best.kind == "unknown":
            entity.mentions.append(replace(entity.best, kind=known[0]))


def tell_roles(found: Sequence[Entity], turns: Sequence[Said]) -> None:
    """Let somebody who is called “skipper” be spoken of where “the skipper” is, too."""
    called = [one for one in found if one.best.kind == "person" and not one.best.is_name]
    named = [one for one in found if one.best.kind == "person" and one.best.is_name]
    for role in called:
        for one in named:
            if called_so(role.best.words[-1], one.best, turns):
                one.salience += role.salience


def told_in_articles(turns: Sequence[Said]) -> Iterator[tuple[Mention, Gender]]:
    """The persons whom the articles of some turns speak of as “he” or “she”."""
    for person in dict.fromkeys(person for turn in turns for person in turn.people):
        yield Mention(person.name, 0, len(person.name), "person", person.pronoun), person.pronoun


def changes_topic(turn: Said, before: Sequence[Said]) -> bool:
    """Whether a question, whole as it was typed, names only what was not named before."""
    named = names_in(turn.question)
    if not named or asked_of(turn) or turn.question != (turn.typed or turn.question):
        return False
    known = [one for turn in before for text in (turn.question, turn.answer) for one in names_in(text)]
    return not any(same(one, other) for one in named for other in known)


def asked_of(turn: Said) -> set[str]:
    """Which of “he”, “she” and “they” a question speaks of as it was typed."""
    typed = {word.strip("?!.,") for word in turn.typed.lower().split()}
    return {name for name, group in GROUPS.items() if not typed.isdisjoint(group)}


def said_in_answer(turn: Said) -> Iterator[tuple[Mention, str]]:
    """What :func:`said_of` tells of an answer: who “disputes his story” is not the one whose story it is."""
    taken_up = asked_of(turn) if turn.question.lower().startswith("who") else set()
    return (told for told in said_of(turn.answer) if told[1] not in taken_up)


def called(turns: tuple[Said, ...]) -> Iterator[tuple[Mention, str]]:
    """The persons that the questions called “he” or “she”: who was put there, else who was meant likely."""
    for place, turn in enumerate(turns):
        for pronoun in asked_of(turn) & {"he", "she"}:
            known = [one.best for one in entities_of(turns[:place]) if one.best.kind == "person"]
            put = [one for one in known if one.text in turn.question and one.text not in turn.typed]
            likely = put or [one for one in known if agreement(pronoun, one) >= POSSIBLE]
            yield from ((one, pronoun) for one in likely[:1])


def said_of(text: str) -> Iterator[tuple[Mention, str]]:
    """Names with the pronoun that the same sentence speaks of each with: “Kayani … his commanders”."""
    for sentence in re.split(r"(?<=[a-z0-9”\"][.!?])\s+", text):
        names = [one for one in names_in(sentence) if one.kind not in ("place", "thing") and not one.article]
        for match in _PERSONAL.finditer(sentence):
            before = [one for one in names if one.end <= match.start()]
            if len({one.words[-1] for one in before}) == 1:
                word = match.group().lower()
                yield before[-1], "he" if word in HE else "she" if word in SHE else "they"


def known_names(turns: Sequence[Said]) -> tuple[Mention, ...]:
    """The names that the answers hold: people type them without capitals."""
    found = {mention.text: mention for turn in turns for mention in names_in(turn.answer)}
    return tuple(found.values())


def weighed(turn: Said, known: Sequence[Mention]) -> Iterator[tuple[Mention, float]]:
    """What a turn mentions, with how much each place counts."""
    return (told for told in weighed_all(turn, known) if not is_adjective(told[0]))


def is_adjective(mention: Mention) -> bool:
    """Whether a name only tells of which country something is: “Indonesian reefs”."""
    return mention.is_name and not mention.article and DEMONYMS.issuperset(mention.words)


def weighed_all(turn: Said, known: Sequence[Mention]) -> Iterator[tuple[Mention, float]]:
    """The same with what is of a country."""
    asked = [one for one in names_in(turn.question) if not _CLASS.fullmatch(turn.question[: one.start])]
    known = known if turn.question[1:].islower() or not asked else ()
    asked += [one for one in uncapitalised(turn.question, known) if not one.overlaps_any(asked)]
    topic = len(parted(turn.question)[0])  # it was added, and is not what was asked
    yield from ((mention, IN_ANSWER) for mention in asked if mention.start < topic)
    asked = sorted((mention for mention in asked if mention.start >= topic), key=lambda one: one.start)
    for place, mention in enumerate(asked):
        yield mention, IN_QUESTION + (SUBJECT if place == 0 else 0.0)
    for mention in phrases_in(turn.question):
        if not mention.overlaps_any(asked):
            yield mention, (PERSON_PHRASE if mention.kind == "person" else PHRASE) * IN_QUESTION
    yield from weighed_answer(turn)


def weighed_answer(turn: Said) -> Iterator[tuple[Mention, float]]:
    """The same of its answer."""
    asks_who = turn.question.lower().lstrip().startswith("who")
    for mention in names_in(turn.short):
        yield mention, ANSWERED_WHO if asks_who or asks_which(turn.question) else FIRST_IN_ANSWER
    for place, mention in enumerate(names_in(turn.answer)):
        first = (
            FIRST_IN_ANSWER + (ANSWERED_WHO if asks_who else 0.0) if place == 0 and not turn.short else 0.0
        )
        yield mention, IN_ANSWER + first
    for name in turn.told_of:
        yield told_of_by_pronoun(name), ANSWERED_WHO if asks_who and not names_in(turn.short) else TOLD_OF
    if thing := answering_thing(turn):
        yield thing, ANSWERED_WHAT
    if subject := answering_subject(turn):
        yield subject, IN_QUESTION
    for mention in phrases_in(turn.answer):
        yield mention, PHRASE * IN_ANSWER


def told_of_by_pronoun(name: str) -> Mention:
    """Somebody for whom a pronoun stands, by a name or by a word such as “foreman”."""
    if name.islower():
        return Mention(name, 0, len(name), "person", gender_of_noun(name), False, False, "the", ("the",))
    return Mention(name, 0, len(name), "person")


def asks_which(question: str) -> bool:
    """Whether a question asks which of a kind of things something is: “which group”."""
    match = re.match(rf"(?:which|what) (?!{AUXILIARY}\b)([a-z-]+)", question.lower())
    return match is not None and match[1] not in TIME_NOUNS


def answering_subject(turn: Said) -> Mention | None:
    """Those who an answer to “who …” names as one: “Pakistan’s government and army”."""
    if not turn.question.lower().startswith("who") or re.search(r"\b(?:is|was)\b", turn.question[:8]):
        return None
    found = subject_and_verb(turn.answer)
    words = turn.short or (found[0] if found else "")
    return Mention(words, 0, len(words), "body", "", True, False) if " and " in words else None


def answering_thing(turn: Said) -> Mention | None:
    """The thing that an answer to “what …” begins with: “a relief valve”, “one of the violins”."""
    if not _ASKS_WHAT.match(turn.question):
        return None
    if match := _ONE_OF.match(turn.short):
        return Mention(match.group(), 0, match.end(), "thing", "", False, False)
    found = next(iter(phrases_in(turn.short)), None)
    if found is None or turn.short[: found.start].strip().lower() not in ("a", "an", "the", "this"):
        return None
    return found


def uncapitalised(question: str, known: Iterable[Mention]) -> Iterator[Mention]:
    """Known names, or the last word of a person’s, where a question has them in small letters."""
    lower = question.lower()
    for mention in known:
        for words in (mention.text.lower(), mention.words[-1]):
            found = re.search(rf"\b{re.escape(words)}\b", lower)
            if found and len(words) > 3 and question[found.start()].islower():
                yield replace(mention, start=found.start(), end=found.end())
                break


def add(found: list[Entity], mention: Mention, weight: float) -> None:
    """Add a mention to the entity that it mentions, or to a new one; it may tell that two are one."""
    alike = [one for one in found if any(same(mention, it) for it in one.mentions)]
    entity = alike[0] if alike else Entity()
    if not alike:
        found.append(entity)
    for other in alike[1:]:
        if mention.is_name and len(mention.words) > max(len(it.words) for it in other.mentions):
            entity.mentions += other.mentions
            entity.salience += other.salience
            found.remove(other)
    entity.mentions.append(mention)
    entity.salience += weight


def same(one: Mention, other: Mention) -> bool:
    """Whether two mentions name the same: the same words, or a person’s first or last name alone."""
    if one.words == other.words:
        return True
    if not (one.is_name and other.is_name):
        return one.words[-1] == other.words[-1] and (len(one.words) == 1) != (len(other.words) == 1)
    shorter, longer = sorted((one.words, other.words), key=len)
    if {one.kind, other.kind} & {"place"} or len(shorter) == len(longer):
        return False
    return longer[-len(shorter) :] == shorter or (
        longer[: len(shorter)] == shorter and {one.kind, other.kind} & {"person", "unknown"} != set()
    )
