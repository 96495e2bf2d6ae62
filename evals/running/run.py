"""A whole run: the set's documents in a library, every question put to the systems, resumable."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from evals.datasets import Dataset, DatasetError, Question
from evals.library import Shelf, fill
from evals.provenance import source_sha256
from evals.results import Row
from evals.running import estimate
from evals.running.asking import WARMING
from evals.running.journal import Journal
from evals.running.measuring import ANSWERING, SEARCHED, Systems, measure
from evals.systems.plain import PlainPipeline
from index import Library
from rag import Assistant, Config, GroundwireError


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run: the suites, with or without baselines, and whether bad rows are left out."""

    suites: tuple[str, ...]
    baselines: bool = True
    keep_going: bool = False


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who is told how far a run is: a sentence before it, and a call for each document and question."""

    told: Callable[[str], None] = lambda sentence: None
    filled: Callable[[], None] = lambda: None
    asked: Callable[[], None] = lambda: None


@dataclass(slots=True)
class Run:
    """What a run brought: rows in the set's order, the library's state, and what could not be asked."""

    dataset: Dataset
    rows: list[Row] = field(default_factory=list)
    status: dict[str, Any] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


def documents_sha256(dataset: Dataset) -> str:
    """The SHA-256 of a set's documents, wherever they lie."""
    digest = hashlib.sha256()
    for document in dataset.documents:
        digest.update(json.dumps([document.id, document.title, document.text, document.published]).encode())
    return digest.hexdigest()


def dataset_sha256(dataset: Dataset) -> str:
    """The SHA-256 of a set's documents and questions."""
    digest = hashlib.sha256(documents_sha256(dataset).encode())
    for question in dataset.questions:
        digest.update(json.dumps(asdict(question)).encode())
    return digest.hexdigest()


def fingerprint(dataset: Dataset, plan: Plan, config: Config, kept: str = "") -> str:
    """The same for two runs that make the same rows: set, settings, systems and code.

    ``kept`` names the library's folder where it outlives the run: it may hold more than the set.
    """
    parts = [
        dataset_sha256(dataset),
        json.dumps([plan.suites, plan.baselines]),
        config.model_dump_json(exclude={"library"}),
        kept,
        source_sha256(),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def run(dataset: Dataset, plan: Plan, config: Config, journal: Journal, watcher: Watcher) -> Run:
    """Fill the library and put every question that has no row yet to the systems.

    A question that cannot be asked is noted in ``failed`` and the run goes on.

    Raises:
        GroundwireError: the library or a document is not usable.
        KeyboardInterrupt: the run was stopped; the rows made so far are in the journal.
    """
    done = journal.begin()
    left = [question for question in dataset.questions if question.id not in done]
    finished = Run(dataset)
    with Library(config.for_library()) as library:
        assistant = Assistant.over(library, config)
        announce(dataset, plan, library, len(left), watcher)
        shelf = fill(assistant, dataset, watcher.filled, plan.keep_going)
        others = strangers(assistant, shelf)
        if others:
            watcher.told(
                f"The library holds {others:,} more documents than the set; they are searched as well."
            )
        for _ in done:
            watcher.asked()
        if left:
            systems = opened(dataset, plan, library, assistant, shelf)
            put(systems, left, journal, done, finished, watcher)
        finished.status = {**assistant.status().to_dict(), "documents_not_of_the_set": others}
    finished.rows = [done[question.id] for question in dataset.questions if question.id in done]
    return finished


def announce(dataset: Dataset, plan: Plan, library: Library, questions: int, watcher: Watcher) -> None:
    """Tell how long it will take, where it takes long."""
    characters = sum(len(document.text) for document in dataset.documents)
    work = estimate.estimated_passages(
        characters, questions, bool(set(plan.suites) & ANSWERING), plan.baselines
    )
    seconds = work * estimate.seconds_a_passage(library.encoder)
    told = estimate.sentence(seconds, len(dataset.documents), questions)
    if told:
        watcher.told(told)


def strangers(assistant: Assistant, shelf: Shelf) -> int:
    """How many documents of the library are none of the set: they can be found, too."""
    held = {document_id for document_id, _ in shelf.names}
    return sum(document.document_id not in held for document in assistant.documents())


def opened(dataset: Dataset, plan: Plan, library: Library, assistant: Assistant, shelf: Shelf) -> Systems:
    """The systems, ready to be asked, with one question asked that nobody measures."""
    known = [document for document in dataset.documents if document.id not in shelf.failed]
    plain = PlainPipeline(library.encoder, known, SEARCHED) if plan.baselines else None
    assistant.warm()
    assistant.ask(WARMING)
    texts = {document.id: document.text for document in known}
    return Systems(library, assistant, shelf, texts, plain, frozenset(plan.suites), plan.baselines)


def put(
    systems: Systems,
    questions: list[Question],
    journal: Journal,
    done: dict[str, Row],
    finished: Run,
    watcher: Watcher,
) -> None:
    """Put each question to the systems and keep its row, or the reason why there is none."""
    for question in questions:
        try:
            row = measure_one(systems, question)
        except GroundwireError as error:
            finished.failed[question.id] = str(error)
        except Exception as error:  # noqa: BLE001 - a run of hours does not die of one question
            finished.failed[question.id] = f"{type(error).__name__}: {error}"
        else:
            journal.add(row)
            done[question.id] = row
        watcher.asked()


def measure_one(systems: Systems, question: Question) -> Row:
    """The question's row.

    Raises:
        GroundwireError: it cannot be asked, or its document was left out.
    """
    missing = {question.document_id, *(place.document_id for place in question.gold)} & set(
        systems.shelf.failed
    )
    if missing:
        raise DatasetError(f"Its document “{min(missing)}” was left out.")
    return measure(systems, question)
