"""Results as tables for the terminal, readable at 100 columns."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from evals.reporting.failures import main_system
from evals.reporting.headline import Cell, FigureTable, figure_table
from evals.reporting.wording import NOTHING, SPLITS, counted, machine_figures, splits_of
from evals.results import Results

# More columns than this do not fit beside a figure's name.
MOST_SYSTEMS = 5


def terminal_tables(results: Results) -> tuple[Table, ...]:
    """The main system's figures by split with intervals, then the headline figures of every system.

    The second table is left out where the main system stands alone; it is of the split that counts most.
    """
    first = main_table(results)
    splits = splits_of(results)
    compared = figure_table(results, splits[0]) if splits else None
    if compared is None or len(compared.systems) < 2:
        return (first,)
    return (first, *baseline_tables(compared))


def main_table(results: Results) -> Table:
    """One row a figure, one column a split."""
    main, splits = main_system(results), told_apart(results)
    dataset = results.dataset
    documents = counted(dataset.documents, "document")
    title = f"{dataset.name}: {counted(dataset.questions, 'question')} on {documents}"
    notes = [f"{main}, 95 % intervals in brackets", machine_figures(results)]
    drawn = table(title, "; ".join(filter(None, notes)))
    for split in splits:
        drawn.add_column(SPLITS.get(split, split), justify="right")
    cells = {split: named_cells(figure_table(results, split, headline=False), main) for split in splits}
    names = dict.fromkeys(name for split in splits for name in cells[split])
    suite = None
    for name in names:
        if suite not in (None, name[0]):
            drawn.add_section()
        suite = name[0]
        drawn.add_row(Text(f"{name[1]} {name[2]}"), *(cell_text(cells[split].get(name)) for split in splits))
    return drawn


def told_apart(results: Results) -> tuple[str, ...]:
    """The splits without their union, for which a terminal has no room."""
    splits = splits_of(results)
    return tuple(split for split in splits if split != "all" or len(splits) == 1)


def named_cells(figures: FigureTable, system: str) -> dict[tuple[str, str, str], Cell]:
    """A system's cells by suite, name and direction."""
    if system not in figures.systems:
        return {}
    column = figures.systems.index(system)
    return {
        (suite, row.name, row.direction): cell
        for suite, rows in figures.suites.items()
        for row in rows
        if (cell := row.cells[column]) is not None
    }


def baseline_tables(figures: FigureTable) -> list[Table]:
    """The headline figures, a column for each system; several tables where there are many systems."""
    main, others = figures.systems[0], figures.systems[1:]
    width = MOST_SYSTEMS - 1
    groups = [(main, *others[at : at + width]) for at in range(0, len(others), width)]
    return [baseline_table(figures, group) for group in groups]


def baseline_table(figures: FigureTable, systems: tuple[str, ...]) -> Table:
    """The headline figures of some systems."""
    drawn = table(
        f"Beside baselines: {SPLITS.get(figures.split, figures.split)}", "bold: best of all systems"
    )
    for system in systems:
        drawn.add_column(Text(system), justify="right")
    columns = [figures.systems.index(system) for system in systems]
    for rows in figures.suites.values():
        for row in rows:
            cells = [row.cells[column] for column in columns]
            # A row without a baseline compares nothing.
            if any(cells[1:]):
                drawn.add_row(Text(f"{row.name} {row.direction}"), *(value_text(cell) for cell in cells))
        drawn.add_section()
    return drawn


def table(title: str, caption: str) -> Table:
    """An empty table with a column for names."""
    # As text: a name in square brackets is no markup.
    drawn = Table(
        title=Text(title), caption=caption, box=SIMPLE_HEAD, title_justify="left", caption_justify="left"
    )
    drawn.add_column("figure", overflow="fold")
    return drawn


def cell_text(cell: Cell | None) -> Text:
    """Value and interval."""
    if cell is None:
        return Text(NOTHING, style="dim")
    text = Text(cell.value)
    return text.append(f" ({cell.interval})", style="dim") if cell.interval else text


def value_text(cell: Cell | None) -> Text:
    """The value alone, bold where it is the best."""
    if cell is None:
        return Text(NOTHING, style="dim")
    return Text(cell.value, style="bold" if cell.best else "")
