"""Wordings of questions about an article as a whole: whether they are told from other questions."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from importlib.resources import files

from rich.table import Table

from evals.console import progress_bars
from evals.datasets import Dataset
from evals.library import fill, library_folder
from rag import Answer, Assistant, Config

NONE = "none"


@dataclass(frozen=True, slots=True)
class Wording:
    """A question and what it asks for: an aspect, or ``none``; of ``other`` ones nobody wrote a kind."""

    question: str
    kind: str
    other: bool = False


def wordings(split: str) -> list[Wording]:
    """Our own wordings of a split: ``development`` or ``test``."""
    lines = (files("evals.data") / "wordings.jsonl").read_text(encoding="utf-8").splitlines()
    return [Wording(one["question"], one["kind"]) for one in map(json.loads, lines) if one["split"] == split]


def taken_for(answer: Answer) -> str:
    """The kind that a question was taken for, by its reply."""
    return str(answer.aspect) if answer.kind == "overview" else NONE


def recognition(dataset: Dataset, asked: list[Wording]) -> dict[str, dict[str, int]]:
    """Ask each wording of the first document alone; for each kind how many are asked and taken for it."""
    right: Counter[str] = Counter()
    with library_folder(None) as folder, Assistant.open(Config(library=folder)) as assistant:
        shelf = fill(assistant, dataset)
        ids = shelf.library_ids({dataset.documents[0].id})
        with progress_bars() as bars:
            for one in bars.track(asked, description="Asking wordings"):
                right[one.kind] += taken_for(assistant.ask(one.question, documents=ids)) == one.kind
    total = Counter(one.kind for one in asked)
    return {kind: {"asked": total[kind], "taken for it": right[kind]} for kind in sorted(total)}


def recognition_table(found: dict[str, dict[str, int]]) -> Table:
    """A row for each kind."""
    drawn = Table("wordings", "asked", "taken for it", box=None)
    for kind, counts in found.items():
        drawn.add_row(kind, *map(str, counts.values()))
    return drawn
