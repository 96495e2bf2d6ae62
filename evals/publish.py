"""``python -m evals.publish``: keep result files in ``docs/results`` and write the pages that show them.

A result is kept without its rows, unless every document of its set comes with the package: the texts and
questions of others are not ours to pass on. README.md and docs/benchmarks.md are written from the kept
files only, so a figure on a page is a figure in a file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from evals import pages
from evals.console import one_line_errors, say
from evals.datasets import DatasetError
from evals.files import ROWS, read_json, write_json
from evals.results import FORMAT, MAIN, parse

app = typer.Typer(add_completion=False)
RESULTS = Path("docs/results")
# A benchmark's format is its own; fusion shares that of the evaluations' figures.
FORMATS = (1, FORMAT)
WORDS = ("predicted", "citations", "forced")
BEGIN, END = "<!-- figures: written by python -m evals.publish -->", "<!-- end of figures -->"
PAGES = {Path("README.md"): pages.summary, Path("docs/benchmarks.md"): pages.everything}


def load(path: Path) -> dict[str, Any]:
    """A result file.

    Raises:
        DatasetError: it cannot be read, or is not one of this version's.
    """
    content = read_json(path)
    if content.get("kind") == "evals":
        parse(content, path)
    elif content.get("format") not in FORMATS or "kind" not in content:
        raise DatasetError(f"{path} is not a result file of this version; run its command again.")
    return content


def check_whole(path: Path, content: dict[str, Any]) -> None:
    """Refuse a result that must not stand for its set.

    Raises:
        DatasetError: some questions were not asked, or only a part of our own set was.
    """
    if content.get("failed"):
        raise DatasetError(f"{path} lacks {len(content['failed'])} questions that could not be asked.")
    if content.get("library", {}).get("documents_not_of_the_set"):
        raise DatasetError(f"{path} was measured in a library that held other documents too.")
    options = content.get("configuration", {}).get("options", {})
    part = any(options.get(name) for name in ("limit", "split", "only"))
    if content.get("dataset", {}).get("packaged") and part:
        raise DatasetError(f"{path} asked only a part of our own questions; publish a whole run.")


def trimmed(content: dict[str, Any]) -> dict[str, Any]:
    """The result with the rows that a later run is compared with: ours, on packaged documents only."""
    if not content.get("dataset", {}).get("packaged"):
        return {name: value for name, value in content.items() if name not in ROWS}
    if "questions" not in content:
        return content
    rows = [
        {**row, "systems": {name: bare(made) for name, made in row["systems"].items() if name == MAIN}}
        for row in content["questions"]
    ]
    return {**content, "questions": rows}


def bare(made: dict[str, Any]) -> dict[str, Any]:
    """What a system did, without the words: the scores are what is compared."""
    return {name: value for name, value in made.items() if name not in WORDS}


def file_name(content: dict[str, Any]) -> str:
    """Under which name a result is kept: a newer one of the same kind on the same set replaces it."""
    kind = content["kind"]
    if kind == "evals":
        return f"{content['dataset']['name']}.json"
    return f"{kind}-{content['dataset']['name']}.json" if "dataset" in content else f"{kind}.json"


def kept(root: Path) -> list[dict[str, Any]]:
    """The results in ``docs/results`` of a checkout."""
    return [load(path) for path in sorted((root / RESULTS).glob("*.json"))]


def written(page: str, name: Path, block: str) -> str:
    """The page with ``block`` between its two markers.

    Raises:
        DatasetError: the page does not have the markers.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise DatasetError(f"{name} has no place for figures; it needs the lines {BEGIN} and {END}.")
    return f"{before}{BEGIN}\n\n{block.strip()}\n\n{END}{after}"


def with_figures(root: Path) -> dict[Path, str]:
    """Each page of a checkout as it must read with the results that are kept there."""
    results = kept(root)
    return {
        root / name: written((root / name).read_text(encoding="utf-8"), name, render(results))
        for name, render in PAGES.items()
    }


@app.command()
def main(
    results: Annotated[list[Path] | None, typer.Argument(help="Result files to keep, made by evals.")] = None,
) -> None:
    """Keep result files in docs/results and write README.md and docs/benchmarks.md; in a checkout's root."""
    root = Path()
    with one_line_errors():
        if not all((root / name).is_file() for name in PAGES):
            raise DatasetError(
                "README.md and docs/benchmarks.md are not here; run this in a checkout’s root."
            )
        for path in results or ():
            content = load(path)
            check_whole(path, content)
            write_json(root / RESULTS / file_name(content), trimmed(content))
        for path, text in with_figures(root).items():
            path.write_text(text, encoding="utf-8")
            say(f"{path} is written.")


if __name__ == "__main__":
    app()
