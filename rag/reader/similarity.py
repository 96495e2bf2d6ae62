"""A reader without training: sentences judged by the words and the sense they share with the question."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from index import Encoder, Passage, Span, sentences
from rag.answer import Candidate
from rag.reader.expectations import expectation
from rag.reader.remembered import RememberedVectors
from rag.reader.vocabulary import related, stem, stems

# Weights of the features in a candidate's score: conditional logit (McFadden 1974) over the sentences of the
# ten passages retrieved, on squadshifts_new_wiki and the thirteen training articles of squad2_dev_a.
WEIGHTS = {
    "coverage": 5.38,
    "cosine": 3.80,
    "passage": 5.51,
    "previous": 1.62,
    "expected": 1.20,
    "length": 0.17,
}
# A verb that reports nearly the same counts for this much of the verb itself.
RELATED = 0.7
# A run of characters shorter than this says nothing on its own: “5 : 0”, “Reuters”.
SHORTEST = 12

Rarities = Callable[[str], Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage, with the stems of its words and of the sentence before it."""

    passage: Passage
    span: Span
    text: str
    stems: frozenset[str]
    previous: frozenset[str]


class SimilarityReader:
    """Scores every sentence of the passages; its features are the numbers that ``WEIGHTS`` names.

    ``coverage`` is the share of the question's words in the sentence, rare words counting more and a verb
    that reports the same counting too, ``cosine`` the similarity of the sentence's and the question's
    embeddings, ``passage`` the fused score of the passage, its own cosine exchanged for that of its best
    sentence, ``previous`` what the sentence before adds to the coverage, ``expected`` whether it holds words
    of the kind asked for (0.5 where the question does not tell), ``length`` the logarithm of its words.
    ``margin``, on which no score depends, is the distance to the best other candidate.

    Args:
        encoder: the model that embeds sentences.
        rarities: how much each word of a question tells, as :meth:`index.Library.rarities`.
    """

    def __init__(self, encoder: Encoder, rarities: Rarities) -> None:
        self._vectors = RememberedVectors(encoder)
        self._rarities = rarities

    def load(self) -> None:
        """Load what the first question would wait for, besides the encoder's model."""
        sentences("A sentence.", Span(0, 11))
        stem("word")

    def read(self, question: str, passages: Sequence[Passage]) -> tuple[Candidate, ...]:
        """The sentences of the passages as candidates, best first."""
        found = [sentence for passage in passages for sentence in in_passage(passage)]
        if not found:
            return ()
        vectors = self._vectors.encode([question, *(sentence.text for sentence in found)])
        cosines = [float(cosine) for cosine in vectors[1:] @ vectors[0]]
        best = best_in_passage(found, cosines)
        rarity = {stem(word): weight for word, weight in self._rarities(question).items()}
        expects = expectation(question)
        candidates = []
        for sentence, cosine in zip(found, cosines, strict=True):
            covered = coverage(rarity, sentence.stems)
            passage = sentence.passage
            features = {
                "coverage": covered,
                "cosine": cosine,
                "passage": passage.score + best[passage.passage_id] - passage.cosine,
                "previous": coverage(rarity, sentence.stems | sentence.previous) - covered,
                "expected": 0.5 if expects is None else float(expects(sentence.text)),
                "length": math.log(1 + len(sentence.text.split())),
            }
            candidates.append(candidate(sentence, features))
        return with_margins(sorted(candidates, key=lambda c: (-c.score, c.passage.passage_id, c.start)))


def in_passage(passage: Passage) -> list[Sentence]:
    """The passage's sentences, with offsets into the version; those too short to say anything left out."""
    made = []
    previous: frozenset[str] = frozenset()
    for span in sentences(passage.text, Span(0, len(passage.text))):
        text = span.cut(passage.text)
        held = stems(text)
        if len(text) >= SHORTEST or len(passage.text) < SHORTEST:
            place = Span(passage.start + span.start, passage.start + span.end)
            made.append(Sentence(passage, place, text, held, previous))
        previous = held
    return made


def best_in_passage(found: Sequence[Sentence], cosines: Sequence[float]) -> dict[str, float]:
    """The highest cosine among each passage's sentences, by passage id."""
    best: dict[str, float] = {}
    for sentence, cosine in zip(found, cosines, strict=True):
        key = sentence.passage.passage_id
        best[key] = max(cosine, best.get(key, cosine))
    return best


def candidate(sentence: Sentence, features: dict[str, float]) -> Candidate:
    """A sentence as a candidate, scored by the weighted sum of its features."""
    return Candidate(
        passage=sentence.passage,
        start=sentence.span.start,
        end=sentence.span.end,
        text=sentence.text,
        score=sum(WEIGHTS[name] * value for name, value in features.items()),
        features=features,
    )


def coverage(rarity: Mapping[str, float], held: frozenset[str]) -> float:
    """The share of the question's weight that ``held`` covers, from 0 to 1."""
    whole = sum(rarity.values())
    if not whole:
        return 0.0
    return sum(weight * credit(word, held) for word, weight in rarity.items()) / whole


def credit(word: str, held: frozenset[str]) -> float:
    """1 for the word itself, ``RELATED`` for a verb that reports nearly the same, else 0."""
    if word in held:
        return 1.0
    return RELATED if related(word) & held else 0.0


def with_margins(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, best first, each with its distance to the best other one as ``margin``."""
    made = []
    for place, found in enumerate(candidates):
        other = candidates[0 if place else 1] if len(candidates) > 1 else None
        margin = found.score - other.score if other else 0.0
        made.append(replace(found, features={**found.features, "margin": margin}))
    return tuple(made)
