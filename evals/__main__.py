"""``python -m evals``: how good the answers are, as numbers that anyone can reproduce."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from evals.canard import canard_command
from evals.compare import compare_command
from evals.console import DatasetOption, LimitOption, SeedOption, one_line_errors, say
from evals.conversations import conversations_command
from evals.datasets import Dataset, limited, load_dataset, of_documents, of_split, packaged_dataset
from evals.evaluating import SUITES, Evaluation, default_output, evaluate
from evals.gate import gate_command
from evals.inspecting import report_command, validate_command
from evals.overview import overview_command
from evals.reporting.terminal import terminal_tables
from evals.results import Results
from evals.running.run import Plan

app = typer.Typer(add_completion=False, rich_markup_mode="rich")

SplitOption = Annotated[str | None, typer.Option(help="Only this split: development, test or all.")]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", help="Where the JSON goes, its page beside it; into results/ by default."),
]
LibraryOption = Annotated[
    Path | None, typer.Option("--library", help="Keep the library in this folder, for the next run.")
]
KeepGoingOption = Annotated[
    bool, typer.Option("--keep-going", help="Leave bad rows out, count and list them.")
]
BaselinesOption = Annotated[
    bool, typer.Option("--baselines/--no-baselines", help="Put the questions to the baselines too.")
]
TitlesOption = Annotated[
    list[str] | None,
    typer.Option("--only", help="Ask only about the document of this title, of all; may be repeated."),
]
# Those that decide which questions are asked; they are noted in the result.
OPTIONS = ("split", "only", "limit", "seed")
# What a shell reports for a program that was stopped by Ctrl-C.
INTERRUPTED = 130


def chosen(
    dataset: Path | None,
    split: str | None,
    only: list[str] | None,
    limit: int | None,
    seed: int,
    keep_going: bool,
) -> Dataset:
    """The question set that the options name."""
    found = packaged_dataset() if dataset is None else load_dataset(dataset, keep_going)
    found = of_split(found, split) if split else found
    return limited(of_documents(found, only) if only else found, limit, seed)


def show(results: Results, dataset: Dataset, output: Path) -> None:
    """Print the tables, what was left out, and where the files are."""
    console = Console()
    for table in terminal_tables(results):
        console.print(table)
    for message in dataset.left_out:
        say(f"Left out: {message}", style="yellow")
    for question, reason in results.failed.items():
        say(f"Not asked: “{question}”. {reason}", style="yellow")
    say(f"A page to read: {output.with_suffix('.html')}; a row for each question: {output}")


def measure(suites: tuple[str, ...], keep_going: bool, **options: Any) -> None:
    """Run some suites as the options say, show the figures, and exit with a code that tells how it went."""
    library, output = options.pop("library"), options.pop("output")
    baselines = options.pop("baselines")
    with one_line_errors():
        dataset = chosen(**options, keep_going=keep_going)
        evaluation = Evaluation(
            dataset=dataset,
            plan=Plan(suites, baselines, keep_going),
            options={**{name: options[name] for name in OPTIONS}, "baselines": baselines},
            output=output or default_output(dataset),
            library=library,
            seed=options["seed"],
        )
        try:
            results = evaluate(evaluation)
        except KeyboardInterrupt:
            say("\nStopped. The same command goes on from here.")
            raise typer.Exit(INTERRUPTED) from None
    show(results, dataset, evaluation.output)
    if results.failed and not keep_going:
        raise typer.Exit(2)


def suite_command(suites: tuple[str, ...]) -> Callable[..., None]:
    """A command that runs these suites; all of them have the same options."""

    def command(
        context: typer.Context,
        dataset: DatasetOption = None,
        split: SplitOption = None,
        only: TitlesOption = None,
        limit: LimitOption = None,
        seed: SeedOption = 0,
        baselines: BaselinesOption = True,
        keep_going: KeepGoingOption = False,
        output: OutputOption = None,
        library: LibraryOption = None,
    ) -> None:
        if context.invoked_subcommand is None:
            measure(
                suites,
                keep_going,
                dataset=dataset,
                split=split,
                only=only,
                limit=limit,
                seed=seed,
                baselines=baselines,
                output=output,
                library=library,
            )

    return command


HELP = {
    "retrieval": "Whether the evidence is found, and how early.",
    "reading": "What the reader makes of the passage that holds the evidence.",
    "answers": "Whether the answer's words and its first citation are right.",
    "refusal": "Whether it knows when the articles don't say.",
    "citations": "Whether citations hold, point at the evidence, and at all of it.",
    "speed": "How fast it is.",
}
app.callback(
    invoke_without_command=True,
    help="""Ask every question of a set and show how good the answers are.

    Without a command all suites run, on our own questions unless --dataset names others.

    Examples: [bold]python -m evals[/bold], [bold]python -m evals retrieval --dataset FOLDER --limit 9[/bold]
    """,
)(suite_command(SUITES))
for suite in SUITES:
    app.command(suite, help=HELP[suite])(suite_command((suite,)))
app.command("validate")(validate_command)
app.command("compare")(compare_command)
app.command("report")(report_command)
app.command("gate")(gate_command)
app.command("conversations")(conversations_command)
app.command("canard")(canard_command)
app.command("overview")(overview_command)


if __name__ == "__main__":
    app()
