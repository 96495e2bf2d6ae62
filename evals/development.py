"""Which questions may be fitted on: never a test split, and of some sets only certain articles."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Annotated

import typer

from evals.datasets import Dataset, DatasetError, limited, load_dataset, of_documents, of_split

OnlyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--only", help="In sets that have a document of this title, ask on it only; may be repeated."
    ),
]
ExceptOption = Annotated[
    list[str] | None,
    typer.Option("--except", help="Ask nothing on a document of this title; may be repeated."),
]


def development(
    dataset: Dataset,
    only: Collection[str] | None = None,
    excluded: Collection[str] | None = None,
    limit: int | None = None,
    seed: int = 0,
) -> Dataset:
    """The questions of a set that may be fitted on.

    Args:
        dataset: the set; of one that is split, the development split counts.
        only: titles of documents; a set that has any of them is asked on these alone.
        excluded: titles of documents on which nothing is asked; they stay in the library.
        limit: the most questions, drawn at random.
        seed: the seed of the draw.

    Raises:
        DatasetError: no question is left.
    """
    if "test" in dataset.splits:
        dataset = of_split(dataset, "development")
    titles = {document.title for document in dataset.documents}
    chosen = (titles & set(only or ()) or titles) - set(excluded or ())
    return limited(of_documents(dataset, chosen) if chosen != titles else dataset, limit, seed)


def load_development(
    paths: Collection[Path],
    known: Collection[Dataset],
    only: Collection[str] | None,
    excluded: Collection[str] | None,
    limit: int | None,
    seed: int,
) -> list[Dataset]:
    """The development questions of ``known`` sets and of those at ``paths``.

    Raises:
        DatasetError: a set cannot be read, no set was named, or a title belongs to no document of any.
    """
    sets = [*known, *(load_dataset(path) for path in paths)]
    if not sets:
        raise DatasetError("Name a set to fit on with --dataset.")
    titles = {document.title for dataset in sets for document in dataset.documents}
    for title in [*(only or ()), *(excluded or ())]:
        if title not in titles:
            raise DatasetError(f"No set has a document with the title “{title}”.")
    return [development(dataset, only, excluded, limit, seed) for dataset in sets]
