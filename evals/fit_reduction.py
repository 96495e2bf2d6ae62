"""``python -m evals.fit_reduction``: fit the dimensions that are kept of the vectors of tokens.

Passages of training sets are embedded, and the directions along which their tokens lie most are kept
(:mod:`index.embedding.reduction`). A library holds vectors that were reduced by one file: with another one it
forgets them, and ``groundwire reindex`` makes them again.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from evals.console import SeedOption, one_line_errors, say
from evals.datasets import DatasetError
from evals.json_lines import texts_in
from index import EmbeddingConfig, Encoder, Reduction

app = typer.Typer(add_completion=False)
# So many passages are embedded at once.
BATCH = 256
Floats = NDArray[np.floating[Any]]


def drawn(files: list[Path], count: int, seed: int) -> list[str]:
    """``count`` passages of these files, drawn at random.

    Raises:
        DatasetError: a file cannot be read, or none holds a passage.
    """
    found = sorted({passage for file in files for passage in texts_in(file, "context")})
    if not found:
        raise DatasetError("None of these files has a passage: a line with a “context”.")
    return Random(seed).sample(found, min(count, len(found)))


def moments(encoder: Encoder, passages: list[str]) -> Floats:
    """The second moments of the passages' tokens about the origin, shape (dimensions, dimensions)."""
    found: Floats = np.zeros((1, 1))
    for start in range(0, len(passages), BATCH):
        for made in encoder.encode_tokens(passages[start : start + BATCH]):
            tokens = made.tokens.vectors.astype(np.float64)
            found = found + tokens.T @ tokens
    return found


def directions(squares: Floats, kept: int) -> tuple[Floats, float]:
    """The directions with the most of the squares, shape (dimensions, kept), and their share of them."""
    values, vectors = np.linalg.eigh(squares)
    return vectors[:, ::-1][:, :kept], float(values[::-1][:kept].sum() / values.sum())


@app.command()
def main(
    data: Annotated[list[Path], typer.Option("--data", help="JSON lines with a “context” each.")],
    output: Annotated[Path, typer.Option("--output", help="Where the directions go, an .npz file.")],
    kept: Annotated[int, typer.Option("--kept", min=1, help="So many dimensions are kept.")] = 96,
    count: Annotated[int, typer.Option("--count", min=1, help="So many passages are drawn.")] = 4_000,
    seed: SeedOption = 0,
) -> None:
    """Fit the dimensions that are kept of the packaged model's vectors of tokens."""
    with one_line_errors():
        encoder = Encoder(EmbeddingConfig(), Reduction(None))
        basis, share = directions(moments(encoder, drawn(data, count, seed)), kept)
        np.savez_compressed(output, model=encoder.identity, basis=basis.astype(np.float16))
    say(f"{basis.shape[1]} of {len(basis)} dimensions keep {share:.1%} of the squares; they are in {output}.")


if __name__ == "__main__":
    app()
