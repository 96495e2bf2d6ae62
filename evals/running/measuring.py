"""One question, all systems, one row."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.datasets import Question
from evals.library import Shelf
from evals.metrics.retrieval import Ranking, rank_of_gold
from evals.results import MAIN, Gold, Row, SystemRow
from evals.running.asking import Asked, ask
from evals.running.outcome import ALWAYS_ABSTAIN, Outcome, abstention, best_passage
from evals.running.reading import read_gold
from evals.running.scoring import (
    Scores,
    answer_scores,
    reading_scores,
    refusal_scores,
    retrieval_scores,
)
from evals.spans import Place
from evals.systems.plain import PlainPipeline
from evals.systems.rankings import Ranked, hits, stages
from index import Library
from rag import Assistant, Candidate

# More passages than any budget of characters needs, so that a run of one-line paragraphs fills it too.
SEARCHED = 50
PLAIN = "llama-index"
# The suites that need an answer, not only a ranking.
ANSWERING = frozenset({"answers", "refusal", "citations", "speed"})


@dataclass(frozen=True, slots=True)
class Systems:
    """Everything that a question is put to.

    ``plain`` is the plain pipeline, None where baselines are switched off. ``texts`` are the texts of the
    set's documents by id.
    """

    library: Library
    assistant: Assistant
    shelf: Shelf
    texts: Mapping[str, str]
    plain: PlainPipeline | None
    suites: frozenset[str]
    baselines: bool

    @property
    def answering(self) -> bool:
        """Whether questions are asked, not only searched for."""
        return bool(self.suites & ANSWERING)

    @property
    def ranking(self) -> bool:
        """Whether rankings are compared with gold."""
        return "retrieval" in self.suites


def measure(systems: Systems, question: Question) -> Row:
    """Put one question to every system.

    Raises:
        GroundwireError: the question cannot be asked.
    """
    # Asked first: a search would leave the question's embedding in a cache and flatter the time.
    asked = ask(systems.assistant, question, systems.shelf) if systems.answering else None
    started = time.perf_counter()
    searched = hits(systems.assistant.search(question.question, SEARCHED), systems.shelf)
    seconds = time.perf_counter() - started
    ranked = rankings(systems, question)
    rows = {MAIN: main_row(systems, question, asked, searched, seconds)}
    if systems.baselines:
        rows |= {name: baseline_row(systems, question, name, found) for name, found in ranked.items()}
        if systems.answering:
            rows[ALWAYS_ABSTAIN] = system_row(answer_scores(question, abstention()), abstention())
    found = {"lexical": ranked["lexical"], "dense": ranked["dense"], "fused": searched}
    return row(question, stage_ranks(systems, question, found, asked), rows)


def rankings(systems: Systems, question: Question) -> dict[str, Ranked]:
    """What each baseline found, best first, by its name."""
    matches, _ = systems.library.search(
        question.question, limit=systems.assistant.config.retrieval.candidates
    )
    found = stages(matches, systems.shelf)
    if systems.plain is not None:
        found[PLAIN] = systems.plain.search(question.question)
    return found


def main_row(
    systems: Systems, question: Question, asked: Asked | None, searched: Ranked, seconds: float
) -> SystemRow:
    """What our assistant did; its time is that of the answer, or of the search where nothing was asked."""
    scores: Scores = {}
    if systems.ranking:
        scores |= retrieval_scores(question, places(searched), systems.texts)
    # Where whole documents are gold any sentence would do.
    if "reading" in systems.suites and question.answerable and question.level == "span":
        read = read_gold(systems.assistant, question, systems.shelf)
        scores |= reading_scores(question, read, candidate_places(systems, read))
    if asked is None:
        return SystemRow(scores=scores, seconds=round(seconds, 5))
    return system_row(scores | answer_scores(question, asked.outcome), asked.outcome)


def baseline_row(systems: Systems, question: Question, name: str, ranked: Ranked) -> SystemRow:
    """What a system without a reader did: its ranking, and its best passage as its answer.

    The plain pipeline's chunks are as long as an article: cited, they would be “on gold” wherever they
    point, so they are judged as a search, and by whether an answer is given, and not as citations.
    """
    scores: Scores = {}
    if systems.ranking:
        scores |= retrieval_scores(question, places(ranked[:SEARCHED]), systems.texts)
    if not systems.answering:
        return SystemRow(scores=scores)
    outcome = best_passage(ranked, systems.texts)
    judged = refusal_scores if name == PLAIN else answer_scores
    return system_row(scores | judged(question, outcome), outcome)


def system_row(scores: Scores, outcome: Outcome) -> SystemRow:
    """An outcome with its scores, as it is kept."""
    return SystemRow(
        scores=scores,
        seconds=None if outcome.seconds is None else round(outcome.seconds, 5),
        confidence=outcome.confidence,
        abstained=outcome.abstained,
        predicted=outcome.predicted,
        citations=outcome.shown,
        forced=outcome.forced,
    )


def stage_ranks(
    systems: Systems, question: Question, found: Mapping[str, Ranked], asked: Asked | None
) -> dict[str, int | None]:
    """The rank of the evidence after each stage; empty where there is none."""
    if not question.answerable:
        return {}
    after = {name: places(ranked) for name, ranked in found.items()}
    if asked is not None:
        after["read"] = candidate_places(systems, asked.candidates)
    return {
        name: rank_of_gold(Ranking(question.id, tuple(ranked), question.evidence, question.level))
        for name, ranked in after.items()
    }


def candidate_places(systems: Systems, candidates: Sequence[Candidate]) -> list[Place]:
    """Where the reader's sentences stand."""
    documents = [systems.shelf.place(candidate.passage).document_id for candidate in candidates]
    return [Place(d, c.start, c.end) for d, c in zip(documents, candidates, strict=True)]


def places(ranked: Ranked) -> list[Place]:
    """Where hits lie."""
    return [hit.place for hit in ranked]


def row(question: Question, ranks: dict[str, int | None], systems: dict[str, SystemRow]) -> Row:
    """The question with everything that was noted."""
    gold = tuple(
        Gold(document=place.document_id, start=place.start, end=place.end, answer=number)
        for number, places in enumerate(question.evidence)
        for place in places
    )
    return Row(
        id=question.id,
        document=question.document_id,
        question=question.question,
        kind=question.kind,
        split=question.split,
        answerable=question.answerable,
        gold=gold,
        answers=question.answers,
        note=question.note,
        ranks=ranks,
        systems=systems,
    )
