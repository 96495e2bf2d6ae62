"""``python -m evals.fit_wordings``: fit what tells questions about an article as a whole by their sense.

The wordings of the development split in ``data/wordings.jsonl``, near misses among them, and questions of
other sets, which ask about something in an article, are embedded, and a multinomial logistic regression is
fitted. Its strength and the threshold are chosen by cross-validation: of those that let at most
``NEAR_MISSES`` of our near misses and ``OTHERS`` of the other questions pass, the pair that recognises most.
The test split is asked by ``python -m evals overview``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from evals.console import SeedOption, one_line_errors, say
from evals.datasets import DatasetError
from evals.files import write_json
from evals.json_lines import texts_in
from evals.provenance import command
from evals.wordings import NONE, Wording, wordings
from index import EmbeddingConfig, Encoder

app = typer.Typer(add_completion=False)
STRENGTHS = (1.0, 3.0, 10.0, 30.0, 100.0)
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9)
NEAR_MISSES, OTHERS = 0.015, 0.003
FOLDS = 5
DIGITS = 4
Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Tried:
    """A strength and a threshold, and the shares that they recognise rightly and let pass wrongly."""

    strength: float
    threshold: float
    recognised: float
    near_misses: float
    others: float

    @property
    def allowed(self) -> bool:
        """Whether few enough questions pass that are none."""
        return self.near_misses <= NEAR_MISSES and self.others <= OTHERS


def others(paths: Iterable[Path], count: int, seed: int) -> list[Wording]:
    """So many questions of JSON lines files, drawn at random.

    Raises:
        DatasetError: a file cannot be read.
    """
    found = sorted({question for path in paths for question in questions_in(path)})
    return [Wording(one, NONE, other=True) for one in Random(seed).sample(found, min(count, len(found)))]


def questions_in(path: Path) -> Iterator[str]:
    """The questions of a file of JSON lines, which may be gzipped; “someone”, of templates, left out."""
    yield from (one for one in texts_in(path, "question") if not {"someone", "something"} & {*one.split()})


def decided(likely: Floats, kinds: Sequence[str], threshold: float) -> list[str]:
    """What each question is taken for, by how likely each of the kinds is; the last kind is none."""
    best, passes = likely[:, :-1].argmax(axis=1), 1 - likely[:, -1] >= threshold
    return [kinds[place] if passed else NONE for place, passed in zip(best, passes, strict=True)]


def tried(asked: Sequence[Wording], taken: Sequence[str], strength: float, threshold: float) -> Tried:
    """How well that goes."""
    pairs = list(zip(asked, taken, strict=True))
    right = [kind == one.kind for one, kind in pairs if one.kind != NONE]
    near = [kind != NONE for one, kind in pairs if one.kind == NONE and not one.other]
    other = [kind != NONE for one, kind in pairs if one.other]
    return Tried(strength, threshold, *(float(np.mean(shares or [False])) for shares in (right, near, other)))


def all_tried(asked: Sequence[Wording], vectors: Floats, kinds: Sequence[str], seed: int) -> list[Tried]:
    """Every strength and threshold, each question judged by a model that has not seen it."""
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    truth = [kinds.index(one.kind) for one in asked]
    found = []
    for strength in STRENGTHS:
        likely = cross_val_predict(model(strength), vectors, truth, cv=folds, method="predict_proba")
        for threshold in THRESHOLDS:
            taken = decided(likely, kinds, threshold)
            found.append(tried(asked, taken, strength, threshold))
    return found


def model(strength: float) -> LogisticRegression:
    """The regression, not fitted yet."""
    return LogisticRegression(C=strength, max_iter=5_000)


def chosen(found: Sequence[Tried]) -> Tried:
    """The pair that recognises most among those allowed.

    Raises:
        DatasetError: none is allowed.
    """
    allowed = [one for one in found if one.allowed]
    if not allowed:
        raise DatasetError("Whatever the threshold, too many other questions would be recognised.")
    return max(allowed, key=lambda one: one.recognised)


def fit(asked: Sequence[Wording], encoder: Encoder, seed: int) -> tuple[list[Tried], dict[str, Any]]:
    """All that was tried, and what is written to the file of the model."""
    kinds = [*sorted({one.kind for one in asked} - {NONE}), NONE]
    vectors = encoder.encode([one.question for one in asked])
    found = all_tried(asked, vectors, kinds, seed)
    best = chosen(found)
    fitted = model(best.strength).fit(vectors, [kinds.index(one.kind) for one in asked])
    rows = [
        {
            "aspect": kind,
            "bias": round(float(bias), DIGITS),
            "weights": [round(float(one), DIGITS) for one in weights],
        }
        for kind, bias, weights in zip(kinds, fitted.intercept_, fitted.coef_, strict=True)
    ]
    content = {"encoder": encoder.identity, "threshold": best.threshold, "rows": rows}
    return found, content | {"cross_validated": asdict(best)}


def table(found: Sequence[Tried]) -> Table:
    """A row for each pair."""
    drawn = Table("strength", "threshold", "recognised", "near misses", "others", "allowed", box=None)
    for one in found:
        shares = (f"{100 * share:.1f} %" for share in (one.recognised, one.near_misses, one.others))
        drawn.add_row(f"{one.strength:g}", f"{one.threshold:g}", *shares, "yes" if one.allowed else "")
    return drawn


@app.command()
def main(
    other: Annotated[list[Path], typer.Option("--others", help="JSON lines with a question each.")],
    output: Annotated[Path, typer.Option("--output", help="Where the model goes.")],
    count: Annotated[int, typer.Option("--count", help="So many of the others are drawn.")] = 4_000,
    seed: SeedOption = 0,
) -> None:
    """Fit what tells whole-article questions by their sense."""
    with one_line_errors():
        asked = [*wordings("development"), *others(other, count, seed)]
        found, content = fit(asked, Encoder(EmbeddingConfig()), seed)
        Console().print(table(found))
        made = {
            "command": command("evals.fit_wordings", sys.argv[1:]),
            "date": datetime.now(UTC).date().isoformat(),
        }
        write_json(output, content | {"made": made})
    say(f"The model is in {output}")


if __name__ == "__main__":
    app()
