"""``python -m rag.reader.training.learning_curve``: what a reader is worth after each of its checkpoints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from transformers import AutoModelForQuestionAnswering, AutoTokenizer

from index import ConfigError, GroundwireError
from rag.reader.models import load_model
from rag.reader.training.averaging import averaged
from rag.reader.training.measure import examples_of, figures, read_all
from rag.reader.training.run import checkpoints

app = typer.Typer(add_completion=False)


def models(run: Path) -> Iterator[tuple[int, Path]]:
    """The windows read before each checkpoint of a run, and a folder with the model as it was then.

    Raises:
        ConfigError: the run has not ended, or keeps no checkpoint.
    """
    files = checkpoints(run)
    if not files or not (run / "model").is_dir():
        raise ConfigError(f"The training in {run} has not ended: it lacks checkpoints, or the model.")
    network: Any = AutoModelForQuestionAnswering.from_pretrained(run / "model", local_files_only=True)
    for file in files:
        network.load_state_dict(averaged([file]))
        with TemporaryDirectory() as folder:
            network.save_pretrained(folder)
            AutoTokenizer.from_pretrained(run / "model", local_files_only=True).save_pretrained(folder)
            yield int(file.stem.rpartition("-")[2]), Path(folder)


@app.command()
def main(
    run: Annotated[Path, typer.Option("--run", help="The folder of a training that has ended.")],
    data: Annotated[Path, typer.Option("--data", help="A data set: a folder, JSON lines, or SQuAD's JSON.")],
    output: Annotated[Path, typer.Option("--output", help="Where the figures go, as JSON.")],
    title: Annotated[list[str] | None, typer.Option("--title", help="Only texts of this title.")] = None,
) -> None:
    """Measure a reader at every checkpoint: how its figures grow with the windows it has read."""
    try:
        examples = examples_of(data, title)
        found = {
            windows: asdict(figures(read_all(load_model(folder), examples)))
            for windows, folder in models(run)
        }
    except GroundwireError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    for windows, shown in found.items():
        typer.echo(f"{windows} windows: {json.dumps(shown)}")
    output.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    app()
