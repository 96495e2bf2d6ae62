"""``python -m evals.bench``: how fast it is and how much memory it takes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from evals import speed
from evals.articles import questions
from evals.console import SeedOption, one_line_errors, progress_bars, say
from evals.files import write_json
from evals.provenance import provenance
from evals.running.machine import write_articles

app = typer.Typer(add_completion=False)

OutputOption = Annotated[Path, typer.Option("--output", help="Where the JSON goes.")]


def measure(folder: Path, count: int, asked: int, cold: int, seed: int) -> dict[str, Any]:
    """All measurements, one after the other."""
    write_articles(folder / "articles", count, seed)
    library = folder / "library"
    words = questions(asked, seed)
    steps: dict[str, Callable[[], speed.Measurement]] = {
        "import": lambda: speed.alone(speed.import_articles, library, folder / "articles"),
        "bare model": lambda: speed.alone(speed.embed_bare, library),
        "warm ask": lambda: speed.alone(speed.ask_warm, library, words),
        "cold ask": lambda: speed.alone(speed.ask_cold, library, words[0], cold),
    }
    with progress_bars() as progress:
        return {name: step() for name, step in progress.track(steps.items(), description="Measuring")}


def table(measured: dict[str, Any]) -> Table:
    """One row for each number."""
    drawn = Table("measurement", "figure", "value", title="Speed and memory")
    for name, figures in measured.items():
        for figure, value in figures.items():
            drawn.add_row(name, figure.replace("_", " "), str(value))
        drawn.add_section()
    return drawn


@app.command()
def main(
    count: Annotated[int, typer.Option("--articles", min=1, help="Invented articles to import.")] = 200,
    asked: Annotated[int, typer.Option("--questions", min=1, help="Questions to ask warm.")] = 100,
    cold: Annotated[int, typer.Option(min=1, help="How often a new process is asked.")] = 3,
    seed: SeedOption = 0,
    output: OutputOption = Path("results/bench.json"),
) -> None:
    """Import invented articles, embed the same with the bare model, ask warm and cold."""
    with one_line_errors(), tempfile.TemporaryDirectory(prefix="groundwire-bench-") as folder:
        measured = measure(Path(folder), count, asked, cold, seed)
        taken, bare = measured["import"], measured["bare model"]
        measured["import"]["share_of_bare_model"] = round(
            taken["passages_per_second"] / bare["passages_per_second"], 3
        )
        Console().print(table(measured))
        made = provenance("evals.bench")
        options = {"articles": count, "questions": asked, "seed": seed}
        content = {"format": 1, "kind": "bench", "options": options, "made": made, "measured": measured}
        write_json(output, content)
    say(f"The figures are in {output}")


if __name__ == "__main__":
    app()
