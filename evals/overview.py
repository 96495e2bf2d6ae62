"""``python -m evals overview``: whether whole-article questions are known, and answered with what they must.

The questions stand in ``data/overviews.jsonl``, in our own format (docs/datasets.md). Each is asked of its
article alone. Its ``kind`` is what it asks for; each true answer among its gold is something that the reply
must cite: a fact of a summary, an event, an assertion or a denial, or a name, whose gold places are all its
mentions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from evals.console import DatasetOption, one_line_errors, progress_bars, say
from evals.datasets import Dataset, Question, load_dataset
from evals.files import write_json
from evals.library import Shelf, fill, library_folder
from evals.provenance import provenance
from evals.results import FORMAT
from evals.spans import Place, shared_characters
from evals.wordings import recognition, recognition_table, wordings
from rag import Answer, Assistant, Citation, Config

KIND = "overview"
NAMES, ORDER = "mentioned", "order"


@dataclass(frozen=True, slots=True)
class Row:
    """One question: whether it was known for what it is, and how much of its gold the reply cites.

    ``found`` of ``wanted`` things were cited; ``on_gold`` of ``cited`` entries bear one; of those found,
    ``ordered`` of ``neighbours`` stand in the order of the gold. ``replayed`` citations hold, of all.
    """

    id: str
    split: str
    kind: str
    recognised: bool
    found: int
    wanted: int
    on_gold: int
    cited: int
    ordered: int
    neighbours: int
    replayed: int
    citations: int


def measured(assistant: Assistant, shelf: Shelf, question: Question) -> Row:
    """Ask a question of its own article and compare the reply with its gold."""
    answer = assistant.ask(question.question, documents=shelf.library_ids({question.document_id}))
    replays = assistant.verify(answer)
    known = answer.kind == KIND and answer.aspect == question.kind
    entries = list(places(shelf, answer)) if known else []
    borne = [[bears(entry, golds, question.kind) for golds in question.evidence] for entry in entries]
    firsts = [
        next((at for at, entry in enumerate(borne) if entry[gold]), None)
        for gold in range(len(question.evidence))
    ]
    found = [first for first in firsts if first is not None]
    return Row(
        id=question.id,
        split=question.split,
        kind=question.kind,
        recognised=known,
        found=len(found),
        wanted=len(question.evidence),
        on_gold=sum(any(entry) for entry in borne),
        cited=len(borne),
        ordered=sum(one <= other for one, other in pairwise(found)) if question.kind == ORDER else 0,
        neighbours=max(len(found) - 1, 0) if question.kind == ORDER else 0,
        replayed=sum(replay.holds for replay in replays),
        citations=len(replays),
    )


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as a place in the set’s terms, with what the list calls it and the words it quotes."""

    place: Place
    name: str | None
    citation: Citation


def places(shelf: Shelf, answer: Answer) -> Iterator[Cited]:
    """What a reply cites, entry by entry."""
    for entry in answer.answers:
        for citation in entry.citations:
            yield Cited(shelf.place(citation), entry.short, citation)


def bears(cited: Cited, golds: Sequence[Place], kind: str) -> bool:
    """Whether a citation bears one thing; in a list of names it must be called by (a part of) the name."""
    for gold in golds:
        if not shared_characters(cited.place, gold) or (kind == NAMES and gold.start < cited.place.start):
            continue
        words = cited.citation.quote[gold.start - cited.place.start : gold.end - cited.place.start]
        if kind != NAMES or (cited.name and (cited.name in words or words in cited.name)):
            return True
    return False


def figures(rows: Sequence[Row]) -> dict[str, Any]:
    """The figures of some rows; None where there is nothing to count."""
    return {
        "questions": len(rows),
        "recognised": share(sum(row.recognised for row in rows), len(rows)),
        "coverage": share(sum(row.found for row in rows), sum(row.wanted for row in rows)),
        "on gold": share(sum(row.on_gold for row in rows), sum(row.cited for row in rows)),
        "in order": share(sum(row.ordered for row in rows), sum(row.neighbours for row in rows)),
        "replay": share(sum(row.replayed for row in rows), sum(row.citations for row in rows)),
    }


def share(part: int, whole: int) -> float | None:
    """A share, or None of nothing."""
    return part / whole if whole else None


def asked(dataset: Dataset) -> list[Row]:
    """A row for each question, from a library that holds the set’s documents."""
    with library_folder(None) as folder, Assistant.open(Config(library=folder)) as assistant:
        shelf = fill(assistant, dataset)
        with progress_bars() as bars:
            return [
                measured(assistant, shelf, one) for one in bars.track(dataset.questions, description="Asking")
            ]


def by_split(rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """For each split the figures of each kind and of all."""
    told: dict[str, dict[str, Any]] = {}
    for split in dict.fromkeys(row.split for row in rows):
        own = [row for row in rows if row.split == split]
        kinds = dict.fromkeys(row.kind for row in own)
        told[split] = {kind: figures([row for row in own if row.kind == kind]) for kind in kinds}
        told[split]["all"] = figures(own)
    return told


def table(told: dict[str, dict[str, Any]]) -> Table:
    """The figures as a table."""
    names = list(next(iter(told.values()))["all"])
    made = Table("split", "kind", *names, box=None)
    for split, kinds in told.items():
        for kind, values in kinds.items():
            shown = [format_figure(values[name]) for name in names]
            made.add_row(split, kind, *shown)
    return made


def format_figure(value: float | int | None) -> str:
    """A count as it is, a share in per cent."""
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.1%}"


def packaged() -> Dataset:
    """Our own whole-article questions."""
    with resources.as_file(resources.files("evals.data")) as folder:
        return load_dataset(folder / "overviews.jsonl")


def overview_command(
    dataset: DatasetOption = None,
    output: Annotated[Path, typer.Option(help="Where the JSON goes.")] = Path("results/overview.json"),
) -> None:
    """Ask questions about whole articles: whether each is known, and cites what it must.

    Then other wordings of such questions, and near misses: whether each is taken for what it is.
    """
    with one_line_errors():
        rows = asked(load_dataset(dataset) if dataset else packaged())
        told = by_split(rows)
        known = recognition(packaged(), wordings("test"))
        head = {"format": FORMAT, "kind": KIND, **provenance("evals"), "figures": told, "wordings": known}
        write_json(output, {**head, "questions": [asdict(row) for row in rows]})
    Console().print(table(told))
    Console().print(recognition_table(known))
    say(f"A row for each question: {output}")
