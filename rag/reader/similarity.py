"""A reader without training: sentences judged by the words and the sense they share with the question."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import Encoder, Passage, Span, sentences
from rag.answer import Candidate
from rag.reader.expectations import expectation
from rag.reader.vocabulary import related, stems

# Weights of the features in a candidate's score, from a logistic regression on development data
# (`python -m evals.fit_ranking`).
WEIGHTS = {
    "passage": 0.6,
    "cosine": 5.0,
    "coverage": 2.5,
    "neighbourhood": 1.0,
    "expected": 0.5,
    "question": -1.0,
}
# A word that means nearly the same counts for this much of the word itself.
RELATED = 0.7
SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage, with the stems of its words and of what stands around it."""

    passage: Passage
    span: Span
    text: str
    stems: frozenset[str]
    around: frozenset[str]


class SimilarityReader:
    """Scores every sentence of the passages; its features are the numbers that ``WEIGHTS`` names.

    ``passage`` is the fused score of retrieval, ``cosine`` the similarity of the sentence's and the
    question's embeddings, ``coverage`` the share of the question's words in the sentence, each weighted by
    how few of the sentences have it, ``neighbourhood`` the same for the whole passage and its title,
    ``expected`` whether it holds words of the kind asked for, ``question`` whether it is a question itself.
    ``margin``, on which no score depends, is the distance to the best other candidate.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def read(self, question: str, passages: Sequence[Passage]) -> tuple[Candidate, ...]:
        """The sentences of the passages as candidates, best first."""
        found = [sentence for passage in passages for sentence in in_passage(passage)]
        if not found:
            return ()
        vectors = self._encoder.encode([question, *(sentence.text for sentence in found)])
        cosines = vectors[1:] @ vectors[0]
        asked = stems(question)
        rarity = rarities(asked, found)
        expects = expectation(question)
        candidates = []
        for sentence, cosine in zip(found, cosines, strict=True):
            features = {
                "passage": sentence.passage.score,
                "cosine": float(cosine),
                "coverage": coverage(rarity, sentence.stems),
                "neighbourhood": coverage(rarity, sentence.around),
                "expected": 1.0 if expects is None or expects(sentence.text) else 0.0,
                "question": 1.0 if sentence.text.rstrip("”\"’' ").endswith("?") else 0.0,
            }
            candidates.append(candidate_of(sentence, features))
        return with_margins(sorted(candidates, key=lambda c: (-c.score, c.passage.passage_id, c.start)))


def in_passage(passage: Passage) -> list[Sentence]:
    """The passage's sentences, with offsets into the version; those too short to say anything left out."""
    around = stems(f"{passage.title} {passage.text}")
    made = []
    for span in sentences(passage.text, Span(0, len(passage.text))):
        text = span.cut(passage.text)
        if len(text) >= SHORTEST or len(passage.text) < SHORTEST:
            place = Span(passage.start + span.start, passage.start + span.end)
            made.append(Sentence(passage, place, text, stems(text), around))
    return made


def candidate_of(sentence: Sentence, features: dict[str, float]) -> Candidate:
    """The sentence as a candidate, scored by its features."""
    return Candidate(
        passage=sentence.passage,
        start=sentence.span.start,
        end=sentence.span.end,
        text=sentence.text,
        score=sum(WEIGHTS[name] * value for name, value in features.items()),
        features=features,
    )


def rarities(asked: frozenset[str], found: Sequence[Sentence]) -> dict[str, float]:
    """How much each stem of the question tells: idf (Robertson and Sparck Jones 1976) over the sentences."""
    total = len(found)
    rarity = {}
    for word in asked:
        having = sum(word in sentence.stems for sentence in found)
        rarity[word] = math.log(1 + (total - having + 0.5) / (having + 0.5))
    return rarity


def coverage(rarity: dict[str, float], held: frozenset[str]) -> float:
    """The share of the question's weight that ``held`` covers, from 0 to 1."""
    whole = sum(rarity.values())
    if not whole:
        return 0.0
    return sum(weight * credit(word, held) for word, weight in rarity.items()) / whole


def credit(word: str, held: frozenset[str]) -> float:
    """1 for the word itself, ``RELATED`` for one that means nearly the same, else 0."""
    if word in held:
        return 1.0
    return RELATED if related(word) & held else 0.0


def with_margins(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, best first, each with its distance to the best other one as ``margin``."""
    made = []
    for place, candidate in enumerate(candidates):
        other = candidates[0 if place else 1] if len(candidates) > 1 else None
        margin = candidate.score - other.score if other else 0.0
        made.append(replace(candidate, features={**candidate.features, "margin": margin}))
    return tuple(made)
