"""Put the questions of a set to the assistant and note everything that happened."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from evals.datasets import Dataset, Question
from evals.library import Advance, Shelf, fill
from evals.metrics.answers import exact_match, f1
from evals.metrics.citations import first_on_gold
from evals.retrieving import SEARCHED, Retrieval, retrieve, texts_of
from evals.spans import Place
from rag import Answer, Assistant, Config

# The first question after loading pays for what later ones find ready, so it is one that nobody measures.
WARMING = "Is anything measured yet?"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question brought.

    ``answer`` is what a user gets; ``forced`` is the answer where nothing is withheld (the same one,
    unless the assistant abstained from an answerable question). ``held`` has a flag for each citation of
    ``answer`` and, if that is another answer, of ``forced``. ``seconds`` is the time ``ask`` took.
    """

    retrieval: Retrieval
    answer: Answer
    cited: tuple[Place, ...]
    seconds: float
    forced: Answer
    forced_cited: tuple[Place, ...]
    held: tuple[bool, ...] = field(default=())

    @property
    def question(self) -> Question:
        """The question that was asked."""
        return self.retrieval.question

    @property
    def withheld(self) -> bool:
        """Whether there is an answer and the user does not see one."""
        return self.question.answerable and self.answer.abstained

    @property
    def on_gold(self) -> bool:
        """Whether the first citation the user sees is on gold."""
        return first_on_gold(self.cited, self.question.gold)

    @property
    def forced_on_gold(self) -> bool:
        """Whether the first citation would be on gold if nothing were withheld."""
        return first_on_gold(self.forced_cited, self.question.gold)

    @property
    def predicted(self) -> str:
        """The short answer, or the first answer sentence where there is none; empty when withheld."""
        return predicted_words(self.answer)

    def to_dict(self) -> dict[str, Any]:
        """The row of this question in the results."""
        asked = self.question
        return {
            **self.retrieval.to_dict(),
            "abstained": self.answer.abstained,
            "confidence": self.answer.confidence,
            "short": self.answer.short,
            "predicted": self.predicted,
            "exact_match": exact_match(self.predicted, asked.answers) if asked.answers else None,
            "f1": f1(self.predicted, asked.answers) if asked.answers else None,
            "on_gold": self.on_gold if asked.answerable else None,
            "on_gold_no_abstaining": self.forced_on_gold if asked.answerable else None,
            "citations": citation_rows(self.answer, self.cited),
            "citations_no_abstaining": citation_rows(self.forced, self.forced_cited),
            "citations_hold": all(self.held),
            "seconds": round(self.seconds, 4),
        }


def predicted_words(answer: Answer) -> str:
    """What exact match and F1 judge: ``short``, else the first sentence of the first answer."""
    if answer.abstained:
        return ""
    if answer.short is not None:
        return answer.short
    return answer.citations[0].quote if answer.citations else answer.text


def citation_rows(answer: Answer, cited: Sequence[Place]) -> list[dict[str, Any]]:
    """An answer's citations, with places in the terms of the question set."""
    return [
        {"document": place.document_id, "start": place.start, "end": place.end, "quote": citation.quote}
        for place, citation in zip(cited, answer.citations, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Run:
    """A question set put to an assistant, in the set's order, and the library's state.

    ``outcomes`` is empty where nothing was asked, only searched.
    """

    dataset: Dataset
    retrievals: tuple[Retrieval, ...]
    outcomes: tuple[Outcome, ...]
    status: dict[str, Any]


def run(dataset: Dataset, config: Config, filled: Advance, asked: Advance) -> Run:
    """Fill a library with the set's documents and ask every question.

    ``filled`` is called after each document, ``asked`` after each question. Answerable questions that
    were not answered are asked again with a threshold of 0, which shows what was withheld.

    Raises:
        GroundwireError: the library or a document is not usable.
    """
    texts = texts_of(dataset)
    with Assistant.open(config) as assistant:
        shelf = fill(assistant, dataset, filled)
        assistant.warm()
        assistant.ask(WARMING)
        outcomes = []
        for question in dataset.questions:
            outcomes.append(ask(assistant, question, shelf, texts))
            asked()
        status = assistant.status().to_dict()
    if any(outcome.withheld for outcome in outcomes):
        with Assistant.open(config.model_copy(update={"abstain_below": 0.0})) as unshy:
            outcomes = [insist(unshy, outcome, shelf) for outcome in outcomes]
    return Run(dataset, tuple(outcome.retrieval for outcome in outcomes), tuple(outcomes), status)


def search_only(dataset: Dataset, config: Config, filled: Advance, searched: Advance) -> Run:
    """Fill a library with the set's documents and search for every answerable question, asking none.

    Raises:
        GroundwireError: the library or a document is not usable.
    """
    texts = texts_of(dataset)
    with Assistant.open(config) as assistant:
        shelf = fill(assistant, dataset, filled)
        assistant.warm()
        search = partial(assistant.search, limit=SEARCHED)
        search(WARMING)
        retrievals = []
        for question in dataset.questions:
            if question.answerable:
                retrievals.append(retrieve(search, question, shelf, texts))
            searched()
        status = assistant.status().to_dict()
    return Run(dataset, tuple(retrievals), (), status)


def ask(assistant: Assistant, question: Question, shelf: Shelf, texts: dict[str, str]) -> Outcome:
    """Search and ask one question, and replay the citations of its answer."""
    # Asked first: a search would leave the question's embedding in a cache and flatter the time.
    started = time.perf_counter()
    answer = assistant.ask(question.question)
    seconds = time.perf_counter() - started
    retrieval = retrieve(partial(assistant.search, limit=SEARCHED), question, shelf, texts)
    cited = tuple(shelf.place(citation) for citation in answer.citations)
    held = tuple(replay.holds for replay in assistant.verify(answer))
    return Outcome(retrieval, answer, cited, seconds, answer, cited, held)


def insist(assistant: Assistant, outcome: Outcome, shelf: Shelf) -> Outcome:
    """The outcome with the answer that was withheld, where one was."""
    if not outcome.withheld:
        return outcome
    forced = assistant.ask(outcome.question.question)
    cited = tuple(shelf.place(citation) for citation in forced.citations)
    held = (*outcome.held, *(replay.holds for replay in assistant.verify(forced)))
    return replace(outcome, forced=forced, forced_cited=cited, held=held)
