"""The sentence that says otherwise than a question takes for granted.

Only where it plainly says so of the same event: precision counts more than recall.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rag.answer import Candidate
from rag.answering.grammar import (
    BEING,
    Word,
    bases,
    chain_start,
    core,
    kin_of,
    names_same,
    phrase_after,
    phrase_before,
    read,
    stemmed,
)
from rag.answering.material import Material
from rag.answering.premise_words import (
    ABOUT,
    AUXILIARIES,
    DENYING,
    DETERMINERS,
    ENDED,
    HARM,
    HELD,
    LIGHT,
    OPPOSITES,
    PREPOSITIONS,
    PRONOUNS,
    REPORTING,
    SPEAKERS,
    UNREAL,
)
from rag.answering.premises import Premise, content, premise
from rag.answering.refutations import Refutation, refutations

# So many candidates are looked at.
MOST = 10
# What stands so many characters before a sentence tells of what it speaks.
CONTEXT = 300
# The share of a question's further words that “no one was hurt” must share with what it stands in.
SHARED = 0.6


@dataclass(frozen=True)
class Said:
    """A candidate with the words of its sentence and of what stands before it, its title among them."""

    candidate: Candidate
    words: tuple[Word, ...]
    before: tuple[Word, ...]

    @cached_property
    def held(self) -> frozenset[str]:
        """The bases of all these words."""
        return bases(self.words) | bases(self.before)


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
    if not event or event[-1].is_capital or not asked.names <= said.held:
        return False
    takes_place = ENDED if refutation.manner == "not ended" else HELD | ENDED
    for at, word in enumerate(asked.words):
        if word.base not in kin_of(event[-1].base) or not names_same(refutation.subject, (word,)):
            continue
        others = bases(other for other in asked.words if other is not word)
        phrase = phrase_before(asked.words, at + 1)
        if others & stemmed(takes_place) or "at" in [one.lower for one in asked.words[:at]]:
            if modifiers(phrase) <= said.held:
                return not took_place(event[-1].base, said, all_said)
        elif asked.whole and at in asked.verbs() and core(asked.subject(at)):
            return holds(said.words, asked.subject(at)) and not asserted(asked, word.base, all_said)
    return False


def modifiers(phrase: Sequence[Word]) -> frozenset[str]:
    """The bases of the words that say which event is meant: “budget” in “the budget meeting”."""
    found: set[str] = set()
    for word in reversed(phrase[:-1]):
        if word.lower in DETERMINERS | AUXILIARIES | PREPOSITIONS or word.base in stemmed(HELD | ENDED):
            break
        found.add(word.base)
    return frozenset(found)


def took_place(event: str, said: Said, all_said: Sequence[Said]) -> bool:
    """Whether another sentence says that the event took place."""
    held = stemmed(HELD | ENDED)
    for one in all_said:
        if one is said or event not in bases(one.words):
            continue
        if says_happened(one.words, held):
            return True
    return False


def done_by_nobody(asked: Premise, said: Said, refutation: Refutation, all_said: Sequence[Said]) -> bool:
    """Whether “no one was hurt” or “no arrests were made” is said of what the question asks about."""
    verb = said.words[refutation.verb].base
    degrees = [stemmed(group) for group in HARM]
    harmed = [place for place, group in enumerate(degrees) if verb in group]
    denied = frozenset().union(*degrees[: harmed[0] + 1]) if harmed else kin_of(verb)
    told = asked.words if harmed or asked.whole else [asked.words[at] for at in [*asked.verbs()][:1]]
    event = {word.base for word in told if word.base in denied and word.base not in stemmed(LIGHT)}
    if not event or not asked.names <= said.held:
        return False
    rest = content(asked.words) - event
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
        for refutation in opposites(asked.words[verb].base, said.words):
            if same_parties(asked, verb, said, refutation) and same_matter(asked, verb, said):
                return not asserted(asked, asked.words[verb].base, all_said)
    return False


def opposites(asked: str, words: Sequence[Word]) -> Iterator[Refutation]:
    """The verbs of a sentence that cannot be true beside one, as refutations of it."""
    other = opposite(asked)
    for at, word in enumerate(words):
        told = word.is_past or word.lower in ("deny", "denies")
        if word.base in other and told and affirmed(words, at):
            start = chain_start(words, at)
            passive = bool(BEING & {one.lower for one in words[start:at]})
            yield Refutation("denied", phrase_before(words, start), at, passive)


@lru_cache(maxsize=1_000)
def opposite(base: str) -> frozenset[str]:
    """The bases of the verbs that cannot be true beside one."""
    for first, second in OPPOSITES:
        one, other = bases(first.split()), bases(second.split())
        if base in one | other:
            return other if base in one else one
    return frozenset()


def same_matter(asked: Premise, verb: int, said: Said) -> bool:
    """Whether a sentence holds half of what the question says behind a verb that needs it, like “admit”."""
    if asked.words[verb].base not in stemmed(ABOUT):
        return True
    matter = content(asked.words[verb + 1 :])
    return bool(matter) and len(matter & bases(said.words)) >= len(matter) / 2


def asserted(asked: Premise, event: str, all_said: Sequence[Said]) -> bool:
    """Whether a sentence says that the event did happen, to somebody or something asked about."""
    wanted = content(asked.words) - {event}
    return any(says_happened(one.words, {event}) and (not wanted or wanted & one.held) for one in all_said)


def says_happened(words: Sequence[Word], events: Set[str]) -> bool:
    """Whether a sentence tells one of some events as past, and does not take it back."""
    return any(word.is_past and word.base in events and affirmed(words, at) for at, word in enumerate(words))


def affirmed(words: Sequence[Word], at: int) -> bool:
    """Whether nothing right before a verb takes it back."""
    return not any(word.lower in DENYING for word in words[max(at - 5, 0) : at])
