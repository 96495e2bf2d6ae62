"""From a question set to files that tell how good the answers are."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.progress import Progress

from evals.console import progress_bars, say
from evals.datasets import Dataset, DatasetError
from evals.figures import figures
from evals.files import write_json, write_text
from evals.provenance import provenance
from evals.reporting.html import html_report
from evals.reporting.markdown import markdown_report
from evals.results import DatasetInfo, Figure, Results
from evals.running.journal import Journal
from evals.running.machine import measure_machine
from evals.running.run import (
    Plan,
    Run,
    Watcher,
    dataset_sha256,
    documents_sha256,
    fingerprint,
    run,
)
from rag import Config

SUITES = ("retrieval", "reading", "answers", "refusal", "citations", "speed")
UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What to measure, and where to put it.

    ``options`` are noted in the result. ``library`` keeps the library for the next run, where it is given.
    """

    dataset: Dataset
    plan: Plan
    options: dict[str, Any]
    output: Path
    library: Path | None = None
    seed: int = 0


def evaluate(evaluation: Evaluation) -> Results:
    """Run the suites and write JSON, Markdown and HTML.

    Raises:
        GroundwireError: something cannot be read, added or written.
        KeyboardInterrupt: stopped; the same evaluation goes on where it was.
    """
    started = time.monotonic()
    check_output(evaluation.output)
    journal = journal_of(evaluation)
    with journal.locked():
        with progress_bars() as progress:
            finished, machine = measured(evaluation, journal, progress)
        say("Computing figures and their intervals.")
        results = assembled(evaluation, finished, machine, time.monotonic() - started)
        write_all(evaluation.output, results, finished.dataset)
        journal.finish()
    return results


def check_output(output: Path) -> None:
    """Refuse, before anything is measured, a place where the result cannot be written.

    Raises:
        DatasetError: the name does not end in .json, or its folder cannot be written to.
    """
    if output.suffix != ".json":
        raise DatasetError(f"{output} does not end in .json; its page and Markdown are written beside it.")
    if output.is_dir():
        raise DatasetError(f"{output} is a folder; name a file.")
    probe = output.with_suffix(".part")
    write_text(probe, "")
    probe.unlink()


def journal_of(evaluation: Evaluation) -> Journal:
    """Where the rows of this evaluation are kept until its result is written."""
    kept = str(evaluation.library.resolve()) if evaluation.library else ""
    key = fingerprint(evaluation.dataset, evaluation.plan, Config(), kept)
    return Journal(evaluation.output.parent / UNFINISHED, evaluation.dataset.name, key)


def measured(evaluation: Evaluation, journal: Journal, progress: Progress) -> tuple[Run, tuple[Figure, ...]]:
    """The rows of all questions, and the figures of the machine where speed is measured."""
    dataset, plan = evaluation.dataset, evaluation.plan
    config = Config(library=evaluation.library or journal.library)
    watcher = Watcher(
        say,
        counter(progress, "Adding documents", len(dataset.documents)),
        counter(progress, "Asking questions", len(dataset.questions)),
    )
    finished = run(dataset, plan, config, journal, watcher)
    if "speed" not in plan.suites:
        return finished, ()
    return finished, measure_machine(evaluation.seed, counter(progress, "Measuring speed", 2))


def counter(progress: Progress, description: str, total: int) -> Callable[[], None]:
    """A bar, as the function that moves it on by one."""
    task = progress.add_task(description, total=total)
    return lambda: progress.advance(task)


def assembled(evaluation: Evaluation, finished: Run, machine: tuple[Figure, ...], seconds: float) -> Results:
    """Everything about a run, ready to be written."""
    dataset = evaluation.dataset
    # The folder is a temporary one or the reader's own: it says nothing and names a machine.
    settings = Config().model_dump(mode="json", exclude={"library"})
    return Results(
        dataset=DatasetInfo(
            name=dataset.name,
            documents=len(dataset.documents),
            questions=len(finished.rows),
            packaged=dataset.packaged,
            sha256=dataset_sha256(dataset),
            documents_sha256=documents_sha256(dataset),
        ),
        suites=evaluation.plan.suites,
        configuration={**settings, "options": evaluation.options},
        library={name: value for name, value in finished.status.items() if name != "library"},
        made={**provenance("evals"), "seconds": round(seconds, 1)},
        figures=(*figures(finished.rows, evaluation.plan.suites), *machine),
        questions=tuple(finished.rows),
        failed=finished.failed,
        left_out=dataset.left_out,
    )


def write_all(output: Path, results: Results, dataset: Dataset) -> None:
    """The result as JSON in ``output``, and beside it as a page and as Markdown."""
    write_json(output, results.model_dump(mode="json"))
    write_pages(output, results, dataset)


def write_pages(output: Path, results: Results, dataset: Dataset) -> None:
    """The page and the Markdown that lie beside a result in ``output``."""
    texts = {document.id: (document.title, document.text) for document in dataset.documents}
    write_text(output.with_suffix(".md"), markdown_report(results))
    write_text(output.with_suffix(".html"), html_report(results, texts))


def default_output(dataset: Dataset) -> Path:
    """``results/NAME-DAY-TIME.json`` in the current folder."""
    return Path("results") / f"{dataset.name}-{datetime.now():%Y%m%d-%H%M%S}.json"
