"""``python -m evals gate``: whether a change made answers worse, judged on our development questions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from evals.compare import show_comparison
from evals.comparing import Comparison, compare, listed
from evals.console import one_line_errors, say
from evals.datasets import of_split, packaged_dataset
from evals.evaluating import SUITES, Evaluation, evaluate
from evals.files import read_results
from evals.reporting.wording import counted
from evals.running.run import Plan

BASELINE = Path("docs/results/groundwire_news.json")
# Speed is a matter of the machine, and the baselines are the same before and after.
JUDGED = tuple(suite for suite in SUITES if suite != "speed")


def gate_command(
    baseline: Annotated[Path, typer.Argument(help="The result to hold against, with its rows.")] = BASELINE,
    output: Annotated[Path, typer.Option(help="Where this run's result goes.")] = Path("results/gate.json"),
) -> None:
    """Ask our development questions and compare with the committed result.

    Exits with 1 where a headline figure is significantly worse, a question could not be asked, or questions
    or headline figures are in only one of the two.
    """
    with one_line_errors():
        before = read_results(baseline)
        dataset = of_split(packaged_dataset(), "development")
        plan = Plan(JUDGED, baselines=False)
        after = evaluate(Evaluation(dataset, plan, {"gate": True}, output))
        found = compare(before, after, split="development")
    show_comparison(found, show=20)
    reasons = verdict(found, after.failed)
    for reason in reasons:
        say(reason, style="red")
    if reasons:
        raise typer.Exit(1)


def verdict(found: Comparison, failed: Mapping[str, str]) -> list[str]:
    """The reasons not to let a change pass, a sentence each; none where all is well.

    A figure over fewer questions may look as good as before, so what vanished counts as a loss.

    Args:
        found: the new run held against the committed one.
        failed: the questions that the new run could not ask, with the reason.
    """
    reasons = []
    if found.worse:
        reasons.append(f"Significantly worse: {listed(found.of('worse'))}.")
    if failed:
        name, why = next(iter(failed.items()))
        reasons.append(f"{counted(len(failed), 'question')} could not be asked; “{name}”: {why}")
    if found.left_out:
        reasons.append(
            f"{counted(found.left_out, 'question')} in only one of the runs: both need the same ones."
        )
    if found.dropped:
        reasons.append(
            f"No longer comparable, since only one of the runs has a value: {listed(found.dropped)}."
        )
    return reasons
