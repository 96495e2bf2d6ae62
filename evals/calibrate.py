"""``python -m evals.calibrate``: fit the confidence of answers on development questions.

For every question the features of the best candidate are noted, and whether the first citation of the
answer is on gold (never, for an unanswerable question). A logistic regression weighs the features, an
isotonic regression turns the sum into a probability. The threshold of abstaining follows from what a wrong
answer costs. Test questions are never read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from evals import fitting
from evals.console import DatasetsOption, LimitOption, SeedOption, one_line_errors, progress_bars, say
from evals.datasets import (
    Dataset,
    DatasetError,
    Question,
    limited,
    load_dataset,
    of_documents,
    of_split,
    packaged_dataset,
)
from evals.files import write_json
from evals.fitting import Example
from evals.library import Advance, Shelf, fill, library_folder
from evals.metrics.citations import first_on_gold
from evals.provenance import command
from rag import Answered, Assistant, Candidate, Citation, Config, ReadingDone

app = typer.Typer(add_completion=False)

# What a wrong answer costs, in units of what a right one gains. It comes with its sentence and a word on how
# well it is supported, so that a reader can see through it; a right answer withheld is lost.
WRONG_COST = 1 / 2

OnlyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--only", help="In sets that have a document of this title, ask on it only; may be repeated."
    ),
]
LibrariesOption = Annotated[
    Path | None, typer.Option("--libraries", help="Keep each set's library in this folder, for the next run.")
]
OutputOption = Annotated[Path, typer.Option("--output", help="Where the calibration goes.")]


def development(dataset: Dataset, only: list[str] | None, limit: int | None, seed: int) -> Dataset:
    """The questions that may be fitted on: no test split, and only the documents that were named."""
    if "test" in dataset.splits:
        dataset = of_split(dataset, "development")
    titles = {document.title for document in dataset.documents} & set(only or ())
    return limited(of_documents(dataset, titles) if titles else dataset, limit, seed)


def examples_of(dataset: Dataset, kept: Path | None, filled: Advance, asked: Advance) -> Iterator[Example]:
    """Ask every question, nothing withheld, and note what the confidence will be computed from."""
    with library_folder(kept / dataset.name if kept else None) as folder:
        config = Config(library=folder, abstain_below=0.0)
        with Assistant.open(config) as assistant:
            shelf = fill(assistant, dataset, filled)
            for question in dataset.questions:
                found = example(assistant, question, shelf)
                asked()
                if found is not None:
                    yield found


def example(assistant: Assistant, question: Question, shelf: Shelf) -> Example | None:
    """One question's example; None where the answer does not rest on the best candidate.

    That is so where reading found none, or where the article states something about itself.
    """
    best: Candidate | None = None
    first: Citation | None = None
    for event in assistant.steps(question.question):
        if isinstance(event, ReadingDone) and event.candidates:
            best = event.candidates[0]
        if isinstance(event, Answered) and event.answer.citations:
            first = event.answer.citations[0]
    if best is None or first is None or (first.start, first.end) != (best.start, best.end):
        return None
    right = first_on_gold([shelf.place(first)], question.gold)
    return Example(question.document_id, best.features, right, question.answerable)


def collect(datasets: list[Dataset], kept: Path | None) -> list[Example]:
    """The examples of all sets, with progress bars."""
    examples: list[Example] = []
    with progress_bars() as progress:
        for dataset in datasets:
            adding = progress.add_task(f"{dataset.name}: documents", total=len(dataset.documents))
            asking = progress.add_task(f"{dataset.name}: questions", total=len(dataset.questions))
            found = examples_of(
                dataset,
                kept,
                lambda task=adding: progress.advance(task),  # type: ignore[misc]
                lambda task=asking: progress.advance(task),  # type: ignore[misc]
            )
            examples += found
    return examples


def calibration(examples: list[Example], datasets: list[Dataset]) -> dict[str, Any]:
    """The calibration as JSON, with the held-out figures it is worth.

    Raises:
        DatasetError: the questions are too few or too alike to fit anything.
    """
    try:
        fitted = fitting.fit(examples)
        held_out = fitting.held_out_confidences(examples)
    except ValueError as error:
        raise DatasetError(f"These questions are not enough to fit a confidence: {error}.") from error
    cut = round(fitting.threshold(WRONG_COST), 4)
    return {
        "weights": {name: round(weight, 6) for name, weight in fitted.weights.items()},
        "bias": round(fitted.bias, 6),
        "knots": [list(knot) for knot in fitted.knots],
        "abstain_below": cut,
        "threshold_rule": f"a wrong answer costs {WRONG_COST:.2f} of what a right one gains (Chow 1970)",
        "fitted_on": origin(examples, datasets),
        "held_out": fitting.quality(held_out, examples, cut),
    }


def origin(examples: list[Example], datasets: list[Dataset]) -> dict[str, Any]:
    """What a calibration was fitted on, and how to do it again."""
    return {
        "questions": len(examples),
        "answerable": sum(example.answerable for example in examples),
        "right": sum(example.right for example in examples),
        "documents": len({example.document for example in examples}),
        "datasets": {dataset.name: len(dataset.questions) for dataset in datasets},
        "date": datetime.now(UTC).date().isoformat(),
        "command": command("evals.calibrate", sys.argv[1:]),
    }


@app.command()
def main(
    output: OutputOption,
    dataset: DatasetsOption = None,
    only: OnlyOption = None,
    limit: LimitOption = None,
    seed: SeedOption = 0,
    libraries: LibrariesOption = None,
) -> None:
    """Fit the confidence of answers on our development questions and those of the sets named."""
    with one_line_errors():
        known = [packaged_dataset(), *(load_dataset(path) for path in dataset or ())]
        datasets = [development(found, only, limit, seed) for found in known]
        fitted = calibration(collect(datasets, libraries), datasets)
        write_json(output, fitted)
    drawn = Table("figure", "held out, by document", title=f"{fitted['fitted_on']['questions']} questions")
    for name, value in {"abstain below": fitted["abstain_below"], **fitted["held_out"]}.items():
        drawn.add_row(name, f"{value:.3f}")
    Console().print(drawn)
    say(f"The calibration is in {output}")


if __name__ == "__main__":
    app()
