"""``python -m evals.describe``: what our own question set is like, in numbers.

In a checkout it also writes them into ``evals/data/README.md``; a test compares the two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import typer
from rich.console import Console
from rich.markdown import Markdown

from evals.agreement import agreement, annotators, blind_answers
from evals.console import one_line_errors, say
from evals.datasets import Dataset, of_split, packaged_dataset
from evals.files import write_text
from evals.overlap import median_overlap
from evals.publish import written
from evals.reporting.wording import grid

app = typer.Typer(add_completion=False)
PAGE = Path("evals/data/README.md")


def described(dataset: Dataset) -> str:
    """Everything about our own set, as Markdown."""
    return "\n\n".join([counts(dataset), kinds(dataset), agreements(dataset)])


def counts(dataset: Dataset) -> str:
    """How many documents and questions of which sort, for each split and in all."""
    parts = [*(of_split(dataset, split) for split in dataset.splits), dataset]
    rows = [count_row(name, part) for name, part in zip((*dataset.splits, "in all"), parts, strict=True)]
    heads = [
        "split",
        "articles",
        "questions",
        "not answerable",
        "several true answers",
        "median word overlap",
    ]
    return grid(heads, rows)


def count_row(name: str, part: Dataset) -> list[str]:
    """One line of the table of counts."""
    asked = part.questions
    lacking = sum(not question.answerable for question in asked)
    several = sum(len(question.evidence) > 1 for question in asked)
    share = f"{lacking} ({100 * lacking / len(asked):.0f} %)"
    articles = len({question.document_id for question in asked})
    return [name, str(articles), str(len(asked)), share, str(several), f"{median_overlap(part):.2f}"]


def kinds(dataset: Dataset) -> str:
    """How many questions of each kind there are, for each split."""
    found = {split: Counter(q.kind for q in of_split(dataset, split).questions) for split in dataset.splits}
    able = {question.kind: question.answerable for question in dataset.questions}
    ordered = sorted(able, key=lambda kind: (not able[kind], kind))
    rows = [
        [kind, "yes" if able[kind] else "no", *(str(found[split][kind]) for split in dataset.splits)]
        for kind in ordered
    ]
    return grid(["kind", "answerable", *dataset.splits], rows)


def agreements(dataset: Dataset) -> str:
    """How far each blind annotator agrees with the gold."""
    rows = []
    for name, answers in annotators(blind_answers()).items():
        found = agreement(dataset, answers)
        shares = [f"{100 * found[key]:.1f} %" for key in ("answerable or not", "first quote on gold")]
        several = f"{100 * found['true answers found']:.1f} %"
        rows.append(
            [name, f"{found['questions']:.0f}", shares[0], f"{found['kappa']:.3f}", shares[1], several]
        )
    heads: Sequence[str] = (
        "annotator",
        "questions",
        "same verdict",
        "kappa",
        "first quote on gold",
        "answers found",
    )
    return grid(heads, rows)


@app.command()
def main() -> None:
    """Show what our own question set is like, and write it into evals/data/README.md in a checkout."""
    with one_line_errors():
        text = described(packaged_dataset())
        Console().print(Markdown(text))
        if PAGE.is_file():
            write_text(PAGE, written(PAGE.read_text(encoding="utf-8"), PAGE, text))
            say(f"{PAGE} is written.")


if __name__ == "__main__":
    app()
