"""``python -m evals.fusion``: what fusing two short lists costs against scoring every passage.

The fused ranking is the one that ships: the union of the two searches' best ``retrieval.candidates``
passages, fused. The exhaustive one scores every passage of the library by BM25 and by the cosine,
standardises both over all passages and adds them at equal weight.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean, pstdev
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from evals.console import DatasetOption, LimitOption, SeedOption, one_line_errors, progress_bars, say
from evals.datasets import (
    Dataset,
    DatasetError,
    Question,
    limited,
    load_dataset,
    of_split,
    packaged_dataset,
)
from evals.files import write_json
from evals.library import Shelf, fill, library_folder
from evals.provenance import provenance
from evals.results import FORMAT
from evals.running.measuring import SEARCHED
from evals.running.scoring import Scores, retrieval_scores
from index import Library
from rag import Assistant, Config, Match, Passage, fuse

app = typer.Typer(add_completion=False)
WAYS = ("fused", "exhaustive")
# How far the fused ranking may lie below the exhaustive one.
ALLOWED_POINTS = 1.0
Search = Callable[[str], tuple[Passage, ...]]


def exhaustive(matches: Sequence[Match]) -> tuple[Passage, ...]:
    """Rank passages by the sum of standardised BM25 and standardised cosine, best first.

    ``matches`` are all passages of the library: means and deviations are over all of them.
    """
    lexical = standardised([match.bm25 for match in matches])
    dense = standardised([match.passage.cosine for match in matches])
    ranked = [
        replace(match.passage, score=one + other)
        for match, one, other in zip(matches, lexical, dense, strict=True)
    ]
    return tuple(sorted(ranked, key=lambda passage: (-passage.score, passage.passage_id)))


def standardised(values: Sequence[float]) -> list[float]:
    """Values less their mean, over their standard deviation; all 0 where they do not differ."""
    if not values or max(values) == min(values):
        return [0.0] * len(values)
    mean = fmean(values)
    deviation = pstdev(values, mean)
    return [(value - mean) / deviation for value in values]


def compare(dataset: Dataset, config: Config) -> tuple[dict[str, list[Scores]], int, int]:
    """Both ways' scores of every answerable question; passages in all, and the fewest ever scored."""
    found: dict[str, list[Scores]] = {way: [] for way in WAYS}
    scored: list[int] = []
    texts = {document.id: document.text for document in dataset.documents}
    with progress_bars() as progress:
        shelf = shelved(dataset, config, progress)
        with Library(config.for_library()) as library:
            passages = library.status().passages
            ways = searches(library, config.retrieval.candidates, passages, scored)
            for question in progress.track(answerable(dataset), description="Searching"):
                for way, search in ways.items():
                    places = [shelf.place(passage) for passage in search(question.question)]
                    found[way].append(retrieval_scores(question, places, texts))
    return found, passages, min(scored)


def shelved(dataset: Dataset, config: Config, progress: Progress) -> Shelf:
    """Fill the library and close it again: one process has one library open once."""
    adding = progress.add_task("Adding documents", total=len(dataset.documents))
    with Assistant.open(config) as assistant:
        return fill(assistant, dataset, lambda: progress.advance(adding))


def searches(library: Library, candidates: int, passages: int, scored: list[int]) -> dict[str, Search]:
    """Both ways of searching; the exhaustive one notes in ``scored`` how many passages it ranked."""

    def everything(question: str) -> tuple[Passage, ...]:
        matches, _ = library.search(question, limit=passages)
        scored.append(len(matches))
        return exhaustive(matches)[:SEARCHED]

    def fused(question: str) -> tuple[Passage, ...]:
        return fuse(library.search(question, limit=max(candidates, SEARCHED))[0])[:SEARCHED]

    return {"fused": fused, "exhaustive": everything}


def answerable(dataset: Dataset) -> list[Question]:
    """The questions with evidence, of the development split where the set is split.

    Raises:
        DatasetError: there are none.
    """
    if "test" in dataset.splits:
        dataset = of_split(dataset, "development")
    found = [question for question in dataset.questions if question.answerable]
    if not found:
        raise DatasetError(f"{dataset.name} has no question with evidence.")
    return found


def figures_of(found: list[Scores]) -> dict[str, float]:
    """The retrieval figures of one way, from 0 to 1: means over the questions."""
    return {name: fmean(scores[name] for scores in found) for name in found[0]}


def points(figures: dict[str, dict[str, float]]) -> dict[str, float]:
    """How many points (hundredths) the fused ranking lies above the exhaustive one, for each figure."""
    return {
        name: round(100 * (value - figures["exhaustive"][name]), 2)
        for name, value in figures["fused"].items()
    }


def verdict(apart: dict[str, float]) -> str:
    """One sentence: whether the fused ranking is within a point of the exhaustive one, or better."""
    below = [name for name, value in apart.items() if value < -ALLOWED_POINTS]
    if below:
        return f"Fusing two short lists is more than a point below the exhaustive sum: {', '.join(below)}."
    return "Fusing two short lists is nowhere more than a point below the exhaustive sum."


@app.command()
def main(
    dataset: DatasetOption = None,
    limit: LimitOption = None,
    seed: SeedOption = 0,
    library: Annotated[Path | None, typer.Option(help="Keep the library in this folder.")] = None,
    output: Annotated[Path | None, typer.Option(help="Also write the figures as JSON.")] = None,
) -> None:
    """Compare fusing two short lists with scoring every passage, on development questions."""
    with one_line_errors(), library_folder(library) as folder:
        questions = limited(packaged_dataset() if dataset is None else load_dataset(dataset), limit, seed)
        found, passages, scored = compare(questions, Config(library=folder))
        content = results(questions, found, passages, scored)
        Console().print(table(content))
        say(content["verdict"])
        if output:
            write_json(output, content)


def results(dataset: Dataset, found: dict[str, list[Scores]], passages: int, scored: int) -> dict[str, Any]:
    """Everything about a comparison, ready for JSON."""
    figures = {way: figures_of(retrievals) for way, retrievals in found.items()}
    apart = points(figures)
    return {
        "format": FORMAT,
        "kind": "fusion",
        "dataset": {
            "name": dataset.name,
            "documents": len(dataset.documents),
            "questions": len(found["fused"]),
        },
        "made": provenance("evals.fusion"),
        "passages": passages,
        "passages_scored": scored,
        "figures": figures,
        "points": apart,
        "verdict": verdict(apart),
    }


def table(content: dict[str, Any]) -> Table:
    """One row a figure: both ways, and the points between them."""
    drawn = Table("figure", *WAYS, "points", title=f"{content['dataset']['name']}: fusion")
    for name, apart in content["points"].items():
        values = (f"{100 * content['figures'][way][name]:.1f}" for way in WAYS)
        drawn.add_row(name, *values, f"{apart:+.1f}")
    return drawn


if __name__ == "__main__":
    app()
