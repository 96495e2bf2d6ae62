"""Results as Markdown: a table for the README, everything for docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evals.canard import KIND as COMPLETION
from evals.conversations import KIND as CONVERSATIONS
from evals.figures import definitions
from evals.reporting.completing import completion
from evals.reporting.conversing import conversations
from evals.reporting.making import Result, made
from evals.reporting.wording import MACHINE, grid, interval_text, value_text
from evals.results import MAIN, Figure

# What each set is, for a reader who has never seen it; its order is the order on the pages.
SETS = {
    "groundwire_news": "our own questions on our own articles and the packaged one",
    "unseen_news": "our questions on 36 other invented articles in one library; nothing was fitted on them",
    "onestop": "OneStopQA, 189 news articles in one library",
    "squad2_dev_a": "SQuAD 2.0, 18 encyclopedia articles in one library",
}
# The columns of the README's table: the name of a figure, and its heading.
COLUMNS = {
    "evidence within 2,000 characters": "evidence found",
    "first citation on gold, no abstaining": "right sentence",
    "first citation on gold": "right sentence, as shipped",
    "answered although not answerable": "answered although nothing is said",
    "citation replay": "citations that replay",
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
    figures = main_figures(result)
    for split in sorted(splits(figures), key=list(SPLITS).index):
        shown = {figure.name: written(figure) for figure in figures if figure.split == split}
        yield [f"{described(result)}; {SPLITS[split]}", *(shown.get(name, "–") for name in COLUMNS)]


def everything(results: Sequence[Result]) -> str:
    """A section for each result with all its figures and how they were made."""
    sections = [meanings(), *(evaluation(result) for result in of_kind(results, "evals"))]
    sections += [fusion(result) for result in of_kind(results, "fusion")]
    sections += [conversations(result) for result in of_kind(results, CONVERSATIONS)]
    sections += [completion(result) for result in of_kind(results, COMPLETION)]
    sections += [speed(result, "Speed and memory") for result in of_kind(results, "bench")]
    sections += [speed(result, "Speed of the page") for result in of_kind(results, "bench_page")]
    return "\n\n".join(sections)


def meanings() -> str:
    """What each figure tells, in the words of its definition."""
    lines = [
        f"- **{found.name}** ({found.suite}; {'more' if found.better == 'higher' else 'less'} is better): "
        f"{found.meaning}"
        for found in definitions()
    ]
    return "\n\n".join(["## What each figure means", "\n".join(lines)])


def evaluation(result: Result) -> str:
    """All figures of one evaluation: ours with a column for each split, then all systems side by side."""
    dataset = result["dataset"]
    counted = (
        f"{dataset['questions']:,} questions on {dataset['documents']:,} documents, "
        f"{result['library']['passages']:,} passages."
    )
    heading = f"## {dataset['name']}: {described(result)}"
    own = main_figures(result)
    tables = [by_split(own), *baselines(result), machine(own)]
    return "\n\n".join([heading, counted, *filter(None, tables), settings(result), made(result)])


def by_split(figures: Sequence[Figure]) -> str:
    """Our figures, a row each, with a column for each split."""
    columns = splits(figures)
    shown = {(figure.name, figure.split): written(figure) for figure in figures}
    names = dict.fromkeys(figure.name for figure in figures if figure.split in columns)
    rows = [[name, *(shown.get((name, split), "–") for split in columns)] for name in names]
    return grid(["figure", *(SPLIT_HEADINGS[split] for split in columns)], rows)


def baselines(result: Result) -> Iterator[str]:
    """The headline figures of all systems, a table for each split; nothing where only ours was run."""
    found = [figure for figure in figures_of(result) if figure.headline]
    systems = list(dict.fromkeys(figure.system for figure in found))
    for split in splits(found) if len(systems) > 1 else ():
        shown = {(f.name, f.system): written(f) for f in found if f.split == split}
        rows = [
            [name, *(shown.get((name, system), "–") for system in systems)]
            for name in dict.fromkeys(figure.name for figure in found)
        ]
        table = grid(["figure", *systems], rows)
        yield f"The same questions put to baselines; {SPLIT_HEADINGS[split]}:\n\n{table}"


def machine(figures: Sequence[Figure]) -> str:
    """The figures that belong to no split, in one sentence; empty where there are none."""
    found = [f"{figure.name}: {written(figure)}" for figure in figures if figure.split == MACHINE]
    return f"{'; '.join(found)}." if found else ""


def settings(result: Result) -> str:
    """What shaped the answers, in one line."""
    configuration = result["configuration"]
    shown = [
        f"{section}.{name} = {value}"
        for section in ("retrieval", "answering", "splitting", "embedding")
        for name, value in configuration.get(section, {}).items()
        if value is not None
    ]
    threshold = configuration.get("abstain_below")
    shown.append(f"abstain_below = {'as fitted' if threshold is None else threshold}")
    return f"Configuration: {', '.join(shown)}."


def main_figures(result: Result) -> list[Figure]:
    """The figures of our own system."""
    return [figure for figure in figures_of(result) if figure.system == MAIN]


def figures_of(result: Result) -> list[Figure]:
    """The figures of a result that have a value."""
    found = [Figure.model_validate(figure) for figure in result["figures"]]
    return [figure for figure in found if figure.value is not None]


def written(figure: Figure) -> str:
    """The value and its 95 % interval."""
    interval = interval_text(figure)
    return f"{value_text(figure)} ({interval})" if interval else value_text(figure)


def splits(figures: Sequence[Figure]) -> list[str]:
    """The splits that have a figure, the test split last; not their union where there are two."""
    present = {figure.split for figure in figures}
    found = [split for split in SPLIT_HEADINGS if split in present]
    return found if found == ["all"] else [split for split in found if split != "all"]


SPLIT_HEADINGS = {
    "development": "development",
    "test": "result (test)",
    "all": "development (the set is not split)",
}


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


def speed(result: Result, heading: str) -> str:
    """The measurements of a benchmark, with their targets where the result tells any."""
    targets = result.get("targets", {})
    heads = ["measurement", "figure", "value", *(["target"] if targets else [])]
    rows = []
    for what, measurements in result["measured"].items():
        for name, value in measurements.items():
            shown = ", ".join(map(str, value)) if isinstance(value, list) else f"{value:,}"
            target = targets.get(what, {}).get(name)
            aimed = "–" if target is None else f"under {target:g}"
            rows.append([what, name.replace("_", " "), shown, aimed][: len(heads)])
    return "\n\n".join([f"## {heading}", grid(heads, rows), made(result)])


def described(result: Result) -> str:
    """What the result's set is, or its name where we do not know it."""
    name = str(result["dataset"]["name"])
    return SETS.get(name, name)


def of_kind(results: Sequence[Result], kind: str) -> list[Result]:
    """The results of one kind, in the order of :data:`SETS`, others behind."""
    order = {name: place for place, name in enumerate(SETS)}
    chosen = [result for result in results if result["kind"] == kind]
    return sorted(chosen, key=lambda result: order.get(result.get("dataset", {}).get("name"), len(order)))
