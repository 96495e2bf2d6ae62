"""``python -m evals compare``: whether a second run is better than a first one, or not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.comparing import ComparedFigure, Comparison, compare, listed
from evals.console import one_line_errors, say
from evals.files import read_results, write_json
from evals.reporting.wording import NOTHING, arrow, counted, number_text
from evals.results import Unit

COLOURS = {"better": "green", "worse": "red", "can’t tell": ""}
WIDTH = 130
# Smaller probabilities are told as smaller than this.
SMALLEST = 0.001
# Marks probabilities from too few documents to swap them whole.
FEW = " *"


def compare_command(
    first: Annotated[
        Path, typer.Argument(metavar="A.json", help="A result of python -m evals: the one to beat.")
    ],
    second: Annotated[Path, typer.Argument(metavar="B.json", help="The result that is judged.")],
    split: Annotated[str | None, typer.Option(help="Only this split: development, test or all.")] = None,
    figure: Annotated[
        list[str] | None,
        typer.Option(help="Compare this figure; may be repeated. The headline ones by default."),
    ] = None,
    first_system: Annotated[str | None, typer.Option(help="Which system of the first run.")] = None,
    second_system: Annotated[str | None, typer.Option(help="Which system of the second run.")] = None,
    show: Annotated[int, typer.Option(min=0, help="List at most this many changed questions.")] = 20,
    output: Annotated[Path | None, typer.Option(help="Write everything to this file, as JSON.")] = None,
) -> None:
    """Say whether the second run is better than the first, by a paired permutation test.

    Exits with 1 where a figure is significantly worse, with 2 where the runs do not compare.

    Example: [bold]python -m evals compare a.json a.json --first-system lexical --second-system hybrid[/bold]
    """
    with one_line_errors():
        found = compare(read_results(first), read_results(second), first_system, second_system, split, figure)
        if output is not None:
            write_json(
                output, {"kind": "comparison", "sentence": found.sentence, **found.model_dump(mode="json")}
            )
    show_comparison(found, show)
    if found.worse:
        raise typer.Exit(1)


def show_comparison(found: Comparison, show: int) -> None:
    """Print the table, ``show`` of the changed questions, and the sentence."""
    # A pipe tells no width, and names are long.
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    console.print(figure_table(found))
    for line in changed_lines(found, show):
        console.print(line, soft_wrap=True)
    if found.left_out:
        said = "1 question is" if found.left_out == 1 else f"{found.left_out:,} questions are"
        say(f"{said} in only one of the runs and left out.", style="yellow")
    if found.dropped:
        say(f"Only one of the runs has {listed(found.dropped)}: not compared.", style="yellow")
    console.print(Text(found.sentence, style="bold"), soft_wrap=True)


def figure_table(found: Comparison) -> Table:
    """A row for each figure: both values, their difference with its interval, and the verdict."""
    of_split = "" if found.split == "all" else f" of the split {found.split}"
    table = Table(
        title=f"{counted(found.shared, 'question')}{of_split}",
        caption=caption(found),
        box=SIMPLE_HEAD,
    )
    table.add_column("figure")
    names = (found.first, found.second) if found.first != found.second else ("first run", "second run")
    for name in (*names, "difference", "of", "p"):
        table.add_column(name, justify="right")
    table.add_column("verdict")
    for figure in found.figures:
        table.add_row(
            Text(f"{figure.name} {arrow(figure.better)}"),
            number_text(figure.first, figure.unit),
            number_text(figure.second, figure.unit),
            difference_text(figure),
            f"{figure.of:,}",
            probability_text(figure.adjusted) + (FEW if figure.swapped == "questions" else ""),
            Text(figure.verdict, style=COLOURS[figure.verdict]),
        )
    return table


def caption(found: Comparison) -> str:
    """What the columns tell, and what was swapped for p."""
    told = "difference: second less first, with its 95 % interval; p: adjusted for all of these figures"
    swapped = {figure.swapped for figure in found.figures}
    if "documents" in swapped:
        told += ", by swaps of whole documents"
    if "questions" in swapped:
        told += f"; {FEW.strip()}: by swaps of single questions, since they rest on fewer than 6 documents"
    return told


def difference_text(figure: ComparedFigure) -> str:
    """``+4.1 (1.0 to 7.2)``, in points where the figure is a share."""
    value = signed(figure.difference, figure.unit)
    if figure.low is None or figure.high is None:
        return value
    return f"{value} ({signed(figure.low, figure.unit)} to {signed(figure.high, figure.unit)})"


def signed(value: float, unit: Unit) -> str:
    """A difference with its sign; none where it is rounded to nothing."""
    text = f"{100 * value:+.1f}" if unit == "share" else f"{value:+.3f}"
    return text if text.strip("+-0.") else text[1:]


def probability_text(probability: float) -> str:
    """``0.042`` or ``< 0.001``."""
    return f"{probability:.3f}" if probability >= SMALLEST else f"< {SMALLEST}"


def changed_lines(found: Comparison, show: int) -> Iterator[Text]:
    """A line for each changed question, with its figures before and after; the most losses first."""
    changed: dict[str, list[str]] = {}
    questions: dict[str, str] = {}
    gains: dict[str, float] = {}
    for figure in found.figures:
        for change in figure.changed:
            gain = (change.after - change.before) * (1 if figure.better == "higher" else -1)
            gains[change.id] = gains.get(change.id, 0.0) + gain
            questions[change.id] = change.question
            told = f"{figure.name} {score_text(change.before)} → {score_text(change.after)}"
            changed.setdefault(change.id, []).append(told)
    ordered = sorted(changed, key=lambda identity: (gains[identity], identity))
    if ordered:
        yield Text(f"{counted(len(ordered), 'question')} changed, losses first:", style="bold")
    for identity in ordered[:show]:
        line = Text(f"  {identity}  {questions[identity] or NOTHING}\n      ")
        yield line.append("; ".join(changed[identity]), style="dim")
    if len(ordered) > show:
        yield Text(f"  … and {len(ordered) - show:,} more; --show {len(ordered)} lists all of them.")


def score_text(score: float) -> str:
    """A question's score: ``0``, ``1`` or ``0.631``."""
    return f"{score:.3f}".rstrip("0").rstrip(".")
