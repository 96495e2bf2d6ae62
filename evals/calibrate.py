"""``python -m evals.calibrate``: fit the confidence of answers on development questions.

For every question the features of the candidate cited first are noted, and whether it is on gold (never,
for a question that nothing answers). With ``--left-out`` the answerable questions of a set are asked again
without their article, as questions that nothing answers. A logistic regression weighs the features, a
map turns the sum into a probability, and the threshold of abstaining follows from a rule. All figures are of
documents that were held out. Test questions are never read.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from evals.collected import Collected
from evals.collecting import CollectedOption, LibrariesOption, collect
from evals.console import DatasetsOption, LimitOption, SeedOption, one_line_errors, say
from evals.cross_fitting import Numbers
from evals.datasets import DatasetError, packaged_dataset
from evals.deciding import Aims, Rule, choose_threshold, choose_way, curves, told
from evals.deciding import by_set as parts_of
from evals.development import ExceptOption, OnlyOption, load_development
from evals.features import JUDGED_BY, report_left_alone
from evals.files import write_json
from evals.fitting import WAYS, Example, Way, fit, held_out_confidences
from evals.provenance import command
from evals.risk import figures

app = typer.Typer(add_completion=False)

OutputOption = Annotated[Path, typer.Option("--output", help="Where the calibration goes.")]
CurveOption = Annotated[
    Path | None, typer.Option("--curve", help="Also write every point of the risk-coverage curves.")
]
LeftOutOption = Annotated[
    list[str] | None,
    typer.Option("--left-out", help="Ask the questions of this set again without their article; repeatable."),
]
DEFAULT = Aims()
RuleOption = Annotated[Rule, typer.Option(help="How the threshold is chosen.")]
CostOption = Annotated[float, typer.Option(min=0, help="What a wrong answer costs; a right one is worth 1.")]
MostOption = Annotated[
    float, typer.Option(min=0, max=1, help="Answer at most this share of the unanswerable.")
]
LeastOption = Annotated[float, typer.Option(min=0, max=1, help="Find at least this share of the answerable.")]


def examples_of(asked: Sequence[Collected]) -> list[Example]:
    """Each question's example; one whose answer rests on no candidate keeps the confidence it had."""
    return [example_of(question) for question in asked]


def example_of(asked: Collected) -> Example:
    """One question's example, with the features that may be weighed."""
    fixed = asked.confidence if asked.cited is None else None
    known = {} if asked.cited is None else asked.features_of(asked.cited)
    features = {name: known[name] for name in JUDGED_BY if name in known}
    group = asked.group
    return Example(group.document, features, asked.right, asked.answerable, group.source, fixed)


def calibration(asked: Sequence[Collected], aims: Aims) -> tuple[dict[str, Any], dict[str, Any]]:
    """The calibration as JSON, with the held-out figures it is worth, and the whole curves beside it.

    Raises:
        DatasetError: the questions are too few or too alike to fit anything.
    """
    examples = examples_of(asked)
    resting = [example for example in examples if example.fixed is None]
    try:
        fitted, held_out = fit(resting), held_out_confidences(resting)
    except ValueError as error:
        raise DatasetError(f"These questions are not enough to fit a confidence: {error}.") from error
    way = choose_way(resting, held_out)
    confidences = with_fixed(examples, held_out[way])
    cut = choose_threshold(parts_of(examples, confidences), aims)
    content = {
        "weights": {name: round(weight, 6) for name, weight in fitted[way].weights.items()},
        "bias": round(fitted[way].bias, 6),
        "way": way,
        "knots": [list(knot) for knot in fitted[way].knots],
        "abstain_below": cut,
        "threshold_rule": aims.sentence(),
        "fitted_on": origin(examples),
        "ways": {name: of_way(resting, held_out[name]) for name in WAYS},
        "held_out": told(examples, confidences, cut, aims),
    }
    return content, curves(examples, confidences)


def with_fixed(examples: Sequence[Example], confidences: Numbers) -> Numbers:
    """The confidences of those that rest on a candidate, in their places among all."""
    fixed = [np.nan if example.fixed is None else example.fixed for example in examples]
    found = np.array(fixed, dtype=float)
    found[np.isnan(found)] = confidences
    return found


def of_way(examples: Sequence[Example], confidences: Numbers) -> dict[str, Any]:
    """What one way of mapping is worth in each set, of the answers that rest on a candidate."""
    return {source: figures(part) for source, part in parts_of(examples, confidences).items()}


def origin(examples: Sequence[Example]) -> dict[str, Any]:
    """What a calibration was fitted on, and how to do it again."""
    sources = [example.source for example in examples]
    return {
        "questions": len(examples),
        "answerable": sum(example.answerable for example in examples),
        "right": sum(example.right for example in examples),
        "resting on no candidate": sum(example.fixed is not None for example in examples),
        "documents": len({example.group for example in examples}),
        "datasets": {source: sources.count(source) for source in dict.fromkeys(sources)},
        "date": datetime.now(UTC).date().isoformat(),
        "command": command("evals.calibrate", sys.argv[1:]),
    }


def ways_table(content: dict[str, Any]) -> Table:
    """One row a way and set: what the confidences are worth, held out."""
    drawn = Table("way", "set", title=f"Ways from sums to probabilities, held out; {content['way']} is taken")
    ways: dict[Way, dict[str, dict[str, Any]]] = content["ways"]
    for name in next(iter(next(iter(ways.values())).values())):
        drawn.add_column(name)
    for way, sets in ways.items():
        for source, values in sets.items():
            drawn.add_row(way, source, *(number(value) for value in values.values()))
    return drawn


def thresholds_table(content: dict[str, Any]) -> Table:
    """One row a figure, a column for each set: what the threshold does, and where the aims would put it."""
    sets = content["held_out"]
    drawn = Table("figure", *sets, title=f"Abstaining below {content['abstain_below']}, held out")
    for part in ("figures", "at the threshold", "thresholds"):
        for name in next(iter(sets.values()))[part]:
            drawn.add_row(name, *(number(told[part][name]) for told in sets.values()))
        drawn.add_section()
    return drawn


def number(value: float | bool | None) -> str:
    """A cell of a table."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.0f}" if value > 1 else f"{value:.3f}"


@app.command()
def main(
    output: OutputOption,
    dataset: DatasetsOption = None,
    only: OnlyOption = None,
    excluded: ExceptOption = None,
    left_out: LeftOutOption = None,
    limit: LimitOption = None,
    seed: SeedOption = 0,
    libraries: LibrariesOption = None,
    collected: CollectedOption = None,
    curve: CurveOption = None,
    rule: RuleOption = DEFAULT.rule,
    wrong_cost: CostOption = DEFAULT.wrong_cost,
    most_false: MostOption = DEFAULT.most_false,
    least_found: LeastOption = DEFAULT.least_found,
) -> None:
    """Fit the confidence of answers on our development questions and those of the sets named."""
    with one_line_errors():
        aims = Aims(rule, wrong_cost, most_false, least_found)
        datasets = load_development(dataset or (), [packaged_dataset()], only, excluded, limit, seed)
        asked = collect(datasets, left_out=left_out or (), libraries=libraries, file=collected)
        content, points = calibration(asked, aims)
        write_json(output, content)
        if curve:
            write_json(curve, points)
    console = Console()
    console.print(ways_table(content))
    console.print(thresholds_table(content))
    report_left_alone(asked, JUDGED_BY)
    say(f"The calibration is in {output}")


if __name__ == "__main__":
    app()
