"""What our completion of follow-up questions gains, as Markdown."""

from __future__ import annotations

from typing import Any

from evals.reporting.making import Result, made
from evals.reporting.wording import grid


def completion(result: Result) -> str:
    """A table with a row for each way of asking, and one with the gap closed for each kind of question."""
    dataset, groups = result["dataset"], result["groups"]
    (whole, group), *parts = groups.items()
    heads = ["question", f"recall@{result['first']}", "of the gap closed"]
    rows = [[way, recall(found), gap(found)] for way, found in group["ways"].items()]
    told = (
        f"{group['questions']:,} {whole} whose answer is known, of {dataset['answers']:,} answers on "
        f"{dataset['documents']:,} conversations. The gap is between a question as typed and its rewriting "
        "by a human; intervals are by article."
    )
    heading = f"## Follow-up questions of {dataset['name']}"
    return "\n\n".join([heading, told, grid(heads, rows), of_kinds(dict(parts)), made(result)])


def of_kinds(groups: dict[str, Any]) -> str:
    """Recall of each way, a column for each kind of question."""
    names = list(groups)
    ways = list(dict.fromkeys(way for group in groups.values() for way in group["ways"]))
    rows = [[way, *(recall(groups[name]["ways"][way]) for name in names)] for way in ways]
    return grid(["question", *(f"{name} ({groups[name]['questions']:,})" for name in names)], rows)


def recall(found: dict[str, Any]) -> str:
    """Recall and its interval."""
    return percent(found["recall"], found)


def gap(found: dict[str, Any]) -> str:
    """The share of the gap that is closed and its interval; a dash where there is none to close."""
    share = found.get("closed")
    return percent(share["value"], share) if share else "–"


def percent(value: float, interval: dict[str, Any]) -> str:
    """A share, with its interval where it has one."""
    told = f"{100 * value:.1f} %"
    if "low" not in interval:
        return told
    return f"{told} ({100 * interval['low']:.1f} to {100 * interval['high']:.1f})"
