"""A question turned into its contrary: a negation put in or taken out, a word exchanged for its antonym."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from rag.reader.training.swaps.asked import Asked
from rag.reader.training.swaps.readings import lower_words
from rag.reader.training.swaps.verbs import exchanged
from rag.reader.training.swaps.words import words_of
from rag.reader.vocabulary import stem, stems

_ANTONYMS = words_of("antonyms")
_PASTS, _BASES = words_of("antonyms_past"), words_of("antonyms_base")
_NEGATIVE = re.compile(
    r"\b(?:not|never|no|nor|none|neither|without|cannot|fail\w*|refus\w*|lack\w*|except\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_AUXILIARY = "did|does|do|was|were|is|are|has|have|had|could|would|should"
# In a clause of its own, “the one that does not”, the others may be told.
_TAKEN_OUT = re.compile(rf"(?<!that )(?<!who )(?<!which )\b({_AUXILIARY})(?:n['’]t| not)\b", re.IGNORECASE)
_WHY = re.compile(rf"^(why (?:{_AUXILIARY}))\b", re.IGNORECASE)
_NAMED = r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*"
_NO_TIME = r"(?!year|date|time|month|day|age|percent)"
_NEVER = re.compile(
    rf"^((?:What|Who|Whom|(?:Which|What) {_NO_TIME}\w+) (?:did|does|has|had) (?:(?:the|his|her) )?{_NAMED}) "
    r"(?=[a-z]+\b)"
)
# “The first name of …” and “at first” are no first ones of several.
_PART = re.compile(r"^ names?\b|^,")
# “What did X never …?” can be made of many questions, and few people ask it.
SELDOM = 0.2


def antonym(asked: Asked, random: Random) -> Iterator[str]:
    """The question with a word exchanged for its antonym, of which the text tells nothing."""
    if _NEGATIVE.search(asked.question):
        return
    found = [*exchanged(asked.question, _PASTS, _BASES), *exchanged_word(asked.question)]
    for word, entry, changed in random.sample(found, len(found)):
        other, _, guards = entry.partition(" | ")
        near = asked.answered_near(word) or any(stem(word) in stems(sentence) for sentence in asked.answering)
        told = asked.reading.says([other, *guards.split()]) or other in lower_words(asked.question)
        if near and not told:
            yield changed


def exchanged_word(question: str) -> Iterator[tuple[str, str, str]]:
    """The question with an adjective or a noun exchanged: the word, the table's entry, the new question."""
    for match in re.finditer(r"[a-z]+", question):
        entry = _ANTONYMS.get(match.group(), "")
        degree = question[: match.start()].lower().endswith("how ")
        if entry and not degree and not _PART.match(question[match.end() :]):
            yield (
                match.group(),
                entry,
                question[: match.start()] + entry.split(" ", 1)[0] + question[match.end() :],
            )


def negation(asked: Asked, random: Random) -> Iterator[str]:
    """The question with a negation taken out, or put in where the text denies nothing at all."""
    taken = _TAKEN_OUT.search(asked.question)
    if taken and any(_NEGATIVE.search(sentence) for sentence in asked.answering):
        yield asked.question[: taken.start()] + taken.group(1) + asked.question[taken.end() :]
    if _NEGATIVE.search(asked.question) or _NEGATIVE.search(asked.example.text):
        return
    yield _WHY.sub(r"\1n't", asked.question)
    if random.random() < SELDOM:
        yield _NEVER.sub(r"\1 never ", asked.question)
