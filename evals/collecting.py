"""Asking development questions with nothing withheld, and noting every candidate."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple

import numpy as np
import typer

from evals.collected import Collected, Key, Store
from evals.console import progress_bars, say
from evals.cross_fitting import Numbers
from evals.datasets import Dataset, DatasetError, Question
from evals.library import Advance, Shelf, fill, library_folder
from evals.metrics.citations import first_on_gold
from evals.spans import Place, on_any
from rag import Answer, Answered, Assistant, Candidate, Config, ReadingDone

LibrariesOption = Annotated[
    Path | None, typer.Option("--libraries", help="Keep each set's library in this folder, for the next run.")
]
CollectedOption = Annotated[
    Path | None,
    typer.Option("--collected", help="Keep what was collected in this file; only what it lacks is asked."),
]


class Wish(NamedTuple):
    """A question to ask, with its article or without it."""

    question: Question
    left_out: bool

    def key(self, dataset: Dataset) -> Key:
        """What it is kept under."""
        return Key(dataset.name, self.question.id, self.question.question, self.left_out)


def wishes(dataset: Dataset, answerable_only: bool, left_out: bool) -> list[Wish]:
    """What to ask of a set; with ``left_out`` its answerable questions again, without their article."""
    able = [question for question in dataset.questions if question.answerable]
    asked = able if answerable_only else dataset.questions
    again = able if left_out else []
    return [*(Wish(question, False) for question in asked), *(Wish(question, True) for question in again)]


def collect(
    datasets: Sequence[Dataset],
    *,
    answerable_only: bool = False,
    left_out: Collection[str] = (),
    libraries: Path | None = None,
    file: Path | None = None,
    everything: bool = False,
) -> list[Collected]:
    """Ask all questions of all sets that ``file`` does not hold yet, with progress bars.

    Args:
        datasets: the sets, with the questions that may be fitted on.
        answerable_only: whether to ask those with an answer only.
        left_out: names of sets whose answerable questions are asked a second time without their article.
        libraries: a folder for the filled libraries.
        file: where the collected candidates are kept.
        everything: whether all passages are read, however clear the best candidate is.

    Raises:
        DatasetError: a name in ``left_out`` is no set's, or the file is not one of ours.
    """
    unknown = set(left_out) - {dataset.name for dataset in datasets}
    if unknown:
        raise DatasetError(f"No set is called {', '.join(sorted(unknown))}.")
    store = Store(file)
    if store.stale:
        say(f"{file} was collected by other code of the reader; delete it to ask anew.", style="yellow")
    found: list[Collected] = []
    for dataset in datasets:
        wanted = wishes(dataset, answerable_only, dataset.name in left_out)
        missing = [wish for wish in wanted if store.get(wish.key(dataset)) is None]
        if missing:
            ask_all(dataset, missing, libraries, store, everything)
        found += [known for wish in wanted if (known := store.get(wish.key(dataset)))]
    return found


def ask_all(
    dataset: Dataset, missing: Sequence[Wish], libraries: Path | None, store: Store, everything: bool
) -> None:
    """Ask what is missing of one set, with progress bars, and keep it."""
    with progress_bars() as progress:
        adding = progress.add_task(f"{dataset.name}: documents", total=len(dataset.documents))
        asking = progress.add_task(f"{dataset.name}: questions", total=len(missing))
        filled = partial(progress.advance, adding)
        for found in answers_of(dataset, missing, libraries, filled, everything):
            store.add(found)
            progress.advance(asking)


def answers_of(
    dataset: Dataset, missing: Sequence[Wish], libraries: Path | None, filled: Advance, everything: bool
) -> Iterator[Collected]:
    """What comes back on each question, from a library of the set's documents."""
    reader = {"thin_margin": math.inf, "passages": Config().retrieval.limit} if everything else {}
    with (
        library_folder(libraries / dataset.name if libraries else None) as folder,
        Assistant.open(Config(library=folder, abstain_below=0.0, reader=reader)) as assistant,
    ):
        shelf = fill(assistant, dataset, filled)
        for wish in missing:
            yield ask(assistant, wish, wish.key(dataset), shelf)


def ask(assistant: Assistant, wish: Wish, key: Key, shelf: Shelf) -> Collected:
    """Ask one question; one whose article is left out counts as not answerable."""
    question = wish.question
    scope = scope_without(shelf, question) if wish.left_out else None
    candidates: tuple[Candidate, ...] = ()
    answer: Answer | None = None
    for event in assistant.steps(question.question, scope):
        if isinstance(event, ReadingDone):
            candidates = event.candidates
        if isinstance(event, Answered):
            answer = event.answer
    assert answer is not None, "steps ends with an answer"
    gold = () if wish.left_out else question.gold
    first = [shelf.place(citation) for citation in answer.citations[:1]]
    return Collected(
        key=key,
        document=question.document_id,
        answerable=question.answerable and not wish.left_out,
        scores=np.array([candidate.score for candidate in candidates]),
        features=columns(candidates),
        on_gold=np.array([on_any(place_of(shelf, found), gold) for found in candidates], dtype=bool),
        cited=cited(candidates, answer),
        confidence=answer.confidence,
        right=first_on_gold(first, gold),
    )


def scope_without(shelf: Shelf, question: Question) -> list[str]:
    """The library's ids of all documents but those that answer a question."""
    bearing = {question.document_id, *(place.document_id for place in question.gold)}
    return shelf.library_ids(set(shelf.names.values()) - bearing)


def place_of(shelf: Shelf, candidate: Candidate) -> Place:
    """Where a candidate's sentence lies, in the set's terms."""
    return replace(shelf.place(candidate.passage), start=candidate.start, end=candidate.end)


def columns(candidates: Sequence[Candidate]) -> dict[str, Numbers]:
    """A list for each feature that any candidate has."""
    names = dict.fromkeys(name for candidate in candidates for name in candidate.features)
    return {name: np.array([candidate.features.get(name, 0.0) for candidate in candidates]) for name in names}


def cited(candidates: Sequence[Candidate], answer: Answer) -> int | None:
    """Which candidate the first citation of an answer is; None where it is none of them."""
    for citation in answer.citations[:1]:
        wanted = (citation.document_id, citation.version, citation.start, citation.end)
        for place, candidate in enumerate(candidates):
            passage = candidate.passage
            if (passage.document_id, passage.version, candidate.start, candidate.end) == wanted:
                return place
    return None
