"""Who said what, changed: another speaker, the contrary of what was done, or the two sides exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from rag.reader.training.attribution import is_attribution
from rag.reader.training.swaps.asked import Asked
from rag.reader.training.swaps.entities import is_same
from rag.reader.training.swaps.readings import lower_words, whole
from rag.reader.training.swaps.verbs import exchanged
from rag.reader.training.swaps.words import words_of
from rag.reader.vocabulary import related, stem

_PASTS, _BASES = words_of("contrary_past"), words_of("contrary_base")
_TWO_SIDED = words_of("two_sided")
_ALSO_DENIAL = (
    "deny reject dismiss refute dispute rebut denial false wrong not untrue incorrect inaccurate".split()
)
_SPOKE = frozenset(
    map(stem, "say said tell told ask claim deny announce argue add confirm warn state report call".split())
)
_WHO_DID = re.compile(
    rf"^Who (?P<verb>{'|'.join(_TWO_SIDED)}) (?P<whom>(?:the )?[A-Z][^?]*?)"
    r"(?P<rest> (?:of|for|in|to|about|as|on|with)\b[^?]*)?\?$"
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being) (?:denied|confirmed)\b")
_MUTUAL = re.compile(r"\b(?:each other|one another|mutual\w*|both|exchang\w+|between)\b", re.IGNORECASE)


def other_speaker(asked: Asked, random: Random) -> Iterator[str]:
    """What somebody said, asked of another of the article who says nothing of the kind in the text."""
    if not is_attribution(asked.question):
        return
    for name in asked.question_names:
        if set(lower_words(name)) & asked.answer_words:
            continue
        others = asked.names.of_document(asked.example.document)
        shuffled = random.sample(others, len(others))
        other = next((each for each in shuffled if may_replace(asked, name, each)), "")
        if other:
            yield whole(name).sub(other, asked.question, count=1)


def may_replace(asked: Asked, name: str, other: str) -> bool:
    """Whether a name can stand for a speaker's without making the question answerable."""
    if asked.names.type_of(other) != asked.names.type_of(name) or other in asked.question:
        return False
    if is_same(asked, name, other) or set(lower_words(other)) & asked.answer_words:
        return False
    numbers = asked.reading.holding(other)
    if set(numbers) & set(asked.answer_sentences):
        return False
    speaks = any(asked.reading.sentence_stems[number] & _SPOKE for number in numbers)
    return not speaks and not asked.reading.tells(numbers, asked.beyond(name))


def contrary(asked: Asked, random: Random) -> Iterator[str]:
    """What was said asked as denied, or the other way, where the text holds neither the word nor its kin."""
    if not is_attribution(asked.question):
        return
    for word, other, changed in exchanged(asked.question, _PASTS, _BASES):
        guards = _ALSO_DENIAL if other.startswith("den") else ()
        if "n't" in asked.example.text or asked.reading.says(guards) or told_as(asked, stem(other)):
            continue
        if fits(word, other, changed) and answered_with(asked, word):
            yield changed


def fits(word: str, other: str, changed: str) -> bool:
    """Whether the sentence bears the other verb: one is told a thing, accused of it, and denied a right."""
    if _PASSIVE.search(changed) and other in ("denied", "confirmed"):
        return False
    if other.startswith("prais") and " of" in changed:
        return False
    return word != "told" or bool(re.search(r"\bdenied (?:that|he|she|it|they|there)\b", changed))


def answered_with(asked: Asked, word: str) -> bool:
    """Whether a sentence that answers holds a word or one that reports nearly the same."""
    stems: frozenset[str] = frozenset().union(
        *(asked.reading.sentence_stems[number] for number in asked.answer_sentences)
    )
    return bool(stems & ({stem(word)} | related(stem(word)) | _SPOKE))


def told_as(asked: Asked, word: str) -> bool:
    """Whether the text holds what reports nearly the same as a stem."""
    return bool((related(word) | {word}) & asked.reading.stems)


def exchanged_sides(asked: Asked, random: Random) -> Iterator[str]:
    """“Who accused Brandt?” as “Who did Brandt accuse?”, where the text tells of one such act alone."""
    match = _WHO_DID.match(asked.question)
    if match is None:
        return
    verb, whom = match["verb"], match["whom"]
    base = _TWO_SIDED[verb]
    forms = {verb, base, f"{base}s", f"{base}ing", f"{base.removesuffix('e')}ing"}
    count = sum(word in forms for word in lower_words(asked.example.text))
    if count != 1 or not asked.answered_near(verb) or _MUTUAL.search(asked.example.text):
        return
    if re.search(r"\b(?:he|she|they|that|who)\b", whom):
        return
    yield f"Who did {whom} {base}{match['rest'] or ''}?"
