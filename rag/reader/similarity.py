"""Sentences judged by the words and the sense they share with the question, without training."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from index import DocumentVersion, Passage, PassageVectors, Span, sentences
from rag.headings import PrintedQuestion, printed_question
from rag.mentions.referents import stood_for
from rag.reader.expectations import expectation
from rag.reader.likeness import AskedWords, Numbers, asked_words, direction, rarity_in, weighed
from rag.reader.vocabulary import related, stem, stems

# A verb that reports nearly the same counts for this much of the verb itself.
RELATED = 0.7
# A run of characters shorter than this says nothing on its own: “5 : 0”, “Reuters”.
SHORTEST = 12
# How alike a word of a name is to a pronoun that stands for it: nearly as if it was said.
STOOD_FOR = 0.8
# Whom pronouns stand for is found out in so many articles, the best ones: in one it takes milliseconds.
TOLD_OF = 8
# How alike what answers a question that the article prints above it is to its words: its first sentence, and
# those behind it.
ANSWERS, ANSWERS_LATER = 1.0, 0.7

Rarities = Callable[[str], Mapping[str, float]]
VersionOf = Callable[[Passage], DocumentVersion]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage, with the stems of its words and of the sentence before it."""

    passage: Passage
    span: Span
    text: str
    stems: frozenset[str]
    previous: frozenset[str]


class Similarity:
    """The features of every sentence of some passages that words and embeddings give.

    ``coverage`` is the share of the question's words in the sentence, rare words counting more and a verb
    that reports the same counting too, ``cosine`` the similarity of the means of the sentence's tokens,
    embedded in their passage, and the question's, ``passage`` the fused score of the passage, its own cosine
    exchanged for that of its best sentence, ``previous`` what the sentence before adds to the coverage,
    ``expected`` whether it holds words of the kind asked for (0.5 where the question does not tell),
    ``length`` the logarithm of its words, ``rank`` the inverse of the passage's rank.

    ``likeness`` is how alike the question's words and the likest words of the sentence are
    (:mod:`rag.reader.likeness`), and ``likeness_titled`` the same with the words of the article's title. Both
    weigh a word by the square of its rarity in the article itself: what all of it is about does not tell its
    sentences apart, and what stands nowhere in it speaks against all of them. Whom a pronoun stands for
    (:mod:`rag.mentions.referents`) counts as named there.

    Args:
        vectors: gives the vectors of the tokens of passages, questions and titles.
        rarities: how much each word of a question tells, as :meth:`index.Library.rarities`.
    """

    def __init__(self, vectors: PassageVectors, rarities: Rarities) -> None:
        self._vectors = vectors
        self._rarities = rarities

    def load(self) -> None:
        """Load what the first question would wait for, besides the encoder's model."""
        sentences("A sentence.", Span(0, 11))

    def features(
        self, question: str, passages: Sequence[Passage], version_of: VersionOf
    ) -> list[tuple[Sentence, dict[str, float]]]:
        """The sentences of the passages, each with its features.

        ``passages`` are ranked best first; ``version_of`` tells the version that a passage stands in.
        """
        found = [sentence for passage in passages for sentence in in_passage(passage)]
        if not found:
            return []
        (asked,) = self._vectors.of_texts([question])
        tokens = self._tokens(passages, found)
        towards = direction(asked.vectors)
        cosines = [float(direction(rows) @ towards) for rows in tokens]
        likenesses = self._likenesses(asked_words(question, asked), found, tokens, version_of)
        best = best_in_passage(found, cosines)
        ranks = {passage.passage_id: place for place, passage in enumerate(passages, 1)}
        rarity = {stem(word): weight for word, weight in self._rarities(question).items()}
        expects = expectation(question)
        made = []
        for sentence, cosine, likeness in zip(found, cosines, likenesses, strict=True):
            covered = coverage(rarity, sentence.stems)
            passage = sentence.passage
            before = sentence.previous or asked_above(sentence, version_of(passage))
            features = {
                "coverage": covered,
                "cosine": cosine,
                "passage": passage.score + best[passage.passage_id] - passage.cosine,
                "previous": coverage(rarity, sentence.stems | before) - covered,
                "expected": 0.5 if expects is None else float(expects(sentence.text)),
                "length": math.log(1 + len(sentence.text.split())),
                "rank": 1 / ranks[passage.passage_id],
                **likeness,
            }
            made.append((sentence, features))
        return made

    def _tokens(self, passages: Sequence[Passage], found: Sequence[Sentence]) -> list[Numbers]:
        """The vectors of each sentence's tokens, in their passage."""
        vectors = self._vectors.of_passages(passages)
        known = {one.passage_id: tokens for one, tokens in zip(passages, vectors, strict=True)}
        return [
            known[one.passage.passage_id].within(
                one.span.start - one.passage.start, one.span.end - one.passage.start
            )
            for one in found
        ]

    def _likenesses(
        self,
        asked: AskedWords,
        found: Sequence[Sentence],
        tokens: Sequence[Numbers],
        version_of: VersionOf,
    ) -> list[dict[str, float]]:
        """For each sentence how alike its words, without and with its title's, and the question's are."""
        versions = [version_of(sentence.passage) for sentence in found]
        articles = self._articles(asked, versions)
        looked_at = frozenset([*articles][:TOLD_OF])
        rows = with_printed(found, versions, [*asked.best(tokens)])
        made = []
        for sentence, version, alone in zip(found, versions, rows, strict=True):
            key = version.document_id, version.version
            title, weights = articles[key]
            if key in looked_at and (
                people := stood_for(version.text, sentence.span.start, sentence.span.end)
            ):
                alone = np.maximum(alone, asked.naming(people, STOOD_FOR))
            both = np.array([alone, np.maximum(alone, title)])
            likeness, with_title = weighed(both, weights).tolist()
            made.append({"likeness": likeness, "likeness_titled": with_title})
        return made

    def _articles(
        self, asked: AskedWords, versions: Sequence[DocumentVersion]
    ) -> dict[tuple[str, str], tuple[Numbers, list[float]]]:
        """For each article how alike its title and each asked word are, and what the words weigh."""
        distinct = {(version.document_id, version.version): version for version in versions}
        tokens = self._vectors.of_titles(list(distinct.values()))
        made = {}
        for key, version in distinct.items():
            rarity = rarity_in(version.text)
            weights = [rarity(word) ** 2 for word in asked.stems]
            title = np.full(len(asked.stems), -1.0, np.float32)
            if version.title:
                title = asked.best([tokens[version.title].vectors])[0]
            made[key] = (title, weights)
        return made


def asked_above(sentence: Sentence, version: DocumentVersion) -> frozenset[str]:
    """The stems of the printed question that a sentence begins to answer; none where it answers none."""
    printed = printed_question(version.text, sentence.span.start)
    begins = printed is not None and printed.answer.start == sentence.span.start
    return stems(printed.question.cut(version.text)) if printed and begins else frozenset()


def with_printed(
    found: Sequence[Sentence], versions: Sequence[DocumentVersion], rows: Sequence[Numbers]
) -> list[Numbers]:
    """How alike the words of some sentences are, those of the printed question that each answers taken in.

    ``rows`` tells it of each alone; of a printed question only what is among the sentences counts.
    """
    starts = [sentence.span.start for sentence in found]
    above = [printed_question(one.text, start) for one, start in zip(versions, starts, strict=True)]
    keys = [(one.document_id, one.version, printed) for one, printed in zip(versions, above, strict=True)]
    asked: dict[tuple[str, str, PrintedQuestion | None], Numbers] = {}
    for start, printed, key, row in zip(starts, above, keys, rows, strict=True):
        if printed and start < printed.question.end:
            asked[key] = np.maximum(asked.get(key, row), row)
    made = []
    for start, printed, key, row in zip(starts, above, keys, rows, strict=True):
        alike = row
        if printed and key in asked and start >= printed.question.end:
            weight = ANSWERS if start == printed.answer.start else ANSWERS_LATER
            alike = np.asarray(np.maximum(row, asked[key] * weight), np.float32)
        made.append(alike)
    return made


def in_passage(passage: Passage) -> list[Sentence]:
    """The passage's sentences, with offsets into the version; those too short to say anything left out."""
    return [
        Sentence(passage, Span(passage.start + span.start, passage.start + span.end), said, held, before)
        for span, said, held, before in parts(passage.text)
    ]


@lru_cache(maxsize=4096)  # passages in hand are parted for every question anew
def parts(text: str) -> tuple[tuple[Span, str, frozenset[str], frozenset[str]], ...]:
    """The sentences of a text: their ranges in it, words, stems, and the stems of the sentence before.

    One that is too short to say anything belongs to the one behind it at the beginning of a text (“No. He has
    left.”), and is left out elsewhere.
    """
    made: list[tuple[Span, str, frozenset[str], frozenset[str]]] = []
    previous: frozenset[str] = frozenset()
    begun: int | None = None
    for span in sentences(text, Span(0, len(text))):
        short = len(span.cut(text)) < SHORTEST <= len(text)
        if short and not made:
            begun = span.start if begun is None else begun
            continue
        whole = span if begun is None else Span(begun, span.end)
        held = stems(whole.cut(text))
        if not short:
            made.append((whole, whole.cut(text), held, previous))
        begun = None
        previous = held
    return tuple(made)


def best_in_passage(found: Sequence[Sentence], cosines: Sequence[float]) -> dict[str, float]:
    """The highest cosine among each passage's sentences, by passage id."""
    best: dict[str, float] = {}
    for sentence, cosine in zip(found, cosines, strict=True):
        key = sentence.passage.passage_id
        best[key] = max(cosine, best.get(key, cosine))
    return best


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
