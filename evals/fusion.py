"""``python -m evals.fusion``: what fusing two short lists loses against scoring every passage.

The assistant fuses the union of the two searches' best ``retrieval.candidates`` passages. Asked for as
many passages as the library holds, it scores them all, which is the exhaustive z-scored sum.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from evals.asking import SEARCHED
from evals.console import DatasetOption, LimitOption, SeedOption, one_line_errors, progress_bars
from evals.datasets import Dataset, limited, load_dataset, packaged_dataset
from evals.library import Shelf, fill, library_folder
from evals.metrics.refusal import share
from evals.metrics.retrieval import BUDGETS, Ranking, evidence_within, ranking_figures
from evals.report import write
from rag import Assistant, Config

app = typer.Typer(add_completion=False)
WAYS = ("fused lists", "exhaustive")


def rankings(dataset: Dataset, config: Config) -> tuple[dict[str, list[Ranking]], int]:
    """Both rankings of every answerable question, and the fewest passages the exhaustive one scored."""
    found: dict[str, list[Ranking]] = {way: [] for way in WAYS}
    answerable = [question for question in dataset.questions if question.answerable]
    with Assistant.open(config) as assistant, progress_bars() as progress:
        adding = progress.add_task("Adding documents", total=len(dataset.documents))
        shelf = fill(assistant, dataset, lambda: progress.advance(adding))
        every = assistant.status().passages
        fewest = every
        for question in progress.track(answerable, description="Searching"):
            for way, limit in zip(WAYS, (SEARCHED, every), strict=True):
                ranking = search(assistant, shelf, question.question, limit)
                found[way].append(Ranking(question.id, ranking[:SEARCHED], question.gold))
            fewest = min(fewest, len(ranking))
    return found, fewest


def search(assistant: Assistant, shelf: Shelf, question: str, limit: int) -> tuple[Any, ...]:
    """The places of the passages found, best first."""
    return tuple(shelf.place(passage) for passage in assistant.search(question, limit=limit))


def measured(dataset: Dataset, found: list[Ranking]) -> dict[str, float]:
    """The retrieval figures of one way of fusing."""
    texts = {document.id: document.text for document in dataset.documents}
    figures: dict[str, float] = {}
    for size in BUDGETS:
        flags = [evidence_within(r, size, texts[r.gold[0].document_id]) for r in found]
        figures[f"evidence within {size:,} characters"] = share(flags) or 0.0
    return {**figures, **ranking_figures(found)}


@app.command()
def main(
    dataset: DatasetOption = None,
    limit: LimitOption = None,
    seed: SeedOption = 0,
    library: Annotated[Path | None, typer.Option(help="Keep the library in this folder.")] = None,
    output: Annotated[Path | None, typer.Option(help="Also write the figures as JSON.")] = None,
) -> None:
    """Compare fusing two short lists with scoring every passage."""
    with one_line_errors(), library_folder(library) as folder:
        questions = limited(packaged_dataset() if dataset is None else load_dataset(dataset), limit, seed)
        found, scored = rankings(questions, Config(library=folder))
        figures = {way: measured(questions, found[way]) for way in WAYS}
        Console().print(table(questions, figures))
        if output:
            write(output, {"dataset": questions.name, "passages_scored": scored, "figures": figures})


def table(dataset: Dataset, figures: dict[str, dict[str, float]]) -> Table:
    """One row a figure: both ways, and the points between them."""
    drawn = Table("figure", *WAYS, "points", title=f"{dataset.name}: fusion")
    short, full = (figures[way] for way in WAYS)
    for name, value in short.items():
        other = full[name]
        drawn.add_row(name, f"{100 * value:.1f}", f"{100 * other:.1f}", f"{100 * (value - other):+.1f}")
    return drawn


if __name__ == "__main__":
    app()
