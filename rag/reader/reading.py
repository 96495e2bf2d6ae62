"""The reader: (question, passages) -> sentences as candidates, each with the words in it that answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from itertools import groupby

from index import DocumentVersion, Encoder, Passage, Span
from rag.answer import Candidate
from rag.reader.excerpts import excerpt_of
from rag.reader.models import SpanModel
from rag.reader.similarity import Rarities, Sentence, Similarity
from rag.reader.spans import ScoredSpan, best_in_sentences
from rag.reader.windows import QUESTION_TOKENS

VersionOf = Callable[[Passage], DocumentVersion]

# The log-odds of a sentence in which the model finds no span at all.
NO_SPAN = -20.0


class Reader:
    """Finds the words that answer in each sentence of some passages, and ranks the sentences by them.

    A candidate's score is the sum of its features, weighed as ``ranking.json`` says: those of
    :class:`rag.reader.similarity.Similarity`, ``span``, the log-odds of the best words in the sentence
    against “nothing here answers”, and ``headline``, 1 for what stands in the title. Not weighed, but known
    to the confidence: ``margin``, the distance in score to the best other candidate, and ``span_margin``,
    the distance in log-odds to the best candidate with other words.

    Args:
        encoder: the model that embeds sentences.
        rarities: how much each word of a question tells, as :meth:`index.Library.rarities`.
        model: the model that scores spans.
    """

    def __init__(self, encoder: Encoder, rarities: Rarities, model: SpanModel) -> None:
        self._similarity = Similarity(encoder, rarities)
        self._model = model

    def load(self) -> None:
        """Load what the first question would wait for, besides the encoder's model."""
        self._similarity.load()
        self._model.load()

    def fits(self, question: str) -> bool:
        """Whether all of a question is read; of one with few letters this is known without the model."""
        few = len(question.encode()) <= QUESTION_TOKENS  # no token is less than a byte
        return few or self._model.windows.question_tokens(question) <= QUESTION_TOKENS

    def read(
        self, question: str, passages: Sequence[Passage], version_of: VersionOf
    ) -> tuple[Candidate, ...]:
        """The sentences of the passages as candidates, best first.

        Args:
            question: what is asked; what lies past the model's window is not read.
            passages: best first, as retrieval ranks them.
            version_of: the version that a passage stands in, for its title and what stands before it.
        """
        found = self._similarity.features(question, passages)
        spans = self._spans(question, [sentence for sentence, _ in found], version_of)
        candidates = [
            candidate(sentence, features, span, version_of(sentence.passage))
            for (sentence, features), span in zip(found, spans, strict=True)
        ]
        return with_margins(sorted(candidates, key=lambda c: (-c.score, c.passage.passage_id, c.start)))

    def _spans(
        self, question: str, found: Sequence[Sentence], version_of: VersionOf
    ) -> list[ScoredSpan | None]:
        """The best span in each sentence; sentences of one passage stand together."""
        if not found:
            return []
        excerpts, ranges = [], []
        for _, run in groupby(found, key=lambda sentence: sentence.passage.passage_id):
            sentences = list(run)
            passage = sentences[0].passage
            version = version_of(passage)
            excerpts.append(excerpt_of(version.text, Span(passage.start, passage.end), version.title or ""))
            spans = [sentence.span for sentence in sentences]
            ranges.append([Span(span.start - passage.start, span.end - passage.start) for span in spans])
        windows = self._model.windows.windows(question, excerpts)
        best = best_in_sentences(windows, self._model.logits(windows), ranges)
        return [span for row in best for span in row]


def candidate(
    sentence: Sentence, features: dict[str, float], span: ScoredSpan | None, version: DocumentVersion
) -> Candidate:
    """A sentence as a candidate, scored by the weighted sum of its features."""
    title = version.metadata.title.span if version.metadata.title else None
    known = {
        **features,
        "span": span.score if span else NO_SPAN,
        "headline": float(title is not None and title.overlaps(sentence.span)),
    }
    start = sentence.passage.start
    return Candidate(
        passage=sentence.passage,
        start=sentence.span.start,
        end=sentence.span.end,
        text=sentence.text,
        score=sum(weight * known.get(name, 0.0) for name, weight in weights().items()),
        features=known,
        short=(start + span.start, start + span.end) if span else None,
    )


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weights of the features, as ``python -m evals.fit_ranking`` fitted them."""
    content = json.loads((files("rag.reader") / "ranking.json").read_text(encoding="utf-8"))
    return {str(name): float(weight) for name, weight in content["weights"].items()}


def with_margins(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, best first, each with its distances to the best other one."""
    said = [words_of(found) for found in candidates]
    best: dict[str, float] = {}
    for words, found in zip(said, candidates, strict=True):
        best[words] = max(found.features["span"], best.get(words, found.features["span"]))
    made = []
    for place, (words, found) in enumerate(zip(said, candidates, strict=True)):
        other = candidates[0 if place else 1] if len(candidates) > 1 else None
        spans = [span for others, span in best.items() if others != words]
        margins = {
            "margin": found.score - other.score if other else 0.0,
            "span_margin": found.features["span"] - max(spans) if spans else 0.0,
        }
        made.append(replace(found, features={**found.features, **margins}))
    return tuple(made)


def words_of(found: Candidate) -> str:
    """The words that answer, in lower case; the whole sentence where none were found."""
    if found.short is None:
        return found.text.lower()
    start, end = found.short
    return found.text[start - found.start : end - found.start].lower()
