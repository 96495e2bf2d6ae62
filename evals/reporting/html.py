"""The report as one HTML file that opens from disk and asks nothing of anybody."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from evals.reporting import evidence, wording
from evals.reporting.failures import Failure, at_most, counts, failures, main_system, was_asked
from evals.reporting.headline import figure_table
from evals.reporting.plots import plots
from evals.results import Results

if TYPE_CHECKING:
    from jinja2 import Environment

# Failed questions that are listed of each sort, fewer where the file would become larger than that.
LIMITS = (250, 120, 60, 30, 15, 5, 0)
LARGEST = 5_000_000
# Of whole articles, as much text as leaves room for the rest; one longer than that would slow the page.
MOST_TEXT = 2_000_000
LONGEST_ARTICLE = 300_000
# What the run tells of itself under a name of its own; the rest is listed as it is.
TOLD = {
    "command", "date", "commit", "python", "packages", "cores", "processor", "features", "memory_gigabytes",
}  # fmt: skip
SURROGATE = re.compile("[\ud800-\udfff]")


def html_report(results: Results, documents: Mapping[str, tuple[str, str]]) -> str:
    """One self-contained page: what was run, figures, plots, and every failed question with its article.

    ``documents`` maps a document's id to its title and its text, in which the results' offsets count code
    points. The page holds at most about 5 MB; where more questions failed than fit, it says how many.
    """
    found = failures(results)
    template = environment().get_template("report.html.j2")
    fixed = {**frame(results), "splits": list(splits(results)), "failures": found}
    page = ""
    for limit in LIMITS:
        page = template.render(**fixed, **listing(at_most(found, limit), documents), limit=limit)
        # UTF-8 cannot carry a lone surrogate; another character of the same count keeps the offsets.
        page = SURROGATE.sub("\ufffd", page)
        if len(page.encode()) <= LARGEST:
            break
    return page


def environment() -> Environment:
    """Where the templates are found, with everything escaped that is not ours."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("evals.reporting"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {"exact": exact, "counted": wording.counted, "plain": wording.plain}
    return made


def exact(text: str) -> str:
    """Text of an article as HTML that gives back each code point: a bare CR would become a line feed."""
    return html.escape(text).replace("\r", "&#13;")


def frame(results: Results) -> dict[str, Any]:
    """What stands on the page whatever failed."""
    style, script = static("report.css"), static("report.js")
    return {
        "results": results,
        "made_line": wording.made_line(results),
        "facts": list(facts(results)),
        "main": main_system(results),
        "asked": was_asked(results),
        "system_notes": {name: wording.SYSTEMS[name] for name in results.systems if name in wording.SYSTEMS},
        "style": style,
        "script": script,
        "policy": policy(style, script),
    }


def static(name: str) -> str:
    """A file that is put into the page as it is."""
    return (files("evals.reporting") / "static" / name).read_text(encoding="utf-8")


def policy(style: str, script: str) -> str:
    """What the browser may do with the page: apply our style, run our script, and load nothing at all.

    Style attributes are what the drawings are made of.
    """
    return (
        f"default-src 'none'; style-src-elem {fingerprint(style)}; style-src-attr 'unsafe-inline'; "
        f"script-src {fingerprint(script)}; base-uri 'none'; form-action 'none'"
    )


def fingerprint(source: str) -> str:
    """The hash by which a policy allows one piece of script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def facts(results: Results) -> Iterator[tuple[str, str]]:
    """Everything about how the run was made, by name."""
    made = results.made
    yield "Command", str(made.get("command", ""))
    yield "Suites", ", ".join(results.suites)
    yield "Date", str(made.get("date", ""))
    yield "Commit", str(made.get("commit") or "not a checkout")
    yield "Machine", wording.machine_text(made)
    packages = [f"Python {made.get('python', '')}"]
    packages += [f"{name} {number}" for name, number in (made.get("packages") or {}).items()]
    yield "Versions", ", ".join(packages)
    yield "SHA-256 of the set", results.dataset.sha256
    if results.left_out:
        yield "Bad rows left out", wording.left_out_text(results)
    rest = {name: value for name, value in made.items() if name not in TOLD}
    for name, value in (("Other", rest), ("Library", results.library), ("Settings", results.configuration)):
        if value:
            yield name, json.dumps(value, ensure_ascii=False, indent=1, default=str)


def splits(results: Results) -> Iterator[dict[str, Any]]:
    """Title, note, tables and plots of each split."""
    for number, split in enumerate(wording.splits_of(results)):
        rows = wording.rows_of(results, split)
        yield {
            "title": wording.SPLITS.get(split, split),
            "note": wording.split_note(results, split),
            "questions": len(rows),
            "table": figure_table(results, split),
            "everything": figure_table(results, split, headline=False),
            "plots": plots(rows, main_system(results), f"split-{number}"),
        }


def listing(listed: Sequence[Failure], documents: evidence.Documents) -> dict[str, Any]:
    """The failed questions that are listed, with their articles, and what they can be filtered by."""
    shown = [evidence.shown(failure, documents) for failure in listed]
    names = dict.fromkeys(article.document for articles in shown for article in articles if article.cut)
    return {
        "listed": list(zip(listed, shown, strict=True)),
        "articles": dict(kept(names, documents)),
        "counts": counts(listed),
        "kinds": tally(failure.row.kind for failure in listed),
        "failed_splits": tally(failure.row.split for failure in listed),
        "steps": evidence.steps,
        "more": evidence.more,
        "titles": wording.SPLITS.get,
    }


def kept(
    names: Mapping[str, None], documents: evidence.Documents
) -> Iterator[tuple[str, tuple[int, str, str]]]:
    """Number, title and text of the articles that are in the page as a whole."""
    room = MOST_TEXT
    for number, name in enumerate(names, 1):
        title, text = documents[name]
        if len(text) <= min(room, LONGEST_ARTICLE):
            room -= len(text)
            yield name, (number, title or name, text)


def tally(values: Iterator[str]) -> dict[str, int]:
    """How often each value occurs, the most frequent first."""
    found: dict[str, int] = {}
    for value in values:
        found[value] = found.get(value, 0) + 1
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
