"""``python -m evals canard FILE``: how much of what a human rewriting gains, our completion gains.

Every question is put to a library of all recovered answers in several ways: as it was typed, rewritten by a
human, completed by us, and by plain baselines. What counts is whether its own answer is among the first five
passages of ``Assistant.search``. The answers of one conversation are a document, titled as in CANARD, since
that is how the product meets text; titles are never shown to the completion.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from evals.console import LimitOption, SeedOption, one_line_errors, progress_bars, say
from evals.datasets import DatasetError
from evals.datasets.canard import Canard, FollowUp, load_canard
from evals.dependence import DEPENDENCES, dependence
from evals.files import write_json
from evals.library import fill, library_folder
from evals.provenance import provenance
from evals.results import FORMAT
from evals.spans import on_any
from evals.statistics.bootstrap import mean_intervals, statistic_interval
from rag import Assistant, Config, Passage, complete, completions

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

KIND = "completion"
RAW, REWRITE = "as typed", "human rewrite"
OURS, BY_GRAMMAR = "our completion", "our completion, without its search"
# The passages among which the answer must be.
FIRST = 5
FOLLOW_UPS, FIRST_QUESTIONS = "follow-ups", "first questions"

Way = Callable[[FollowUp], str]
Search = Callable[[str], tuple[Passage, ...]]
Figures = dict[str, Any]


def after_last_question(asked: FollowUp) -> str:
    """The baseline that puts the question before in front."""
    return f"{asked.before[-1].question} {asked.question}" if asked.before else asked.question


def with_title(asked: FollowUp) -> str:
    """The baseline that knows the article, as nobody in a conversation does."""
    return f"{asked.article} {asked.question}"


def by_grammar(asked: FollowUp) -> str:
    """Our likeliest completion before anything is searched."""
    return completions(asked.question, said_before(asked))[0]


def said_before(asked: FollowUp) -> list[tuple[str, str]]:
    """The questions and answers before one, as the completion takes them."""
    return [(exchange.question, exchange.answer) for exchange in asked.before]


PLAIN: Mapping[str, Way] = {
    RAW: lambda asked: asked.question,
    "after the last question": after_last_question,
    "with the article’s title": with_title,
    BY_GRAMMAR: by_grammar,
    REWRITE: lambda asked: asked.rewrite,
}


def ways(search: Search) -> dict[str, Way]:
    """Every way of putting a question; our completion searches the pool as it would search a library."""

    def score(question: str) -> float:
        return max((passage.score for passage in search(question)), default=0.0)

    return {**PLAIN, OURS: lambda asked: complete(asked.question, said_before(asked), score)}


def searching(assistant: Assistant) -> Search:
    """The first passages for a question; each is searched for once, as several ways may put the same."""
    return lru_cache(maxsize=None)(lambda question: assistant.search(question, limit=FIRST))


def closed(raw: Any, way: Any, rewrite: Any) -> float | None:
    """Which share of the gap between ``raw`` and ``rewrite`` a way closes; None where there is no gap.

    Each argument has a 0 or 1 for each question. Source: this project's definition.
    """
    gap = float(rewrite.mean() - raw.mean())
    return float(way.mean() - raw.mean()) / gap if gap > 0 else None


def figures(hits: Mapping[str, Sequence[bool]], articles: Sequence[str]) -> dict[str, Figures]:
    """For each way recall, the share of the gap closed, and their intervals by article.

    ``hits`` has for each way whether each question's answer was found, among them :data:`RAW` and
    :data:`REWRITE`; ``articles`` are the questions' articles.
    """
    import numpy

    columns = {way: numpy.array(values, dtype=float) for way, values in hits.items()}
    intervals = mean_intervals(numpy.array(list(columns.values())), articles)
    made: dict[str, Figures] = {}
    for (way, column), interval in zip(columns.items(), intervals, strict=True):
        made[way] = {"recall": float(column.mean())}
        if interval is not None:
            made[way] |= {"low": interval.low, "high": interval.high}
        if way not in (RAW, REWRITE):
            made[way]["closed"] = share_closed(columns[RAW], column, columns[REWRITE], articles)
    return made


def share_closed(
    raw: NDArray[float64], way: NDArray[float64], rewrite: NDArray[float64], articles: Sequence[str]
) -> Figures | None:
    """The share of the gap that is closed and its interval; None where there is no gap."""
    import numpy

    value = closed(raw, way, rewrite)
    if value is None:
        return None
    interval = statistic_interval(closed, numpy.array([raw, way, rewrite]), articles)
    return {"value": value} | ({"low": interval.low, "high": interval.high} if interval else {})


def groups(asked: Sequence[FollowUp]) -> dict[str, list[int]]:
    """The places of the questions that are told of together: follow-ups, each kind of them, first ones."""
    found: dict[str, list[int]] = {name: [] for name in (FOLLOW_UPS, *DEPENDENCES, FIRST_QUESTIONS)}
    for place, question in enumerate(asked):
        if question.before:
            found[FOLLOW_UPS].append(place)
            found[dependence(question.question, question.rewrite)].append(place)
        else:
            found[FIRST_QUESTIONS].append(place)
    return {name: places for name, places in found.items() if places}


def grouped(asked: Sequence[FollowUp], hits: Mapping[str, Sequence[bool]]) -> dict[str, Figures]:
    """The figures of each group."""
    made: dict[str, Figures] = {}
    for name, places in groups(asked).items():
        part = {way: [values[place] for place in places] for way, values in hits.items()}
        articles = [asked[place].article for place in places]
        made[name] = {"questions": len(places), "ways": figures(part, articles)}
    return made


def measure(canard: Canard, asked: Sequence[FollowUp], library: Path) -> dict[str, list[bool]]:
    """Whether each way finds each question's answer."""
    with progress_bars() as progress, Assistant.open(Config(library=library)) as assistant:
        adding = progress.add_task("Adding the answers", total=len(canard.dataset.documents))
        shelf = fill(assistant, canard.dataset, lambda: progress.advance(adding))
        search = searching(assistant)
        asking = ways(search)
        hits: dict[str, list[bool]] = {way: [] for way in asking}
        for question in progress.track(asked, description="Searching"):
            for name, way in asking.items():
                places = map(shelf.place, search(way(question)))
                hits[name].append(any(on_any(place, question.gold) for place in places))
    return hits


def drawn(canard: Canard, limit: int | None, seed: int) -> tuple[FollowUp, ...]:
    """At most ``limit`` questions, drawn at random with ``seed``, in their old order."""
    if limit is None or limit >= len(canard.questions):
        return canard.questions
    places = random.Random(seed).sample(range(len(canard.questions)), limit)
    return tuple(canard.questions[place] for place in sorted(places))


def results(canard: Canard, asked: Sequence[FollowUp], hits: Mapping[str, Sequence[bool]]) -> Figures:
    """Everything about a run, ready for JSON."""
    return {
        "format": FORMAT,
        "kind": KIND,
        "dataset": {
            "name": canard.dataset.name,
            "documents": len(canard.dataset.documents),
            "answers": canard.answers,
            "questions": len(asked),
            "left_out": canard.left_out,
        },
        "first": FIRST,
        "made": provenance("evals"),
        "groups": grouped(asked, hits),
    }


def table(content: Figures) -> Table:
    """A row for each way of asking: recall, and the share of the gap closed, of the follow-ups."""
    name, group = next(iter(content["groups"].items()))
    drawn = Table(
        "question", f"recall@{content['first']}", "gap closed", title=f"{group['questions']} {name}"
    )
    for way, made in group["ways"].items():
        share = made.get("closed")
        drawn.add_row(way, f"{100 * made['recall']:.1f} %", f"{100 * share['value']:.1f} %" if share else "")
    return drawn


def canard_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Questions of CANARD, as JSON lines.")],
    limit: LimitOption = None,
    seed: SeedOption = 0,
    output: Annotated[
        Path, typer.Option("--output", help="Where the JSON goes; into results/ by default.")
    ] = Path("results/canard.json"),
    library: Annotated[
        Path | None, typer.Option("--library", help="Keep the library in this folder, for the next run.")
    ] = None,
) -> None:
    """How much of the gap between a question as typed and its human rewriting our completion closes."""
    with one_line_errors(), library_folder(library) as folder:
        canard = load_canard(file)
        asked = drawn(canard, limit, seed)
        if not asked:
            raise DatasetError(f"{canard.dataset.name} has no question whose answer is known.")
        content = results(canard, asked, measure(canard, asked, folder))
        write_json(output, content)
    Console().print(table(content))
    say(f"All figures are in {output}.")
