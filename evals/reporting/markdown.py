"""Results as Markdown: the figures, the failed questions, how it was made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evals.reporting.failures import Failure, failures
from evals.reporting.headline import Cell, figure_table
from evals.reporting.wording import NOTHING, SPLITS, counted, grid, made_line, split_note, splits_of
from evals.results import Results

# What Markdown or the HTML inside it could take for more than text.
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")


def markdown_report(results: Results) -> str:
    """The headline table of each split with intervals, the failed questions, and how it was made.

    Text from questions is escaped, so that it can only be text.
    """
    parts = [f"# Evaluation of {escaped(results.dataset.name)}", escaped(made_line(results))]
    for split in splits_of(results):
        parts += split_part(results, split)
    parts += failure_part(failures(results))
    if results.failed:
        lines = [f"- {code(name)}: {escaped(reason)}" for name, reason in results.failed.items()]
        parts += ["## Could not be asked", "\n".join(lines)]
    return "\n\n".join([*parts, "## How it was made", "\n".join(made(results))]) + "\n"


def split_part(results: Results, split: str) -> Iterator[str]:
    """Heading, note and table of one split."""
    table = figure_table(results, split)
    yield f"## Figures: {SPLITS.get(split, split)}"
    yield (
        f"{split_note(results, split)} In brackets the 95 % interval; bold is the best of the row; "
        "↑ more is better, ↓ less is better."
    ).strip()
    rows = [
        [suite, f"{escaped(row.name)} {row.direction}", row.of, *(cell_text(cell) for cell in row.cells)]
        for suite, rows in table.suites.items()
        for row in rows
    ]
    yield grid(["suite", "figure", "of", *table.systems], rows, left=2)


def cell_text(cell: Cell | None) -> str:
    """Value and interval, bold where it is the best."""
    if cell is None:
        return NOTHING
    value = f"**{cell.value}**" if cell.best else cell.value
    return f"{value} ({cell.interval})" if cell.interval else value


def failure_part(found: Sequence[Failure]) -> Iterator[str]:
    """The failed questions, a line each."""
    yield f"## Failed questions: {len(found):,}"
    if not found:
        yield "No question failed."
        return
    yield "\n".join(failure_line(failure) for failure in found)


def failure_line(failure: Failure) -> str:
    """Id, question, how it failed and the stage that lost it."""
    ways = ", ".join(sort.title for sort in failure.sorts)
    stage = f"; lost by: {failure.stage}" if failure.stage else ""
    return f"- {code(failure.row.id)} {escaped(failure.row.question)} ({ways}{stage})"


def made(results: Results) -> Iterator[str]:
    """A line for each fact about how the run was made."""
    known = results.made
    yield f"- Command: {code(str(known.get('command', '')))}"
    yield f"- Set: {code(results.dataset.name)}, SHA-256 {code(results.dataset.sha256)}"
    yield f"- Suites: {', '.join(results.suites)}"
    yield f"- Run: {escaped(made_line(results))}"
    packages = known.get("packages") or {}
    versions = ", ".join(f"{name} {number}" for name, number in packages.items())
    yield f"- Versions: Python {known.get('python', '')}, {versions}"
    for message in results.left_out:
        yield f"- Left out: {escaped(message)}"
    if passages := results.library.get("passages"):
        yield f"- Library: {counted(int(passages), 'passage')}"


def escaped(text: str) -> str:
    """The text on one line, with what Markdown could read as markup made plain."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """The text as code, on one line; a backtick cannot end it."""
    return f"`{' '.join(text.split()).replace('`', 'ʼ')}`"
