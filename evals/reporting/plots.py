"""The plots of the report, each an SVG with a sentence on how to read it."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from evals.metrics.refusal import Bin
from evals.reporting import series
from evals.reporting.bars import kind_plot, refusal_plot
from evals.reporting.drawing import (
    HEIGHT,
    MUTED,
    PAPER,
    STYLE,
    WIDTH,
    Plot,
    as_svg,
    drawing,
    look,
    per_cent,
)
from evals.reporting.headline import ordered
from evals.reporting.wording import number_text
from evals.results import Row

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plots(rows: Sequence[Row], main: str, prefix: str = "plot") -> tuple[Plot, ...]:
    """Every plot for which these rows have something to draw.

    ``main`` is the system whose calibration and kinds are shown; ``prefix`` makes the ids in the drawings
    unique on the page.
    """
    import matplotlib

    with matplotlib.rc_context(STYLE):
        found = (
            risk_coverage_plot(rows, prefix),
            reliability_plot(rows, main, prefix),
            latency_plot(rows, prefix),
            refusal_plot(rows, main, prefix),
            kind_plot(rows, main, prefix),
        )
        return tuple(plot for plot in found if plot)


def risk_coverage_plot(rows: Sequence[Row], prefix: str) -> Plot | None:
    """How many answers are wrong when only the surest questions are answered."""
    curves = {name: curve for name in systems(rows) if (curve := series.risk_coverage(rows, name))}
    if not curves:
        return None
    figure, axes = drawing(WIDTH, HEIGHT)
    for name, curve in curves.items():
        style = look(name)
        coverage, risk = zip(*curve, strict=True)
        axes.step(
            coverage, risk, where="post", color=style.colour, ls=style.line, lw=style.width, label=name,
            zorder=1 + style.width,
        )  # fmt: skip
        axes.plot(coverage[-1], risk[-1], marker=style.marker, color=style.colour)
    shares(axes, "share of questions answered (coverage)", "share of answers that are wrong (risk)")
    # Above the axes: inside, it would cover the curves where they part.
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, borderaxespad=0.2)
    said = "; ".join(f"{name}: {risk_words(curve)}" for name, curve in curves.items())
    return Plot(
        "risk-coverage",
        "Risk against coverage",
        as_svg(figure, f"{prefix}-risk", f"Risk-coverage curves. {said}."),
        "From left to right more questions are answered, the surest first. The lower a line, the fewer of "
        "the answers are wrong. A question that no article answers counts as wrong once it is answered.",
    )


def risk_words(curve: Sequence[tuple[float, float]]) -> str:
    """The risk where half of the questions are answered, and where all are."""
    half = next(risk for coverage, risk in curve if coverage >= 0.5)
    return f"{half:.0%} wrong with half of the questions answered, {curve[-1][1]:.0%} with all"


def reliability_plot(rows: Sequence[Row], main: str, prefix: str) -> Plot | None:
    """Whether a confidence of 0.7 is right seven times in ten."""
    bins = series.reliability(rows, main)
    if not bins:
        return None
    figure, axes = drawing(WIDTH, HEIGHT)
    draw_bins(axes, bins, look(main).colour)
    shares(axes, "stated confidence", "share that is right")
    said = "; ".join(f"{one.confidence:.2f} stated, {one.right:.2f} right, n {one.number}" for one in bins)
    return Plot(
        "reliability",
        f"Reliability of {main}",
        as_svg(figure, f"{prefix}-reliability", f"Reliability diagram of {main}. {said}."),
        "A dot gathers the questions of like confidence; the number beside it says how many. On the dotted "
        "line a stated confidence is kept. Below the line it promised too much, above it too little.",
        ("stated confidence", "share right", "questions"),
        tuple((f"{one.confidence:.2f}", f"{one.right:.2f}", f"{one.number:,}") for one in bins),
    )


def draw_bins(axes: Axes, bins: Sequence[Bin], colour: str) -> None:
    """A dot for each bin, the larger the more questions it holds, and its number beside it."""
    axes.plot([0, 1], [0, 1], color=MUTED, ls=(0, (2, 3)), lw=1)
    axes.plot(
        [one.confidence for one in bins], [one.right for one in bins], color=colour, lw=1.6, clip_on=False
    )
    largest = max(one.number for one in bins)
    for one in bins:
        size = 40 + 260 * one.number / largest
        axes.scatter(
            one.confidence, one.right, s=size, color=colour, edgecolor=PAPER, zorder=3, clip_on=False
        )
        above = one.right < 0.85
        axes.annotate(
            f"{one.number:,}", (one.confidence, one.right), (0, 12 if above else -12),
            textcoords="offset points", ha="center", va="bottom" if above else "top", fontsize=9,
        )  # fmt: skip


def latency_plot(rows: Sequence[Row], prefix: str) -> Plot | None:
    """How many questions are answered within a time."""
    taken = {name: times for name in systems(rows) if (times := series.seconds(rows, name))}
    if not taken:
        return None
    figure, axes = drawing(WIDTH, HEIGHT)
    for name, times in taken.items():
        style = look(name)
        milliseconds = [1000 * one for one in times]
        axes.ecdf(milliseconds, color=style.colour, ls=style.line, lw=style.width, label=name,
                  zorder=1 + style.width)  # fmt: skip
    shares(axes, "milliseconds for a question (logarithmic)", "share of questions done by then")
    logarithmic(axes, min(times[0] for times in taken.values()), max(times[-1] for times in taken.values()))
    axes.legend(loc="lower right")
    said = "; ".join(
        f"{name}: half within {number_text(median(times), 'seconds')}, all within "
        f"{number_text(times[-1], 'seconds')}" for name, times in taken.items()
    )  # fmt: skip
    return Plot(
        "latency",
        "Time for a question",
        as_svg(figure, f"{prefix}-latency", f"Share of questions done over time. {said}."),
        "A line tells for each time how many of the questions were done by then. The further left a line "
        "rises, the faster the system. Models were loaded before.",
    )


def shares(axes: Axes, across: str, up: str) -> None:
    """Axes from 0 to 1 in per cent."""
    axes.set(xlim=(0, 1.02), ylim=(0, 1.02), xlabel=across, ylabel=up)
    axes.xaxis.set_major_formatter(per_cent)
    axes.yaxis.set_major_formatter(per_cent)


def logarithmic(axes: Axes, fastest: float, slowest: float) -> None:
    """A logarithmic axis of milliseconds that names the 1, the 2 and the 5 of each power of ten."""
    from matplotlib.ticker import LogLocator

    axes.set_xscale("log")
    axes.set_xlim(max(1000 * fastest, 0.01) * 0.8, max(1000 * slowest, 0.02) * 1.25)
    axes.xaxis.set_major_formatter(plain_number)
    axes.xaxis.set_minor_formatter(plain_number)
    axes.xaxis.set_minor_locator(LogLocator(subs=(2.0, 5.0)))
    axes.grid(visible=True, which="minor", axis="x", alpha=0.5)


def plain_number(value: float, _place: float = 0.0) -> str:
    """A number of milliseconds as an axis names it."""
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def systems(rows: Sequence[Row]) -> tuple[str, ...]:
    """The systems of these rows, in the order of the table."""
    return ordered(name for row in rows for name in row.systems)
