"""Figures as a table for people and as JSON for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rich.table import Table

from evals.asking import Run
from evals.datasets import DatasetError
from evals.figures import Figure, figures, search_figures
from evals.provenance import provenance

FORMAT = 1
# Only the test split, which nobody tuned on, is called a result.
HEADINGS = {"development": "development", "test": "result (test)", "all": "all questions, not split"}
CAPTION = "Exact match and F1 judge the short answer, or the first answer sentence where there is none."


def figures_by_split(run: Run) -> dict[str, tuple[Figure, ...]]:
    """The figures of each split apart."""
    return {split: of_split(run, split) for split in run.dataset.splits}


def of_split(run: Run, split: str) -> tuple[Figure, ...]:
    """The figures of one split: all of them, or those of the search where nothing was asked."""
    if run.outcomes:
        return figures([outcome for outcome in run.outcomes if outcome.question.split == split])
    return search_figures([found for found in run.retrievals if found.question.split == split])


def table(run: Run, measured: dict[str, tuple[Figure, ...]]) -> Table:
    """One row a figure, one column a split."""
    documents = len(run.dataset.documents)
    title = (
        f"{run.dataset.name}: {len(run.retrievals)} questions on {documents} document{'s' * (documents != 1)}"
    )
    drawn = Table(title=title, caption=CAPTION if run.outcomes else None)
    drawn.add_column("figure")
    for split in measured:
        drawn.add_column(HEADINGS[split], justify="right")
    suite = None
    for row in zip(*measured.values(), strict=True):
        if suite not in (None, row[0].suite):
            drawn.add_section()
        suite = row[0].suite
        drawn.add_row(row[0].name, *(str(figure) for figure in row))
    return drawn


def results(
    run: Run, measured: dict[str, tuple[Figure, ...]], configuration: dict[str, Any], seconds: float
) -> dict[str, Any]:
    """Everything about a run, ready for JSON."""
    return {
        "format": FORMAT,
        "kind": "evals",
        "dataset": {
            "name": run.dataset.name,
            "documents": len(run.dataset.documents),
            "questions": len(run.retrievals),
            "packaged": run.dataset.packaged,
        },
        "configuration": configuration,
        "library": {name: value for name, value in run.status.items() if name != "library"},
        "made": {**provenance("evals"), "seconds": round(seconds, 1)},
        "figures": {
            split: {figure.name: figure.to_dict() for figure in row} for split, row in measured.items()
        },
        "note": CAPTION,
        "questions": [row.to_dict() for row in run.outcomes or run.retrievals],
    }


def write(path: Path, content: dict[str, Any]) -> None:
    """Write JSON to ``path``, making its folder.

    Raises:
        DatasetError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_json(content), encoding="utf-8")
    except OSError as error:
        raise DatasetError(f"{path} cannot be written ({error.strerror or error}).") from error


def as_json(content: dict[str, Any]) -> str:
    """JSON with a line for each value, but only one for each row of ``questions``."""
    head = {name: value for name, value in content.items() if name != "questions"}
    text = json.dumps(head, ensure_ascii=False, indent=1)
    if "questions" in content:
        rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in content["questions"])
        text = f'{text.removesuffix("}").rstrip()},\n "questions": [\n  {rows}\n ]\n}}'
    return text + "\n"
