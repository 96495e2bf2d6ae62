"""``python -m evals``: ask every question of a set and show how good the answers are."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from evals import asking, report
from evals.console import DatasetOption, LimitOption, SeedOption, one_line_errors, progress_bars, say
from evals.datasets import Dataset, limited, load_dataset, of_split, packaged_dataset
from evals.library import library_folder
from rag import Config

app = typer.Typer(add_completion=False, rich_markup_mode="rich")

SplitOption = Annotated[str | None, typer.Option(help="Only this split: development, test or all.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", help="Where the JSON goes; into results/ by default.")
]
LibraryOption = Annotated[
    Path | None, typer.Option("--library", help="Keep the library in this folder, for the next run.")
]
RetrievalOption = Annotated[
    bool, typer.Option("--retrieval-only", help="Search for the answerable questions and ask none.")
]


def chosen(dataset: Path | None, split: str | None, limit: int | None, seed: int) -> Dataset:
    """The question set that the options name."""
    found = packaged_dataset() if dataset is None else load_dataset(dataset)
    return limited(of_split(found, split) if split else found, limit, seed)


def measure(dataset: Dataset, config: Config, retrieval_only: bool) -> asking.Run:
    """Run the set with progress bars."""
    put = asking.search_only if retrieval_only else asking.run
    with progress_bars() as progress:
        adding = progress.add_task("Adding documents", total=len(dataset.documents))
        questions = progress.add_task("Asking questions", total=len(dataset.questions))
        return put(dataset, config, lambda: progress.advance(adding), lambda: progress.advance(questions))


def configuration(config: Config, options: dict[str, Any]) -> dict[str, Any]:
    """The settings that shape the answers, and the options of the run."""
    # The folder is a temporary one or the reader's own: it says nothing and names a machine.
    return {**config.model_dump(mode="json", exclude={"library"}), "options": options}


@app.command()
def main(
    dataset: DatasetOption = None,
    split: SplitOption = None,
    limit: LimitOption = None,
    seed: SeedOption = 0,
    retrieval_only: RetrievalOption = False,
    output: OutputOption = None,
    library: LibraryOption = None,
) -> None:
    """Ask every question of a set and show how good the answers are.

    Examples: [bold]python -m evals[/bold], [bold]python -m evals --dataset FOLDER --limit 100[/bold]
    """
    started = time.monotonic()
    with one_line_errors(), library_folder(library) as folder:
        questions = chosen(dataset, split, limit, seed)
        config = Config(library=folder)
        run = measure(questions, config, retrieval_only)
        measured = report.figures_by_split(run)
        Console().print(report.table(run, measured))
        options = {"split": split, "limit": limit, "seed": seed, "retrieval_only": retrieval_only}
        content = report.results(run, measured, configuration(config, options), time.monotonic() - started)
        path = output or default_output(questions)
        report.write(path, content)
    say(f"A row for each question is in {path}")


def default_output(dataset: Dataset) -> Path:
    """``results/NAME-DAY-TIME.json`` in the current folder."""
    return Path("results") / f"{dataset.name}-{datetime.now():%Y%m%d-%H%M%S}.json"


if __name__ == "__main__":
    app()
