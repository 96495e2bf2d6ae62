"""``python -m rag.reader.training.ablation``: what models are worth beside a first one.

Each difference from the first model comes with a 95 % interval: texts are drawn with all their questions (the
paired cluster bootstrap; Davison and Hinkley 1997, section 3.8), the same ones for both models.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from index import GroundwireError
from rag.reader.models import load_model
from rag.reader.training.example import Example
from rag.reader.training.measure import Reading, examples_of, figures, read_all

COMPARED = ("f1_answerable", "placed", "auroc", "f1")
DRAWS = 1000
LEVEL = 0.95
app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure's difference from the first model's, and its 95 % interval."""

    difference: float
    low: float
    high: float


def differences(
    first: Sequence[Reading], other: Sequence[Reading], examples: Sequence[Example], count: int = DRAWS
) -> dict[str, Difference]:
    """How much ``other`` is better than ``first`` in each figure, by ``count`` draws.

    Both have read ``examples``, in their order.
    """
    apart = beside(first, other)
    drawn = [
        beside([first[row] for row in rows], [other[row] for row in rows])
        for rows in drawn_rows([example.text for example in examples], count)
    ]
    defined = np.flatnonzero(~np.isnan(apart))
    ends = np.nanquantile(np.array(drawn)[:, defined], [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return {
        COMPARED[place]: Difference(float(apart[place]), float(low), float(high))
        for place, low, high in zip(defined, *ends, strict=True)
    }


def beside(first: Sequence[Reading], other: Sequence[Reading]) -> NDArray[np.float64]:
    """The differences in the figures compared, in their order; NaN where one is not defined."""
    one, another = figures(first), figures(other)
    pairs = [(getattr(one, name), getattr(another, name)) for name in COMPARED]
    return np.array([np.nan if None in pair else pair[1] - pair[0] for pair in pairs], dtype=float)


def drawn_rows(texts: Sequence[str], count: int) -> list[list[int]]:
    """Row numbers for each draw: as many texts as there are, with repetition, each with all its rows."""
    rows: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        rows.setdefault(text, []).append(row)
    groups = list(rows.values())
    picked: NDArray[np.int64] = np.random.default_rng(0).integers(len(groups), size=(count, len(groups)))
    return [[row for group in draw for row in groups[group]] for draw in picked]


def table(
    names: Sequence[str], read: Sequence[Sequence[Reading]], examples: Sequence[Example], count: int
) -> Any:
    """For each model its figures and, but for the first, the differences from the first's."""
    found: dict[str, Any] = {}
    for place, (name, readings) in enumerate(zip(names, read, strict=True)):
        apart = differences(read[0], readings, examples, count) if place else {}
        compared = {figure: asdict(difference) for figure, difference in apart.items()}
        found[name] = {"figures": asdict(figures(readings)), "differences": compared}
    return found


def line(name: str, shown: dict[str, Any], apart: dict[str, Any]) -> str:
    """A model's figures in one line, each in per cent, with the difference and its interval."""
    parts = []
    for figure in COMPARED:
        if shown[figure] is None:
            continue
        beside = "({difference:+.1%}, {low:+.1%} to {high:+.1%})".format(**apart[figure]) if apart else ""
        parts.append(f"{figure} {shown[figure]:.1%} {beside}".rstrip())
    return f"{name}: {', '.join(parts)}"


@app.command()
def main(
    data: Annotated[Path, typer.Option("--data", help="A data set: a folder, JSON lines, or SQuAD's JSON.")],
    model: Annotated[list[Path], typer.Option("--model", help="A model folder; the first is compared with.")],
    output: Annotated[Path, typer.Option("--output", help="Where the figures go, as JSON.")],
    title: Annotated[list[str] | None, typer.Option("--title", help="Only texts of this title.")] = None,
    draws: Annotated[int, typer.Option("--draws", min=2, help="How often texts are drawn.")] = DRAWS,
) -> None:
    """Measure several readers on the same questions."""
    try:
        examples = examples_of(data, title)
        read = [read_all(load_model(folder), examples) for folder in model]
        found = table([name_of(folder) for folder in model], read, examples, draws)
    except GroundwireError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    for name, measured in found.items():
        typer.echo(line(name, measured["figures"], measured["differences"]))
    output.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def name_of(folder: Path) -> str:
    """The name of a model's run: training leaves every model in a folder ``model``."""
    return folder.parent.name if folder.name == "model" else folder.name


if __name__ == "__main__":
    app()
