"""``python -m evals gate``: whether a change made answers worse, judged on our development questions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evals.compare import load, show_comparison
from evals.comparing import compare
from evals.console import one_line_errors
from evals.datasets import of_split, packaged_dataset
from evals.evaluating import SUITES, Evaluation, evaluate
from evals.running.run import Plan

BASELINE = Path("docs/results/groundwire_news.json")
# Speed is a matter of the machine, and the baselines are the same before and after.
JUDGED = tuple(suite for suite in SUITES if suite != "speed")


def gate_command(
    baseline: Annotated[Path, typer.Argument(help="The result to hold against, with its rows.")] = BASELINE,
    output: Annotated[Path, typer.Option(help="Where this run's result goes.")] = Path("results/gate.json"),
) -> None:
    """Ask our development questions and compare with the committed result.

    Exits with 1 where a headline figure is significantly worse.
    """
    with one_line_errors():
        before = load(baseline)
        dataset = of_split(packaged_dataset(), "development")
        plan = Plan(JUDGED, baselines=False)
        found = compare(
            before, evaluate(Evaluation(dataset, plan, {"gate": True}, output)), split="development"
        )
    show_comparison(found, show=20)
    if found.worse:
        raise typer.Exit(1)
