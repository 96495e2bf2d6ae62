"""How conversations went, as Markdown."""

from __future__ import annotations

from evals.reporting.making import Result, made
from evals.reporting.wording import grid, interval_text, value_text
from evals.results import Figure

SPLITS = {"development": "development", "test": "result (test)", "all": "all"}


def conversations(result: Result) -> str:
    """A table for each group of questions: each figure of each way of asking, a column for each split."""
    dataset = result["dataset"]
    every = [Figure.model_validate(figure) for figure in result["figures"]]
    told = (
        f"{dataset['conversations']:,} conversations of {dataset['turns']:,} questions on "
        f"{dataset['documents']:,} documents in one library, and {dataset['first_questions']:,} questions "
        f"that stand by themselves, each after {dataset['turns_before']} turns about something else."
    )
    parts = [group(suite, [figure for figure in every if figure.suite == suite]) for suite in suites(every)]
    return "\n\n".join([f"## Conversations: {dataset['name']}", told, *parts, made(result)])


def suites(figures: list[Figure]) -> list[str]:
    """The groups of questions, in their order."""
    return list(dict.fromkeys(figure.suite for figure in figures))


def group(name: str, figures: list[Figure]) -> str:
    """The figures of one group of questions."""
    splits = list(dict.fromkeys(figure.split for figure in figures))
    shown = {(figure.name, figure.system, figure.split): written(figure) for figure in figures}
    rows = [
        [*key, *(shown.get((*key, split), "–") for split in splits)]
        for key in dict.fromkeys((figure.name, figure.system) for figure in figures)
    ]
    counts = [next(figure.of for figure in figures if figure.split == split) for split in splits]
    columns = [f"{SPLITS.get(split, split)}, {count}" for split, count in zip(splits, counts, strict=True)]
    return grid([name, "asked", *columns], rows)


def written(figure: Figure) -> str:
    """The value and its 95 % interval."""
    interval = interval_text(figure)
    return f"{value_text(figure)} ({interval})" if interval else value_text(figure)
