"""The part of the speed suite that needs no question set: importing articles, and a first answer."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from evals import speed
from evals.articles import articles, questions
from evals.results import MAIN, Figure

# Enough to be steady within a few per cent, and few enough for a suite that everybody runs.
ARTICLES = 24


def measure_machine(seed: int, advance: Callable[[], None]) -> tuple[Figure, ...]:
    """Import invented articles and ask once from the command line, each in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="groundwire-speed-") as folder:
        library, written = Path(folder) / "library", Path(folder) / "articles"
        write_articles(written, ARTICLES, seed)
        imported = speed.alone(speed.import_articles, library, written)
        advance()
        cold = speed.alone(speed.ask_cold, library, questions(1, seed)[0], 1)
        advance()
    return figures(imported, cold)


def figures(imported: dict[str, Any], cold: dict[str, Any]) -> tuple[Figure, ...]:
    """The measurements as figures; they belong to no split."""

    def figure(name: str, value: float, unit: str, better: str) -> Figure:
        return Figure.model_validate(
            {
                "suite": "speed",
                "name": name,
                "system": MAIN,
                "split": "machine",
                "value": value,
                "of": 1,
                "unit": unit,
                "better": better,
            }
        )

    return (
        figure("import, passages", imported["passages_per_second"], "rate", "higher"),
        figure("first answer of a new process", cold["median_seconds"], "seconds", "lower"),
    )


def write_articles(folder: Path, count: int, seed: int) -> None:
    """One text file for each article."""
    folder.mkdir()
    for number, article in enumerate(articles(count, seed)):
        (folder / f"article-{number:04d}.txt").write_text(article.text, encoding="utf-8", newline="")
