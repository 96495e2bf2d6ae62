"""What a maker of unanswerable questions is given, and what makes a changed question safe."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rag.reader.training.example import Example
from rag.reader.training.swaps.names import NameTypes
from rag.reader.training.swaps.readings import Reading, lower_words, reading_of
from rag.reader.vocabulary import stems


@dataclass(frozen=True)
class Asked:
    """An answerable question, and the names of all texts."""

    example: Example
    names: NameTypes

    @property
    def question(self) -> str:
        """The question as it stands."""
        return self.example.question

    @cached_property
    def reading(self) -> Reading:
        """Its text."""
        return reading_of(self.example.text)

    @cached_property
    def answer_sentences(self) -> tuple[int, ...]:
        """The numbers of the sentences that answer."""
        return self.reading.of_answers(self.example)

    @cached_property
    def answering(self) -> tuple[str, ...]:
        """The sentences that answer."""
        sentences = self.reading.sentences
        return tuple(sentences[number].cut(self.example.text) for number in self.answer_sentences)

    @cached_property
    def answer_words(self) -> frozenset[str]:
        """The lower-case words of the answers."""
        cut = (self.example.text[start:end] for start, end in self.example.answers)
        return frozenset(word for answer in cut for word in lower_words(answer))

    @cached_property
    def question_names(self) -> list[str]:
        """The names of known type that the question holds and the text too."""
        return self.names.in_question(self.example)

    def beyond(self, words: str) -> frozenset[str]:
        """The question's stems without those of some of its words."""
        return stems(self.question) - stems(words)

    def answered_near(self, word: str) -> bool:
        """Whether a sentence that answers holds a lower-case word."""
        return any(word in lower_words(sentence) for sentence in self.answering)
