"""A text as the makers of unanswerable questions read it: sentences, stems, and what tells the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from index import Span, paragraphs, sentences
from rag.reader.training.example import Example
from rag.reader.vocabulary import stem, stems

# A sentence that holds this share of a question's other words may well tell what the question asks.
TELLING_SHARE = 0.4
_WORD = re.compile(r"[\w’'-]+")


@dataclass(frozen=True)
class Reading:
    """A text in sentences, each with its stems and lower-case words."""

    text: str

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The text's sentences."""
        found = paragraphs(self.text)
        return tuple(sentence for paragraph in found for sentence in sentences(self.text, paragraph))

    @cached_property
    def sentence_stems(self) -> tuple[frozenset[str], ...]:
        """The stems of each sentence."""
        return tuple(stems(sentence.cut(self.text)) for sentence in self.sentences)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the whole text."""
        return frozenset().union(*self.sentence_stems)

    @cached_property
    def words(self) -> frozenset[str]:
        """The lower-case words of the whole text, none left out; hyphenated ones in their parts too."""
        return frozenset(lower_words(self.text))

    def of_answers(self, example: Example) -> tuple[int, ...]:
        """The numbers of the sentences in which the answers stand."""
        return tuple(
            number
            for number, sentence in enumerate(self.sentences)
            if any(sentence.overlaps(Span(*answer)) for answer in example.answers)
        )

    def holding(self, phrase: str) -> tuple[int, ...]:
        """The numbers of the sentences that hold a phrase as whole words."""
        pattern = whole(phrase)
        return tuple(
            number
            for number, sentence in enumerate(self.sentences)
            if pattern.search(sentence.cut(self.text))
        )

    def tells(self, numbers: Iterable[int], asked: frozenset[str]) -> bool:
        """Whether one of some sentences, with the one that follows, holds much of what is asked."""
        if not asked:
            return True
        for number in numbers:
            held = self.sentence_stems[number].union(*self.sentence_stems[number + 1 : number + 2])
            if len(asked & held) >= TELLING_SHARE * len(asked):
                return True
        return False

    def says(self, words: Iterable[str]) -> bool:
        """Whether the text holds any of some words, in any form."""
        return any(stem(word) in self.stems or word in self.words for word in words)


@lru_cache(maxsize=2048)
def reading_of(text: str) -> Reading:
    """The reading of a text, kept for its other questions."""
    return Reading(text)


def lower_words(text: str) -> list[str]:
    """The lower-case words of a text, without a possessive's ending; a hyphenated one in its parts too."""
    found: list[str] = []
    for word in _WORD.findall(text.lower().replace("’", "'")):
        plain = word.removesuffix("'s").strip("'-")
        found += [plain, *(plain.split("-") if "-" in plain else ())]
    return found


@lru_cache(maxsize=8192)
def whole(phrase: str) -> re.Pattern[str]:
    """A phrase as whole words."""
    return re.compile(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])")
