"""What a question takes for granted, and the sentence that says otherwise.

Only where the sentence plainly says so of the same event: precision counts more than recall.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rag.answer import Candidate
from rag.answering.grammar import (
    Word,
    bases,
    core,
    kin_of,
    names_same,
    phrase_after,
    phrase_before,
    read,
)
from rag.answering.kinds import kind_of
from rag.answering.material import Material
from rag.answering.premise_words import (
    AUXILIARIES,
    DETERMINERS,
    ENDED,
    HARM,
    HELD,
    KNOWN,
    LIGHT,
    NEGATIONS,
    OPPOSITES,
    PREPOSITIONS,
    PRONOUNS,
    REPORTING,
    SPEAKERS,
    SUBORDINATE,
    UNREAL,
)
from rag.answering.refutations import Refutation, refutations

# So many candidates are looked at.
MOST = 10
# What stands so many characters before a sentence tells of what it speaks.
CONTEXT = 300
# The share of a question's further words that “no one was hurt” must share with what it stands in.
SHARED = 0.6

_BEING = frozenset("am are is was were be been being".split())
_EMPTY = bases("people person man woman many much how who what which when where why".split()) | bases(
    "time year day date reason long old often".split()
)
_DENYING_WORDS = NEGATIONS | UNREAL | frozenset(
    "no nobody none without denied denies deny to refused failed could would will out unable".split()
)
_HARM = tuple(bases(group.split()) for group in HARM)


@dataclass(frozen=True, slots=True)
class Said:
    """A candidate with the words of its sentence and of what stands before it, its title among them."""

    candidate: Candidate
    words: tuple[Word, ...]
    before: tuple[Word, ...]

    @property
    def held(self) -> frozenset[str]:
        """The bases of all these words."""
        return bases(self.words) | bases(self.before)


@dataclass(frozen=True)
class Premise:
    """A question read for what it takes for granted.

    ``whole`` tells that all of it is: who asks when or why somebody left knows that they left; who asks
    who left only takes for granted that somebody did.
    """

    words: tuple[Word, ...]
    whole: bool

    @cached_property
    def auxiliary(self) -> int:
        """The place of the first auxiliary, or that of the word that asks."""
        return next((at for at, word in enumerate(self.words) if word.lower in AUXILIARIES), 0)

    @cached_property
    def held(self) -> frozenset[str]:
        """The bases of its words."""
        return bases(self.words)

    @cached_property
    def names(self) -> frozenset[str]:
        """The bases of the last words of its names."""
        pairs = zip(self.words[1:], (*self.words[2:], self.words[-1]), strict=True)
        return bases(
            word for word, after in pairs if word.is_capital and not (after.is_capital and after is not word)
        )

    @property
    def passive(self) -> bool:
        """Whether it asks of something that was done to its subject."""
        return self.words[self.auxiliary].lower in _BEING

    def verbs(self) -> Iterator[int]:
        """The places that may be that of its main verb."""
        for at in range(self.auxiliary + 1, len(self.words)):
            if self.words[at].lower in SUBORDINATE | REPORTING | PRONOUNS or self.words[at].is_mark:
                return
            if self.words[at].base not in bases(LIGHT) and self.words[at].lower not in DETERMINERS | AUXILIARIES:
                yield at

    def subject(self, verb: int) -> tuple[Word, ...]:
        """The noun phrase before its main verb."""
        return self.words[self.auxiliary + 1 : verb]

    def object(self, verb: int) -> tuple[Word, ...]:
        """The noun phrase right behind its main verb; none where a preposition stands there."""
        return phrase_after(self.words, verb + 1)


def contradicting(material: Material, candidates: Sequence[Candidate]) -> Candidate | None:
    """The best candidate whose sentence says that what the question takes for granted is not so.

    None where no sentence does, where another candidate says that it is, and for a question that takes
    nothing for granted (yes or no, the time to come, why something was called off).
    """
    asked = premise(material.question)
    if asked is None:
        return None
    said = [read_in_place(material, candidate) for candidate in candidates[:MOST]]
    for one in said:
        if not one.held & asked.names and asked.names:
            continue
        if any(contradicts(asked, one, refutation, said) for refutation in refutations(one.words)):
            return one.candidate
        if asked.whole and says_opposite(asked, one, said):
            return one.candidate
    return None


def premise(question: str) -> Premise | None:
    """A question read for what it takes for granted; None where that is nothing that may not have happened."""
    words = read(question)
    kind = kind_of(question)
    if kind == "yes or no" or not words or any(word.lower in KNOWN or word.base in bases(KNOWN) for word in words):
        return None
    degree = kind == "how many" and not any(word.lower in ("many", "much") for word in words)
    return Premise(words, whole=degree or kind in ("when", "where", "why", "how"))


def read_in_place(material: Material, candidate: Candidate) -> Said:
    """A candidate's words and those before it in its version."""
    version = material.version_of(candidate.passage)
    before = version.text[max(candidate.start - CONTEXT, 0) : candidate.start]
    return Said(candidate, read(candidate.text), (*read(version.title), *read(".\n"), *read(before)))


def contradicts(asked: Premise, said: Said, refutation: Refutation, all_said: Sequence[Said]) -> bool:
    """Whether a refutation in a sentence is one of what the question takes for granted."""
    if refutation.manner in ("not held", "not ended"):
        return not_held(asked, said, refutation, all_said)
    if refutation.manner == "nobody":
        return done_by_nobody(asked, said, refutation, all_said)
    for verb in asked.verbs():
        if asked.words[verb].base not in kin_of(said.words[refutation.verb].base):
            continue
        if same_parties(asked, verb, said, refutation):
            return not asserted(asked, asked.words[verb].base, all_said)
    return False


def same_parties(asked: Premise, verb: int, said: Said, refutation: Refutation) -> bool:
    """Whether a denial is of what the question's subject did to the question's object."""
    if not asked.names <= said.held:
        return False
    subject, object_ = asked.subject(verb), asked.object(verb)
    if not asked.whole:
        return refutation.passive and is_same(refutation.subject, object_, said)
    behind = said.words[refutation.verb + 1 :]
    if refutation.passive == asked.passive:
        return is_same(refutation.subject, subject, said) and holds(said.words, object_)
    if asked.passive:
        return names_same(phrase_after(behind, 0), subject)
    return is_same(refutation.subject, object_, said)


def is_same(phrase: Sequence[Word], asked: Sequence[Word], said: Said) -> bool:
    """Whether a sentence's subject is who or what is asked about, by a noun or a pronoun."""
    if not core(asked):
        return False
    plain = [word.lower for word in phrase if not word.is_mark]
    if plain and all(word in SPEAKERS for word in plain):
        return core(asked)[-1].base in bases(said.words) and any(w.lower in REPORTING for w in said.words)
    if not plain or all(word in PRONOUNS for word in plain):
        return leads(said.words, asked) or leads(last_sentence(said.before), asked)
    return names_same(phrase, asked)


def leads(words: Sequence[Word], asked: Sequence[Word]) -> bool:
    """Whether a sentence begins with who or what is asked about."""
    for end in range(1, min(len(words), 7)):
        if words[end - 1].lower in PREPOSITIONS or words[end - 1].ends_phrase:
            return False
        if not words[end - 1].is_possessive and names_same(words[:end], asked):
            return True
    return False


def last_sentence(words: Sequence[Word]) -> Sequence[Word]:
    """The last sentence of some words."""
    ends = [at for at, word in enumerate(words[:-1]) if word.text in ".?!"]
    return words[ends[-1] + 1 :] if ends else words


def holds(words: Sequence[Word], phrase: Sequence[Word]) -> bool:
    """Whether words hold the head of a noun phrase, or there is none."""
    wanted = core(phrase)
    return not wanted or bool(kin_of(wanted[-1].base) & bases(words))


def not_held(asked: Premise, said: Said, refutation: Refutation, all_said: Sequence[Said]) -> bool:
    """Whether the event that a sentence says was called off is one the question takes to have taken place."""
    event = core(refutation.subject)
    if not event or not asked.names <= said.held:
        return False
    takes_place = ENDED if refutation.manner == "not ended" else HELD | ENDED
    for at, word in enumerate(asked.words):
        if word.base not in kin_of(event[-1].base) or not names_same(refutation.subject, (word,)):
            continue
        others = bases(other for other in asked.words if other is not word)
        phrase = phrase_before(asked.words, at + 1)
        if others & bases(takes_place) or "at" in [one.lower for one in asked.words[:at]]:
            if modifiers(phrase) <= said.held:
                return not took_place(event[-1].base, said, all_said)
        elif asked.whole and at in asked.verbs() and core(asked.subject(at)):
            return holds(said.words, asked.subject(at)) and not asserted(asked, word.base, all_said)
    return False


def modifiers(phrase: Sequence[Word]) -> frozenset[str]:
    """The bases of the words that say which event is meant: “budget” in “the budget meeting”."""
    found: set[str] = set()
    for word in reversed(phrase[:-1]):
        if word.lower in DETERMINERS | AUXILIARIES | PREPOSITIONS or word.base in bases(HELD | ENDED):
            break
        found.add(word.base)
    return frozenset(found)


def took_place(event: str, said: Said, all_said: Sequence[Said]) -> bool:
    """Whether another sentence says that the event took place."""
    held = bases(HELD | ENDED)
    for one in all_said:
        if one is said or event not in bases(one.words):
            continue
        if any(word.is_past and word.base in held and affirmed(one.words, at) for at, word in enumerate(one.words)):
            return True
    return False


def done_by_nobody(asked: Premise, said: Said, refutation: Refutation, all_said: Sequence[Said]) -> bool:
    """Whether “no one was hurt” or “no arrests were made” is said of what the question asks about."""
    verb = said.words[refutation.verb].base
    harmed = [group for group in _HARM if verb in group]
    denied = frozenset().union(*_HARM[: _HARM.index(harmed[0]) + 1]) if harmed else kin_of(verb)
    event = {word.base for word in asked.words if word.base in denied and word.base not in bases(LIGHT)}
    if not event or not asked.names <= said.held:
        return False
    rest = {word.base for word in asked.words if not word.is_mark} - event - _EMPTY
    rest -= bases(AUXILIARIES | DETERMINERS | PREPOSITIONS | SUBORDINATE)
    near = bases(said.words) | bases(last_sentence(said.before))
    other = any(word.lower in ("second", "another", "other", "else") for word in said.words)
    if other or len(rest & said.held) < SHARED * len(rest) or (rest and not rest & near):
        return False
    return not any(asserted(asked, one, all_said) for one in denied)


def says_opposite(asked: Premise, said: Said, all_said: Sequence[Said]) -> bool:
    """Whether a sentence says the opposite of the same subject: “lost the election”, asked how it was won."""
    if not asked.names <= said.held or any(word.lower in UNREAL for word in said.words):
        return False
    for verb in asked.verbs():
        for opposite in opposites(asked.words[verb].base):
            for at, word in enumerate(said.words):
                if word.base != opposite or not word.is_past or not affirmed(said.words, at):
                    continue
                chain = [one.lower for one in said.words[max(at - 3, 0) : at]]
                refutation = Refutation("denied", phrase_before(said.words, start_of(said.words, at)), at,
                                        bool(_BEING & set(chain)))
                if same_parties(asked, verb, said, refutation):
                    return not asserted(asked, asked.words[verb].base, all_said)
    return False


def start_of(words: Sequence[Word], verb: int) -> int:
    """Where the auxiliaries of a verb begin."""
    while verb and words[verb - 1].lower in AUXILIARIES:
        verb -= 1
    return verb


def opposites(base: str) -> frozenset[str]:
    """The bases of the verbs that cannot be true beside one."""
    for first, second in OPPOSITES:
        one, other = bases(first.split()), bases(second.split())
        if base in one | other:
            return other if base in one else one
    return frozenset()


def asserted(asked: Premise, event: str, all_said: Sequence[Said]) -> bool:
    """Whether a sentence says that the event did happen, to somebody or something asked about."""
    wanted = asked.held - {event} - _EMPTY - bases(AUXILIARIES | DETERMINERS | PREPOSITIONS | SUBORDINATE)
    for one in all_said:
        for at, word in enumerate(one.words):
            happened = word.base == event and word.is_past and affirmed(one.words, at)
            if happened and (not wanted or wanted & one.held):
                return True
    return False


def affirmed(words: Sequence[Word], at: int) -> bool:
    """Whether nothing right before a verb takes it back."""
    return not any(word.lower in _DENYING_WORDS for word in words[max(at - 5, 0) : at])
