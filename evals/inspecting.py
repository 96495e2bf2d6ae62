"""``python -m evals validate`` and ``report``: look at a question set, or at a result, once more."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evals.console import DatasetOption, one_line_errors, say
from evals.datasets import DatasetError, load_dataset, packaged_dataset, validate
from evals.evaluating import check_output, write_pages
from evals.files import read_results
from evals.reporting.wording import counted
from evals.running.run import documents_sha256


def validate_command(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A question set, a file or a folder.")],
) -> None:
    """Check a question set and name every bad line."""
    with one_line_errors():
        problems = validate(path)
        for problem in problems:
            say(str(problem), style="red")
        if problems:
            raise typer.Exit(2)
        dataset = load_dataset(path)
    answerable = sum(question.answerable for question in dataset.questions)
    print(
        f"{path} is sound: {counted(len(dataset.questions), 'question')}, {answerable:,} answerable, "
        f"on {counted(len(dataset.documents), 'document')}."
    )


def report_command(
    results: Annotated[Path, typer.Argument(metavar="RESULTS", help="A result of python -m evals.")],
    dataset: DatasetOption = None,
) -> None:
    """Write the page and the Markdown of a result anew, beside it."""
    with one_line_errors():
        check_output(results)
        found = read_results(results)
        asked = packaged_dataset() if dataset is None else load_dataset(dataset)
        if documents_sha256(asked) != found.dataset.documents_sha256:
            raise DatasetError(
                f"{results} is about other documents than {asked.name} holds; "
                "name the right set with --dataset."
            )
        write_pages(results, found, asked)
    say(f"{results.with_suffix('.html')} and {results.with_suffix('.md')} are written.")
