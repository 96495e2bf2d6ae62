"""Results as Markdown: a table for the README, everything for docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from evals.figures import Figure
from evals.report import HEADINGS

Result = dict[str, Any]

# What each set is, for a reader who has never seen it; its order is the order on the pages.
SETS = {
    "seed_questions": "our own questions on the packaged article",
    "onestop": "OneStopQA, 189 news articles in one library",
    "squad2_dev_a": "SQuAD 2.0, 18 encyclopedia articles in one library",
}
# The columns of the README's table: the name of a figure, and its heading.
COLUMNS = {
    "evidence within 2,000 characters": "evidence found",
    "first citation on gold, no abstaining": "right sentence",
    "first citation on gold": "right sentence, as shipped",
    "answered although not answerable": "answered although nothing is said",
    "citations that replay": "citations that replay",
}
# A set that is not split was looked at while choosing, so its figures are development figures.
SPLITS = {"test": "test: **result**", "development": "development", "all": "development"}


def summary(results: Sequence[Result]) -> str:
    """A table with a row for each set and split, and below it the command for each set."""
    measured = of_kind(results, "evals")
    rows = [row for result in measured for row in summary_rows(result)]
    commands = [f"- {described(result)}: `{result['made']['command']}`" for result in measured]
    return "\n\n".join([grid(["questions", *COLUMNS.values()], rows), "\n".join(commands)])


def summary_rows(result: Result) -> Iterator[list[str]]:
    """The rows of one result, the test split first."""
    for split in sorted(result["figures"], key=list(SPLITS).index):
        figures = result["figures"][split]
        cells = [cell(name, figures[name]) if name in figures else "–" for name in COLUMNS]
        yield [f"{described(result)}; {SPLITS[split]}", *cells]


def everything(results: Sequence[Result]) -> str:
    """A section for each result with all its figures and how they were made."""
    sections = [evaluation(result) for result in of_kind(results, "evals")]
    sections += [fusion(result) for result in of_kind(results, "fusion")]
    sections += [speed(result) for result in of_kind(results, "bench")]
    return "\n\n".join(sections)


def evaluation(result: Result) -> str:
    """All figures of one evaluation, a column for each split."""
    dataset = result["dataset"]
    splits = list(result["figures"])
    names = list(next(iter(result["figures"].values())))
    rows = [[name, *(cell(name, result["figures"][split][name]) for split in splits)] for name in names]
    heading = f"## {dataset['name']}: {described(result)}"
    counted = f"{dataset['questions']:,} questions, {result['library']['passages']:,} passages."
    table = grid(["figure", *(SPLIT_HEADINGS[split] for split in splits)], rows)
    return "\n\n".join([heading, counted, table, made(result)])


SPLIT_HEADINGS = {**HEADINGS, "all": "development (the set is not split)"}


def fusion(result: Result) -> str:
    """The two rankings of one set, and how many points they are apart."""
    ways = list(result["figures"])
    rows = [
        [name, *(f"{100 * result['figures'][way][name]:.1f}" for way in ways), f"{apart:+.1f}"]
        for name, apart in result["points"].items()
    ]
    dataset = result["dataset"]
    counted = (
        f"{dataset['questions']:,} questions; the exhaustive sum scores "
        f"{result['passages_scored']:,} of {result['passages']:,} passages for each. {result['verdict']}"
    )
    table = grid(["figure, in per cent", *ways, "points"], rows)
    return "\n\n".join([f"## Fusion on {dataset['name']}", counted, table, made(result)])


def speed(result: Result) -> str:
    """The measurements of the benchmark."""
    rows = [
        [
            what,
            name.replace("_", " "),
            ", ".join(map(str, value)) if isinstance(value, list) else f"{value:,}",
        ]
        for what, measurements in result["measured"].items()
        for name, value in measurements.items()
    ]
    return "\n\n".join(["## Speed and memory", grid(["measurement", "figure", "value"], rows), made(result)])


def made(result: Result) -> str:
    """How a result was made: command, day, commit, machine, versions."""
    how = result["made"]
    features = f" ({', '.join(how['features'])})" if how["features"] else ""
    took = f" in {how['seconds']:,.0f} seconds" if "seconds" in how else ""
    packages = ", ".join(f"{name} {number}" for name, number in how["packages"].items())
    commit = f", commit {how['commit'][:10]}{'+' * how['commit'].endswith('+')}" if how["commit"] else ""
    load = f", load {how['load']}" if how.get("load") is not None else ""
    return (
        f"`{how['command']}`{took}, {how['date'][:10]}{commit}; {how['cores']} cores of "
        f"{how['processor']}{features}{load}; Python {how['python']}, {packages}."
    )


def cell(name: str, figure: Result) -> str:
    """One figure as the terminal shows it."""
    return str(Figure("", name, figure["value"], figure["of"], figure["unit"]))


def described(result: Result) -> str:
    """What the result's set is, or its name where we do not know it."""
    name = str(result["dataset"]["name"])
    return SETS.get(name, name)


def of_kind(results: Sequence[Result], kind: str) -> list[Result]:
    """The results of one kind, in the order of :data:`SETS`, others behind."""
    order = {name: place for place, name in enumerate(SETS)}
    chosen = [result for result in results if result["kind"] == kind]
    return sorted(chosen, key=lambda result: order.get(result.get("dataset", {}).get("name"), len(order)))


def grid(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, the first column left, the others right."""
    rule = ["---", *("---:" for _ in heads[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in [heads, rule, *rows])
