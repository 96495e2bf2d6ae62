"""A name exchanged for another of its type: from the same article, or from another."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from rag.reader.training.swaps.asked import Asked
from rag.reader.training.swaps.names import PLACE
from rag.reader.training.swaps.readings import lower_words, whole

# Names of the same article are the harder ones: the text tells something of them, only not this.
WITHIN_ARTICLE = 0.7
_TRIES = 30
# What these name holds other places, or goes by other names.
_WIDE = frozenset(
    "united states us usa uk kingdom britain england great soviet union eu commonwealth empire china".split()
)


def swapped_name(asked: Asked, random: Random) -> Iterator[str]:
    """The question with a name exchanged, so that its text does not answer it."""
    for name in random.sample(asked.question_names, len(asked.question_names)):
        if set(lower_words(name)) & asked.answer_words:
            continue
        inside = random.random() < WITHIN_ARTICLE
        other = next(within_article(asked, name, random), "") if inside else ""
        other = other or next(from_elsewhere(asked, name, random), "")
        if other:
            yield whole(name).sub(other.replace("\\", ""), asked.question, count=1)


def within_article(asked: Asked, name: str, random: Random) -> Iterator[str]:
    """Names of the article that can stand for a name without making the question answerable."""
    type_ = asked.names.type_of(name)
    names = asked.names.of_document(asked.example.document)
    for other in random.sample(names, len(names)):
        if asked.names.type_of(other) != type_ or other in asked.question or is_same(asked, name, other):
            continue
        if set(lower_words(other)) & asked.answer_words:
            continue
        numbers = asked.reading.holding(other)
        if set(numbers) & set(asked.answer_sentences):
            continue
        if type_ == PLACE and set(numbers) & set(asked.reading.holding(name)):
            continue
        if not asked.reading.tells(numbers, asked.beyond(name)):
            yield other


def from_elsewhere(asked: Asked, name: str, random: Random) -> Iterator[str]:
    """Names of the same type of which neither the text nor the question holds a word."""
    others = asked.names.of_type(asked.names.type_of(name))
    known = (
        asked.reading.words
        | {initials(each) for each in asked.question_names}
        | set(lower_words(f"{asked.question} {asked.example.title}"))
    )
    single = len(name.split()) == 1
    for _ in range(_TRIES):
        other = random.choice(others)
        words = set(lower_words(other))
        words |= {initials(other)}
        if not words & (known | _WIDE) and (len(other.split()) == 1) == single:
            yield other


def is_same(asked: Asked, name: str, other: str) -> bool:
    """Whether two names may name the same: they share a word, or a longer name or the title holds both."""
    mine, theirs = set(lower_words(name)), set(lower_words(other))
    title = set(lower_words(asked.example.title))
    if initials(name) in theirs or initials(other) in mine:
        return True
    if mine & theirs or theirs & title or theirs & _WIDE:
        return True
    return asked.names.are_joined(asked.example.document, mine, theirs)


def initials(name: str) -> str:
    """The lower-case initials of a name's capitalised words."""
    return "".join(word[0] for word in name.split() if word[:1].isupper()).lower()
