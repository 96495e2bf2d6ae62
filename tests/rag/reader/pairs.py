"""Real questions with real passages: our own development questions on passages of their own articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from evals.datasets import Dataset, DatasetDocument, Question, of_split, packaged_dataset
from index import EmbeddingConfig, Encoder, Span, SplittingConfig, split
from rag.reader.excerpts import excerpt_of
from rag.reader.models import SpanModel
from rag.reader.spans import ScoredSpan, best_in_excerpts
from rag.reader.windows import Excerpt

COUNT = 200


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a range of its article's text, the passage."""

    id: str
    question: str
    text: str
    passage: Span

    @property
    def excerpt(self) -> Excerpt:
        """The passage as the reader sees it, but for the title, which would depend on what finds titles."""
        return excerpt_of(self.text, self.passage)


def development() -> Dataset:
    """Our own questions of the development split; nothing here looks at the articles of the other."""
    return of_split(packaged_dataset(), "development")


def articles(dataset: Dataset) -> dict[str, DatasetDocument]:
    """The articles that the questions were written on, by their ids."""
    asked = {question.document_id for question in dataset.questions}
    return {document.id: document for document in dataset.documents if document.id in asked}


def draw(count: int = COUNT, seed: int = 0) -> list[Pair]:
    """Pairs, half of them with evidence in the passage and half without: the same for the same seed."""
    dataset = development()
    known = articles(dataset)
    tokens = Encoder(EmbeddingConfig()).token_offsets
    size = SplittingConfig().max_tokens
    passages = {name: split(document.text, (), tokens, size) for name, document in known.items()}
    found: dict[bool, list[Pair]] = {True: [], False: []}
    for question in dataset.questions:
        for passage in passages[question.document_id]:
            pair = Pair(question.id, question.question, known[question.document_id].text, passage)
            found[holds_evidence(question, passage)].append(pair)
    random = Random(seed)
    return [pair for pairs in found.values() for pair in random.sample(pairs, count // 2)]


def holds_evidence(question: Question, passage: Span) -> bool:
    """Whether a place that bears an answer lies whole in a passage of the question's article."""
    return any(
        passage.start <= place.start and place.end <= passage.end
        for place in question.gold
        if place.document_id == question.document_id
    )


def read(model: SpanModel, pairs: Sequence[Pair]) -> list[ScoredSpan]:
    """The best span of each pair's passage, counted in characters from the passage's start."""
    windows = [model.windows.windows(pair.question, [pair.excerpt]) for pair in pairs]
    logits = iter(model.logits([window for made in windows for window in made]))
    return [best_in_excerpts(made, [next(logits) for _ in made], 1)[0][0] for made in windows]
