"""``python -m evals conversations``: whether follow-ups are answered, and others left as they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from evals.console import SeedOption, one_line_errors, progress_bars, say
from evals.conversing import (
    AS_TYPED,
    CITED,
    IN_CONVERSATION,
    REWRITTEN,
    TURNS_BEFORE,
    FirstRow,
    Interviewer,
    TurnRow,
    Way,
)
from evals.datasets import Dataset, load_dataset, packaged_dataset
from evals.datasets.conversations import (
    KINDS,
    Conversations,
    load_conversations,
    of_one_split,
    packaged_conversations,
)
from evals.dependence import DEPENDENCES
from evals.files import write_json
from evals.library import fill, library_folder
from evals.provenance import provenance
from evals.reporting.wording import interval_text, value_text
from evals.results import FORMAT, Better, Figure
from evals.statistics.bootstrap import mean_intervals
from evals.topics import after_another_topic
from rag import Assistant, Config

KIND = "conversations"
WAYS: tuple[Way, ...] = (IN_CONVERSATION, AS_TYPED, REWRITTEN)
GROUPS = {"first": "first questions", "follow_up": "follow-ups", "topic_change": "changes of topic"}
AFTER = "first questions after a conversation about something else"
FOUND = f"gold among the first {CITED} citations, nothing withheld"
SHOWN = f"gold among the first {CITED} citations, as shipped"
COMPLETED = "understood otherwise than typed"
WORSE = "changed for the worse"
FIRST_QUESTIONS = 104

Judge = Callable[[Any], bool]


def figure(
    group: str, name: str, way: str, rows: Sequence[Any], judge: Judge, better: Better
) -> list[Figure]:
    """The share of the rows of each split that ``judge`` says yes to, with its interval by document."""
    import numpy

    made = []
    for split in dict.fromkeys(row.split for row in rows):
        part = [row for row in rows if row.split == split]
        values = numpy.array([[float(judge(row)) for row in part]])
        (interval,) = mean_intervals(values, [row.document for row in part])
        ends = {} if interval is None else {"low": interval.low, "high": interval.high}
        made.append(
            Figure(
                suite=group,
                name=name,
                system=way,
                split=split,
                value=float(values.mean()),
                of=len(part),
                better=better,
                resampled=interval.resampled if interval else None,
                **ends,
            )
        )
    return made


def cited(group: str, rows: Sequence[TurnRow]) -> list[Figure]:
    """How often gold is cited in each way of asking, nothing withheld and as shipped."""
    made = []
    for way in WAYS:
        for name, judge in ((FOUND, found), (SHOWN, shown)):
            made += figure(group, name, way, rows, partial(judge, way), "higher")
    return made


def found(way: Way, row: TurnRow) -> bool:
    """Whether a way of asking gets gold among the first citations, nothing withheld."""
    return row.replies[way].found


def shown(way: Way, row: TurnRow) -> bool:
    """Whether it gets it as shipped."""
    return row.replies[way].shown


def figures(turns: Sequence[TurnRow], firsts: Sequence[FirstRow]) -> tuple[Figure, ...]:
    """Every figure of a run.

    Whether it is good that a question is completed depends on what it depends on; a first question and one
    about something else should be left alone.
    """
    made: list[Figure] = []
    for kind in KINDS:
        rows = [row for row in turns if row.kind == kind]
        made += cited(GROUPS[kind], rows)
        better: Better = "higher" if kind == "follow_up" else "lower"
        made += figure(GROUPS[kind], COMPLETED, IN_CONVERSATION, rows, lambda row: row.completed, better)
    for depends in DEPENDENCES:
        rows = [row for row in turns if row.kind == "follow_up" and row.depends == depends]
        made += cited(f"{GROUPS['follow_up']}: {depends}", rows)
    made += figure(AFTER, COMPLETED, IN_CONVERSATION, firsts, lambda row: row.completed, "lower")
    made += figure(AFTER, WORSE, IN_CONVERSATION, firsts, lambda row: row.worse, "lower")
    return tuple(made)


def measure(
    talks: Conversations, questions: Dataset, library: Path, limit: int, seed: int
) -> tuple[list[TurnRow], list[FirstRow]]:
    """Hold every conversation, and ask questions that stand by themselves after one about something else."""
    pairs = list(after_another_topic(questions.questions, talks.conversations, limit, seed))
    with progress_bars() as progress, Assistant.open(Config(library=library)) as assistant:
        adding = progress.add_task("Adding documents", total=len(talks.dataset.documents))
        interviewer = Interviewer(assistant, fill(assistant, talks.dataset, lambda: progress.advance(adding)))
        turns = [
            row
            for talk in progress.track(talks.conversations, description="Conversations")
            for row in interviewer.turns(talk)
        ]
        firsts = [
            interviewer.first(asked, before)
            for asked, before in progress.track(pairs, description="First questions")
        ]
    return turns, firsts


def results(
    talks: Conversations, turns: Sequence[TurnRow], firsts: Sequence[FirstRow], options: dict[str, Any]
) -> dict[str, Any]:
    """Everything about a run, ready for JSON."""
    return {
        "format": FORMAT,
        "kind": KIND,
        "dataset": {
            "name": talks.dataset.name,
            "packaged": talks.dataset.packaged,
            "documents": len(talks.dataset.documents),
            "conversations": len(talks.conversations),
            "turns": len(turns),
            "first_questions": len(firsts),
            "turns_before": TURNS_BEFORE,
        },
        "configuration": {"options": options},
        "made": provenance("evals"),
        "figures": [made.model_dump() for made in figures(turns, firsts)],
        "turns": [row.to_dict() for row in turns],
        "first_questions": [row.to_dict() for row in firsts],
    }


def table(content: dict[str, Any]) -> Table:
    """A row for each figure of each way of asking, a column for each split."""
    every = [Figure.model_validate(made) for made in content["figures"]]
    splits = list(dict.fromkeys(made.split for made in every))
    drawn = Table(
        "questions", "figure", "asked", *splits, title=f"{content['dataset']['name']}: conversations"
    )
    cells = {(made.suite, made.name, made.system, made.split): written(made) for made in every}
    for key in dict.fromkeys((made.suite, made.name, made.system) for made in every):
        drawn.add_row(*key, *(cells.get((*key, split), "") for split in splits))
    return drawn


def written(made: Figure) -> str:
    """The value, its 95 % interval, and how many questions it rests on."""
    interval = interval_text(made)
    return f"{value_text(made)} ({interval}) of {made.of}" if interval else f"{value_text(made)} of {made.of}"


def conversations_command(
    dataset: Annotated[
        Path | None, typer.Option("--dataset", help="A file of conversations; our own by default.")
    ] = None,
    questions: Annotated[
        Path | None,
        typer.Option(help="The questions that are asked after a conversation about something else."),
    ] = None,
    split: Annotated[str | None, typer.Option(help="Only this split: development, test or all.")] = None,
    first: Annotated[
        int, typer.Option(min=0, help="Ask this many of those questions of each split, drawn at random.")
    ] = FIRST_QUESTIONS,
    seed: SeedOption = 0,
    output: Annotated[
        Path, typer.Option("--output", help="Where the JSON goes; into results/ by default.")
    ] = Path("results/conversations.json"),
    library: Annotated[
        Path | None, typer.Option("--library", help="Keep the library in this folder, for the next run.")
    ] = None,
) -> None:
    """Ask follow-up questions, and first questions after a conversation about something else."""
    with one_line_errors(), library_folder(library) as folder:
        talks = packaged_conversations() if dataset is None else load_conversations(dataset)
        if split:
            talks = of_one_split(talks, split)
        others = packaged_dataset() if questions is None else load_dataset(questions)
        content = results(
            talks,
            *measure(talks, others, folder, first, seed),
            {"split": split, "first": first, "seed": seed},
        )
        write_json(output, content)
    Console().print(table(content))
    say(f"A row for each question: {output}")
