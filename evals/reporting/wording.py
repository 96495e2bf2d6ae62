"""How figures are written: one way for the page, for Markdown and for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evals.results import Better, Figure, Results, Row, Unit

NOTHING = "–"
# What each split is, for a reader who has never seen the set.
SPLITS = {"test": "test", "development": "development", "all": "all questions"}
SPLIT_NOTES = {
    "test": "Nobody tuned on the test questions, so these are results.",
    "development": "The development questions were looked at while choosing, so these figures flatter.",
    "all": "All questions together.",
}
# What each system is, for a reader who has never seen a run.
SYSTEMS = {
    "groundwire": "as shipped: hybrid search, the reader, and the decision to answer",
    "hybrid": "lexical and dense search fused, answering with its best passage, without the reader",
    "lexical": "full-text search alone (BM25), answering with its best passage",
    "dense": "search by embeddings alone, answering with its best passage",
    "llama-index": "a plain llama-index pipeline with Chroma and its default splitter",
    "always abstain": "never answers, which unanswerable questions reward",
}
# The split of figures that no question has a part in.
MACHINE = "machine"
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
LONGEST_MILLISECONDS = 10.0


def value_text(figure: Figure) -> str:
    """The value with its unit, or a dash where nothing applies."""
    return NOTHING if figure.value is None else number_text(figure.value, figure.unit)


def number_text(value: float, unit: Unit) -> str:
    """A value with its unit: ``82.4 %``, ``0.731``, ``41 ms``, ``12.5 s`` or ``31.0 per second``."""
    match unit:
        case "share":
            return f"{100 * value:.1f} %"
        case "score":
            return f"{value:.3f}"
        case "rate":
            return f"{value:,.1f} per second"
        case "seconds" if abs(value) < LONGEST_MILLISECONDS:
            return f"{1000 * value:,.0f} ms"
        case "seconds":
            return f"{value:,.1f} s"


def interval_text(figure: Figure) -> str:
    """The interval in the unit of the value, not repeated: ``77.1 to 87.0``; empty where there is none."""
    if figure.low is None or figure.high is None:
        return ""
    ends = [number_text(end, figure.unit).removesuffix(" %") for end in (figure.low, figure.high)]
    if figure.unit == "seconds" and ends[0][-3:] == ends[1][-3:] == " ms":
        ends = [end.removesuffix(" ms") for end in ends]
    if figure.unit == "rate":
        ends = [end.removesuffix(" per second") for end in ends]
    return " to ".join(ends)


def arrow(better: Better) -> str:
    """Which way is better: ↑ or ↓."""
    return "↑" if better == "higher" else "↓"


def grid(heads: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> str:
    """A Markdown table: the first ``left`` columns to the left, the others to the right."""
    rule = [*("---" for _ in heads[:left]), *("---:" for _ in heads[left:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in [heads, rule, *rows])


def ordinal(rank: int) -> str:
    """``first`` to ``tenth``, then digits: ``11th``, ``22nd``."""
    if rank <= len(ORDINALS):
        return ORDINALS[rank - 1]
    ending = "th" if 10 < rank % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank:,}{ending}"


def counted(number: int, noun: str) -> str:
    """``1 question``, ``2 questions``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def plain(name: str) -> str:
    """A kind or key as words: ``who_denied`` becomes ``who denied``."""
    return name.replace("_", " ")


def split_note(results: Results, split: str) -> str:
    """What a split's figures are worth; only of our own set do we know who looked at what."""
    return SPLIT_NOTES.get(split, "") if results.dataset.packaged else ""


def left_out_text(results: Results) -> str:
    """The bad rows that were skipped, one a line; empty where there were none."""
    return "\n".join(results.left_out)


def splits_of(results: Results) -> tuple[str, ...]:
    """The splits that have a figure, the test split first; the machine is none."""
    present = {figure.split for figure in results.figures}
    return tuple(split for split in SPLITS if split in present)


def machine_figures(results: Results) -> str:
    """The figures of the machine, which belong to no question, in a line; empty where there are none."""
    found = [figure for figure in results.figures if figure.split == MACHINE]
    return " · ".join(f"{figure.name}: {value_text(figure)}" for figure in found)


def rows_of(results: Results, split: str) -> tuple[Row, ...]:
    """The questions of a split; ``all`` is every question."""
    return tuple(row for row in results.questions if split in ("all", row.split))


def made_line(results: Results) -> str:
    """Set, day, commit, machine and time in a line; what is not known is left out."""
    made = results.made
    dataset = results.dataset
    parts = [
        f"{counted(dataset.questions, 'question')} on {counted(dataset.documents, 'document')}",
        str(made.get("date", ""))[:10],
        commit_text(made.get("commit")),
        machine_text(made),
        f"{made['seconds']:,.0f} seconds" if made.get("seconds") is not None else "",
        machine_figures(results),
    ]
    return " · ".join(part for part in parts if part)


def commit_text(commit: str | None) -> str:
    """The commit in ten digits, and whether files were changed; empty outside a checkout."""
    if not commit:
        return ""
    return f"commit {commit[:10]}{' with changes' if commit.endswith('+') else ''}"


def machine_text(made: Mapping[str, Any]) -> str:
    """Cores, processor, its features and memory; empty where nothing is known."""
    features = made.get("features") or ()
    parts = [
        counted(made["cores"], "core") if made.get("cores") else "",
        str(made.get("processor") or ""),
        f"({', '.join(features)})" if features else "",
        f"with {made['memory_gigabytes']:,} GB" if made.get("memory_gigabytes") else "",
    ]
    return " ".join(part for part in parts if part)
