"""``python -m evals.bench``: how fast it is and how much memory it takes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from evals import speed
from evals.articles import questions
from evals.console import DatasetsOption, SeedOption, one_line_errors, progress_bars, say
from evals.datasets import Dataset, load_dataset, packaged_dataset
from evals.development import development
from evals.files import write_json
from evals.provenance import provenance
from evals.running.machine import write_articles

app = typer.Typer(add_completion=False)

OutputOption = Annotated[Path, typer.Option("--output", help="Where the JSON goes.")]
Steps = dict[str, Callable[[], speed.Measurement]]
# What a figure should stay under on a common laptop, by measurement and figure.
TARGETS: Mapping[str, Mapping[str, float]] = {
    "reader load": {"seconds": 1.0},
    "warm ask, groundwire_news": {"p50_milliseconds": 150.0},
    "warm ask, onestop": {"p50_milliseconds": 250.0},
}


def measure(
    folder: Path, datasets: Sequence[Dataset], count: int, asked: int, cold: int, seed: int
) -> dict[str, Any]:
    """All measurements, one after the other."""
    write_articles(folder / "articles", count, seed)
    library = folder / "library"
    words = questions(asked, seed)
    steps: Steps = {
        "import": partial(speed.alone, speed.import_articles, library, folder / "articles"),
        "bare model": partial(speed.alone, speed.embed_bare, library),
        "reader load": partial(speed.alone, speed.load_reader, folder / "empty"),
        "warm ask": partial(speed.alone, speed.ask_warm, library, words),
        **asking(folder, datasets, asked, seed),
        "cold ask": partial(speed.alone, speed.ask_cold, library, words[0], cold),
    }
    with progress_bars() as progress:
        return {name: step() for name, step in progress.track(steps.items(), description="Measuring")}


def asking(folder: Path, datasets: Sequence[Dataset], asked: int, seed: int) -> Steps:
    """A step for each set: its own questions, of the development split where it is split, on its articles."""
    steps: Steps = {}
    for number, dataset in enumerate(datasets):
        drawn = development(dataset, limit=asked, seed=seed)
        words = [question.question for question in drawn.questions]
        steps[f"warm ask, {dataset.name}"] = partial(speed.ask_of, folder / f"set-{number}", drawn, words)
    return steps


def targets(measured: Mapping[str, Any]) -> dict[str, Mapping[str, float]]:
    """The targets of what was measured."""
    return {name: TARGETS[name] for name in measured if name in TARGETS}


def table(measured: Mapping[str, Any], targets: Mapping[str, Mapping[str, float]], title: str) -> Table:
    """One row for each number, with its target where it has one."""
    drawn = Table("measurement", "figure", "value", "target", title=title)
    for name, figures in measured.items():
        for figure, value in figures.items():
            target = targets.get(name, {}).get(figure)
            aimed = "–" if target is None else f"under {target:g}"
            drawn.add_row(name, figure.replace("_", " "), str(value), aimed)
        drawn.add_section()
    return drawn


@app.command()
def main(
    count: Annotated[int, typer.Option("--articles", min=1, help="Invented articles to import.")] = 200,
    asked: Annotated[int, typer.Option("--questions", min=1, help="Questions to ask warm.")] = 100,
    cold: Annotated[int, typer.Option(min=1, help="How often a new process is asked.")] = 3,
    seed: SeedOption = 0,
    dataset: DatasetsOption = None,
    output: OutputOption = Path("results/bench.json"),
) -> None:
    """Import invented articles, embed the same with the bare model, load the reader, ask warm and cold.

    Warm questions are asked of the invented articles, of the packaged ones, and of each set's.
    """
    with one_line_errors(), tempfile.TemporaryDirectory(prefix="groundwire-bench-") as folder:
        datasets = [packaged_dataset(), *map(load_dataset, dataset or ())]
        measured = measure(Path(folder), datasets, count, asked, cold, seed)
        taken, bare = measured["import"], measured["bare model"]
        measured["import"]["share_of_bare_model"] = round(
            taken["passages_per_second"] / bare["passages_per_second"], 3
        )
        Console().print(table(measured, TARGETS, "Speed and memory"))
        made = provenance("evals.bench")
        options = {"articles": count, "questions": asked, "seed": seed}
        content = {"format": 1, "kind": "bench", "options": options, "made": made, "measured": measured}
        write_json(output, content | {"targets": targets(measured)})
    say(f"The figures are in {output}")


if __name__ == "__main__":
    app()
