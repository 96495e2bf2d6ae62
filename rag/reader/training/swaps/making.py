"""Unanswerable questions made of answerable ones, checked against every question known of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from rag.reader.training.example import Example
from rag.reader.training.swaps.asked import Asked
from rag.reader.training.swaps.entities import swapped_name
from rag.reader.training.swaps.names import NameTypes
from rag.reader.training.swaps.numbers import swapped_number
from rag.reader.training.swaps.polarity import antonym, negation
from rag.reader.training.swaps.relations import added_relation, exchanged_role, unknown_role
from rag.reader.training.swaps.speakers import contrary, exchanged_sides, other_speaker
from rag.reader.vocabulary import stems

Swap = Callable[[Asked, Random], Iterator[str]]
SWAPS: Mapping[str, tuple[Swap, ...]] = {
    "entity": (swapped_name,),
    "number": (swapped_number,),
    "negation": (negation,),
    "antonym": (antonym,),
    "speaker": (contrary, exchanged_sides, other_speaker),
    "relation": (exchanged_role, added_relation, unknown_role),
}
KINDS = tuple(SWAPS)
# These can be made of so many questions that they give way to the others.
PLENTIFUL = ("negation",)
# A changed question that shares this much with an answerable one of its text may be that one.
TOO_ALIKE = 0.85
MOST_WORDS = 30


def unanswerable(
    examples: Iterable[Example], seed: int = 0, kinds: Sequence[str] = KINDS, each: int = 1
) -> Iterator[Example]:
    """Questions that their texts do not answer, made of examples; the same ones for the same seed.

    Args:
        examples: questions with answers (others are passed over, but not made again).
        seed: of every choice.
        kinds: those of ``SWAPS`` to make.
        each: how many may be made of one question, of different kinds.

    Yields:
        Examples without answers, their kind set, with the source ``SOURCE:KIND``.

    Raises:
        ValueError: a kind is unknown.
    """
    unknown = set(kinds) - set(KINDS)
    if unknown:
        raise ValueError(f"there is no kind {', '.join(sorted(unknown))}; there are {', '.join(KINDS)}")
    given = list(examples)
    names = NameTypes(given)
    asked_of: dict[str, list[frozenset[str]]] = defaultdict(list)
    taken: set[tuple[str, str]] = set()
    for example in given:
        taken.add((example.question.lower(), example.text))
        if example.answers:
            asked_of[example.text].append(stems(example.question))
    for example in given:
        if example.answers:
            yield from made_of(Asked(example, names), seed, kinds, each, asked_of[example.text], taken)


def made_of(
    asked: Asked,
    seed: int,
    kinds: Sequence[str],
    each: int,
    known: Sequence[frozenset[str]],
    taken: set[tuple[str, str]],
) -> Iterator[Example]:
    """Up to ``each`` questions made of one, of different kinds."""
    example = asked.example
    random = Random(f"{seed} {example.question} {example.document} {example.answers}")
    count = 0
    for kind in sorted(random.sample(list(kinds), len(kinds)), key=PLENTIFUL.__contains__):
        for question in first_of(kind, asked, random):
            key = (question.lower(), example.text)
            if key in taken or not may_be_asked(question, asked, known):
                continue
            taken.add(key)
            yield replace(
                example, question=question, answers=(), kind=kind, source=f"{example.source}:{kind}"
            )
            count += 1
            break
        if count == each:
            return


def first_of(kind: str, asked: Asked, random: Random) -> Iterator[str]:
    """What a kind's makers make of a question, the makers in an order of chance."""
    for swap in random.sample(SWAPS[kind], len(SWAPS[kind])):
        yield from swap(asked, random)


def may_be_asked(question: str, asked: Asked, known: Sequence[frozenset[str]]) -> bool:
    """Whether a question is new, not too long, and unlike every answerable one of its text but its own."""
    if question == asked.question or len(question.split()) > MOST_WORDS:
        return False
    mine, before = stems(question), stems(asked.question)
    return not any(
        len(mine & other) >= TOO_ALIKE * len(mine | other) for other in known if other != before and mine
    )
