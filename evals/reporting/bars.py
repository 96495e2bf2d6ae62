"""Figures by kind of question, as bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evals.reporting import series
from evals.reporting.drawing import INK, PAPER, RULE, WIDTH, Plot, as_svg, drawing, look, per_cent
from evals.reporting.wording import NOTHING, counted, plain
from evals.results import Row

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# The scores that can be drawn by kind of question; the first that a run has is drawn, under this title.
KIND_SCORES = {
    "first citation on gold, no abstaining": "Right sentence, by kind of question",
    "evidence within 2,000 characters": "Evidence retrieved, by kind of question",
    "recall@5": "Recall@5, by kind of question",
    "sentence on gold, passage given": "Right sentence in the gold passage, by kind of question",
}
REFUSAL_SCORE = "answered although not answerable"
BESIDE = ("hybrid", "lexical")
LABEL = {"facecolor": PAPER, "edgecolor": RULE, "boxstyle": "round,pad=0.15", "linewidth": 0.5}


@dataclass(frozen=True, slots=True)
class Bars:
    """Shares by kind: those of ``main`` are bars, those of the other systems marks; worst kind first."""

    main: str
    kinds: tuple[str, ...]
    values: dict[str, dict[str, tuple[float, int]]]

    @property
    def others(self) -> tuple[str, ...]:
        """The systems beside the main one."""
        return tuple(name for name in self.values if name != self.main)

    def share(self, kind: str, system: str | None = None) -> str:
        """The share of one kind in per cent, a dash where there is none."""
        found = self.values[system or self.main].get(kind)
        return per_cent(found[0]) if found else NOTHING

    def number(self, kind: str) -> int:
        """How many questions of a kind the main system's share rests on."""
        return self.values[self.main][kind][1]


def kind_plot(rows: Sequence[Row], main: str, prefix: str) -> Plot | None:
    """The main figure for each kind of question, baselines beside it."""
    score = next((score for score in KIND_SCORES if series.by_kind(rows, main, score)), None)
    if score is None:
        return None
    bars = bars_of(rows, main, score, BESIDE)
    reading = (
        f"A bar is the share for {main} (“{score}”), n the number of questions of that kind; few questions "
        "make a bar unsure."
    )
    if bars.others:
        reading += f" The marks show {' and '.join(bars.others)} on the same questions."
    return bars_plot(bars, f"{prefix}-kinds", KIND_SCORES[score], reading, wide=True)


def refusal_plot(rows: Sequence[Row], main: str, prefix: str) -> Plot | None:
    """How often each kind of unanswerable question was answered."""
    bars = bars_of(rows, main, REFUSAL_SCORE, (), descending=True)
    if not bars.kinds:
        return None
    reading = (
        "A bar is the share of these questions that got an answer although no article has one. Shorter is "
        "better; n is the number of questions of that kind."
    )
    title = "Answered although not answerable, by kind"
    return bars_plot(bars, f"{prefix}-refusal", title, reading, wide=False)


def bars_of(
    rows: Sequence[Row], main: str, score: str, beside: Sequence[str], descending: bool = False
) -> Bars:
    """The shares of a score by kind for the main system and, where they have it, those beside it."""
    names = (main, *(name for name in beside if name != main))
    found = {name: series.by_kind(rows, name, score) for name in names}
    kinds = sorted(found[main], key=lambda kind: found[main][kind], reverse=descending)
    return Bars(main, tuple(kinds), {name: one for name, one in found.items() if one or name == main})


def bars_plot(bars: Bars, name: str, title: str, reading: str, wide: bool) -> Plot:
    """The bars as a plot, with its numbers as a table."""
    figure, axes = drawing(2 * WIDTH if wide else WIDTH, 1.0 + 0.36 * len(bars.kinds))
    draw_bars(axes, bars)
    for system in bars.others:
        draw_marks(axes, bars, system)
    if bars.others:
        legend(axes, bars)
    table = tuple(
        (plain(kind), f"{bars.number(kind):,}", *(bars.share(kind, system) for system in bars.values))
        for kind in bars.kinds
    )
    numbers = {kind: counted(bars.number(kind), "question") for kind in bars.kinds}
    said = [f"{plain(kind)} {bars.share(kind)} of {number}" for kind, number in numbers.items()]
    svg = as_svg(figure, name, f"{title}, {bars.main}: {'; '.join(said)}.")
    return Plot(name, title, svg, reading, ("kind", "questions", *bars.values), table, wide)


def legend(axes: Axes, bars: Bars) -> None:
    """Which bar and mark is which, above the axes, the main system first."""
    handles, labels = axes.get_legend_handles_labels()
    order = sorted(range(len(labels)), key=lambda place: labels[place] != bars.main)
    axes.legend(
        [handles[place] for place in order], [labels[place] for place in order],
        loc="lower left", bbox_to_anchor=(0, 1), ncols=len(order), borderaxespad=0.2,
    )  # fmt: skip


def draw_bars(axes: Axes, bars: Bars) -> None:
    """The main system's bars, each with its share."""
    shares = [bars.values[bars.main][kind][0] for kind in bars.kinds]
    places = range(len(shares))
    axes.barh(places, shares, height=0.62, color=look(bars.main).colour, alpha=0.75, label=bars.main)
    axes.set_yticks(places, [f"{plain(kind)}  (n {bars.number(kind):,})" for kind in bars.kinds])
    axes.invert_yaxis()
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(0, 1.02)
    axes.xaxis.set_major_formatter(per_cent)
    for place, kind in enumerate(bars.kinds):
        axes.annotate(
            bars.share(kind), (0, place), (6, 0), textcoords="offset points", va="center", color=INK,
            fontsize=10, bbox=LABEL,
        )  # fmt: skip


def draw_marks(axes: Axes, bars: Bars, system: str) -> None:
    """The marks of a system beside the main one, one system a little above the next."""
    style = look(system)
    values = bars.values[system]
    kinds = [(place, kind) for place, kind in enumerate(bars.kinds) if kind in values]
    lower = 0.3 * (bars.others.index(system) - (len(bars.others) - 1) / 2)
    axes.scatter(
        [values[kind][0] for _, kind in kinds], [place + lower for place, _ in kinds], marker=style.marker,
        s=46, color=style.colour, edgecolor=PAPER, label=system, zorder=3, clip_on=False,
    )  # fmt: skip
