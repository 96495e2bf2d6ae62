"""``python -m evals.fit_ranking``: fit the weights by which a reader's candidates are ranked.

Every answerable development question is asked, and the weights of the candidates' features are fitted so
that a sentence on gold comes first. What the weights are worth is measured on documents that were held out,
beside the reader's spans alone and the similarity alone. Test questions are never read.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from evals.collected import Collected
from evals.collecting import CollectedOption, LibrariesOption, collect
from evals.conditional_logit import first_is_true, fit, held_out_weights, telling
from evals.console import DatasetsOption, LimitOption, SeedOption, one_line_errors, say
from evals.cross_fitting import EVERY_SET, Flags
from evals.datasets import DatasetError, packaged_dataset
from evals.development import ExceptOption, OnlyOption, load_development
from evals.features import RANKED_BY, SIMILARITY, SPAN, UNREAD, VERIFIED, report_left_alone
from evals.files import write_json
from evals.passage_ranking import passage_figures
from evals.provenance import command
from evals.reading_on import steps, thinnest
from evals.statistics.bootstrap import Interval, mean_intervals
from evals.statistics.permutation import mean_probability, swap_groups
from rag import Config

app = typer.Typer(add_completion=False)

ALL = "all"
BEFORE_READING = "before reading"
SYSTEMS = {"span alone": SPAN, "similarity alone": SIMILARITY, BEFORE_READING: UNREAD, ALL: RANKED_BY}
SECOND_LOOK = "all, and a second look"
FIRST = "score"
BOTH_LOOKS = (FIRST, VERIFIED)

OutputOption = Annotated[Path, typer.Option("--output", help="Where the weights go.")]
PackagedOption = Annotated[bool, typer.Option(help="Also fit on our own development questions.")]
AblateOption = Annotated[bool, typer.Option("--ablate", help="Also measure all features but one, for each.")]


def present(asked: Sequence[Collected], names: Sequence[str]) -> tuple[str, ...]:
    """Those of the names that any candidate has."""
    found = {name for question in asked for name in question.features}
    return tuple(name for name in names if name in found)


def systems_of(asked: Sequence[Collected], ablate: bool) -> dict[str, tuple[str, ...]]:
    """Which features each system ranks by; a system that has none of its features is left out.

    Raises:
        DatasetError: no candidate has any feature.
    """
    every = present(asked, RANKED_BY)
    if not every:
        raise DatasetError("No candidate has a feature that is known here.")
    systems = {name: present(asked, features) for name, features in SYSTEMS.items()}
    if ablate and len(every) > 1:
        systems |= {f"all but {one}": tuple(name for name in every if name != one) for one in every}
    return {name: features for name, features in systems.items() if features}


def ranking(asked: Sequence[Collected], ablate: bool = False, most: int = 8) -> dict[str, Any]:
    """The weights as JSON, with what they are worth on held-out documents.

    The margin below which reading goes on is chosen for ``most`` passages that are read at most.

    Raises:
        DatasetError: the questions are too few or too alike to fit anything.
    """
    systems = systems_of(asked, ablate)
    try:
        fitted = fit(asked, systems[ALL])
        unread = fit(asked, systems.get(BEFORE_READING, systems[ALL]))
        held_out = {name: held_out_weights(asked, features) for name, features in systems.items()}
    except ValueError as error:
        raise DatasetError(f"These questions are not enough to fit a ranking: {error}.") from error
    hits = {name: first_is_true(asked, weights) for name, weights in held_out.items()}
    reading = steps(asked, held_out[ALL], held_out.get(BEFORE_READING, held_out[ALL]), most)
    looked = second_look(asked, [fitted.weights] * len(asked))
    if looked:
        again = second_look(asked, held_out[ALL])
        hits[SECOND_LOOK] = first_is_true(again, held_out_weights(again, BOTH_LOOKS))
    return {
        "weights": {name: round(weight, 6) for name, weight in fitted.weights.items()},
        "unread": {name: round(weight, 6) for name, weight in unread.weights.items()},
        "thin_margin": thinnest(reading),
        "second_look": list(fit(looked, BOTH_LOOKS).weights.values()) if looked else [1.0, 0.0],
        "strength": fitted.strength,
        "fitted_on": origin(asked),
        "held_out": measured(asked, hits),
        "tests": tests(asked, hits),
        "passages": passage_figures(asked, held_out[ALL], documents_of(asked)),
        "reading": reading,
    }


def second_look(asked: Sequence[Collected], weights: Sequence[Mapping[str, float]]) -> list[Collected]:
    """The questions with two features alone: the score before the second look, and what it found.

    ``weights`` are each question's own. Nothing where no verifier looked.
    """
    if not present(asked, (VERIFIED,)):
        return []
    none = [np.zeros(len(question.scores)) for question in asked]
    return [
        replace(
            question,
            features={FIRST: question.weighed(own), VERIFIED: question.features.get(VERIFIED, zeros)},
        )
        for question, own, zeros in zip(asked, weights, none, strict=True)
    ]


def origin(asked: Sequence[Collected]) -> dict[str, Any]:
    """What a ranking was fitted on, and how to do it again."""
    sources = [question.key.source for question in asked]
    return {
        "questions": len(asked),
        "with a true candidate": len(telling(asked)),
        "documents": len({question.group for question in asked}),
        "datasets": {source: sources.count(source) for source in dict.fromkeys(sources)},
        "date": datetime.now(UTC).date().isoformat(),
        "command": command("evals.fit_ranking", sys.argv[1:]),
    }


def measured(asked: Sequence[Collected], hits: dict[str, Flags]) -> dict[str, dict[str, list[float]]]:
    """For each set and system the share of the questions whose first candidate is on gold, held out.

    Each entry holds the share and the ends of its 95 % interval, drawn by document.
    """
    sources = np.array([question.key.source for question in asked])
    found: dict[str, dict[str, list[float]]] = {}
    parts = {source: sources == source for source in dict.fromkeys(sources.tolist())}
    for name, chosen in (parts | {EVERY_SET: np.ones(len(asked), dtype=bool)}).items():
        places = np.flatnonzero(chosen).tolist()
        documents = documents_of([asked[place] for place in places])
        values = np.array([flags[places] for flags in hits.values()], dtype=float)
        intervals = mean_intervals(values, documents)
        found[name] = {
            system: [round(float(row.mean()), 4), *(ends(interval) if interval else ())]
            for system, row, interval in zip(hits, values, intervals, strict=True)
        }
    return found


def ends(interval: Interval) -> tuple[float, float]:
    """Both ends of an interval, for JSON."""
    return round(interval.low, 4), round(interval.high, 4)


def documents_of(asked: Sequence[Collected]) -> list[str]:
    """Each question's document, told apart from those of other sets."""
    return ["\n".join(question.group) for question in asked]


def tests(asked: Sequence[Collected], hits: dict[str, Flags]) -> dict[str, dict[str, float]]:
    """How much better all features are than each other system, in every set, and how likely by chance.

    The test swaps both systems in whole documents.
    """
    groups, _ = swap_groups(documents_of(asked))
    found = {}
    for name, flags in hits.items():
        if name != ALL:
            differences = hits[ALL].astype(float) - flags
            probability = mean_probability(differences, groups)
            found[name] = {"difference": round(float(differences.mean()), 4), "p": round(probability, 4)}
    return found


def table(content: dict[str, Any]) -> Table:
    """One row a system: the share on gold in each set, with its interval, and the test against all."""
    sets = list(content["held_out"])
    drawn = Table("ranked by", *sets, "all is better by", "p", title="First candidate on gold, held out")
    for system in content["held_out"][EVERY_SET]:
        cells = [share(content["held_out"][name][system]) for name in sets]
        test = content["tests"].get(system)
        apart = (f"{100 * test['difference']:+.1f}", f"{test['p']:.4f}") if test else ("", "")
        drawn.add_row(system, *cells, *apart)
    return drawn


def passages_table(content: dict[str, Any]) -> Table:
    """One row a set and figure: the passages as retrieved, and as their best sentences rank them."""
    drawn = Table("set", "figure", "retrieved", "ranked", "p", title="Passages, held out")
    for source, figures in content["passages"].items():
        for name, values in figures.items():
            drawn.add_row(source, name, *(f"{values[part]:.3f}" for part in ("retrieved", "ranked", "p")))
    return drawn


def share(entry: Sequence[float]) -> str:
    """A share in per cent with its interval."""
    value, *interval = (f"{100 * number:.1f}" for number in entry)
    return f"{value} ({interval[0]} to {interval[1]})" if interval else value


def reading_table(content: dict[str, Any]) -> Table:
    """One row a margin: what is found, and how many passages are read for it."""
    title = f"Reading on below a margin, held out; {content['thin_margin']} is taken"
    drawn = Table("margin", "first on gold", "passages read", title=title)
    for step in content["reading"]:
        drawn.add_row(str(step["thin_margin"]), f"{100 * step['found']:.1f}", f"{step['passages']:.1f}")
    return drawn


@app.command()
def main(
    output: OutputOption,
    dataset: DatasetsOption = None,
    only: OnlyOption = None,
    excluded: ExceptOption = None,
    packaged: PackagedOption = False,
    limit: LimitOption = None,
    seed: SeedOption = 0,
    libraries: LibrariesOption = None,
    collected: CollectedOption = None,
    ablate: AblateOption = False,
) -> None:
    """Fit the weights of the ranking on answerable development questions of the sets named."""
    with one_line_errors():
        ours = [packaged_dataset()] if packaged else []
        datasets = load_development(dataset or (), ours, only, excluded, limit, seed)
        asked = collect(datasets, answerable_only=True, libraries=libraries, file=collected, everything=True)
        content = ranking(asked, ablate, Config().reader.passages)
        write_json(output, content)
    console = Console()
    console.print(table(content))
    console.print(passages_table(content))
    console.print(reading_table(content))
    for name, weight in content["weights"].items():
        say(f"{name}: {weight:+.3f}")
    report_left_alone(asked, (*RANKED_BY, VERIFIED))
    say(f"The weights are in {output}")


if __name__ == "__main__":
    app()
