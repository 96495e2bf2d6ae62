"""A matplotlib figure as SVG that takes its colours and type from the page it stands in."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

# Of an ordinary drawing, in inches.
WIDTH, HEIGHT = 5.6, 3.7
# Colours that stand for a variable of the style sheet, so that one drawing serves light and dark.
INK, MUTED, RULE, PAPER = "#010203", "#020304", "#030405", "#040506"
VARIABLES = {INK: "--ink", MUTED: "--ink-2", RULE: "--rule", PAPER: "--surface"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a system is drawn, so that it can be told without colour: line and marker differ too."""

    colour: str
    line: str | tuple[int, tuple[int, ...]]
    marker: str
    width: float = 1.6


LOOKS = {
    "groundwire": Look("#0a0001", "-", "o", 2.4),
    "hybrid": Look("#0a0002", (0, (6, 2)), "s"),
    "lexical": Look("#0a0003", (0, (1, 1)), "^"),
    "dense": Look("#0a0004", (0, (5, 2, 1, 2)), "D"),
    "llama-index": Look("#0a0005", (0, (3, 1, 1, 1, 1, 1)), "v"),
}
OTHER = Look("#0a0006", (0, (4, 4)), "P")
VARIABLES |= {look.colour: f"--series-{number}" for number, look in enumerate([*LOOKS.values(), OTHER], 1)}

STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "report",
    "font.family": "DejaVu Sans",  # ships with matplotlib, so measuring needs no font of the system
    "font.size": 11,
    "text.color": INK,
    "text.parse_math": False,
    "axes.edgecolor": RULE,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": RULE,
    "grid.linewidth": 0.6,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "legend.frameon": False,
}
ID = re.compile(r'\bid="([^"]+)"')
REFERENCE = re.compile(r'(?:href="|url\()#([^")]+)')
FAMILY = re.compile(r"font-family: [^;\"]*; ")


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing: its title, the ``svg`` element (safe HTML), how to read it, and the numbers behind it.

    ``rows`` are the numbers as a table under ``heads``; both are empty where the curve is the only form.
    """

    name: str
    title: str
    svg: str
    reading: str
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    wide: bool = False


def look(system: str) -> Look:
    """How a system is drawn; systems that this module does not know look alike."""
    return LOOKS.get(system, OTHER)


def drawing(width: float, height: float) -> tuple[Drawing, Axes]:
    """An empty figure of some inches with one pair of axes. Call it, and draw, inside :func:`styled`."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasSVG(figure)
    return figure, figure.subplots()


def as_svg(figure: Drawing, name: str, alternative: str) -> str:
    """The figure as an ``svg`` element for a page: no declaration, no metadata, ids that begin with ``name``.

    ``alternative`` is what a reader hears who does not see it.
    """
    written = io.StringIO()
    figure.savefig(written, format="svg", transparent=True, metadata={"Date": None})
    svg = written.getvalue()
    svg = svg[svg.index("<svg") :].strip()
    svg = re.sub(r"\s*<metadata>.*?</metadata>|\s*<defs>\s*<style.*?</style>\s*</defs>", "", svg, flags=re.S)
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.S)
    svg = own_ids(svg, name)
    svg = FAMILY.sub("", svg)  # the page’s own type takes its place
    for colour, variable in VARIABLES.items():
        svg = svg.replace(colour, f"var({variable})")
    head = f'<svg class="plot" role="img" aria-label="{escape(alternative)}" viewBox="{viewbox(svg)}">'
    return head + svg[svg.index(">") + 1 :]


def viewbox(svg: str) -> str:
    """The coordinates that an SVG element covers."""
    found = re.search(r'viewBox="([^"]+)"', svg)
    return found.group(1) if found else "0 0 100 100"


def own_ids(svg: str, name: str) -> str:
    """Keep the ids that are referred to, put ``name`` before them, and drop the rest."""
    used = set(REFERENCE.findall(svg))
    svg = ID.sub(lambda found: f'id="{name}-{found[1]}"' if found[1] in used else "", svg)
    return re.sub(r'((?:href="|url\()#)', rf"\g<1>{name}-", svg)


def per_cent(value: float, _place: float = 0.0) -> str:
    """A share as axes and bars name it."""
    return f"{100 * value:.0f} %"
