"""``python -m rag.reader.training.measure``: how well a model folder reads, the right text given.

Each question is asked of the text it belongs to, cut into passages as a library would hold them.
"""

from __future__ import annotations

import json
import re
import string
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from index import EmbeddingConfig, Encoder
from rag.reader.models import SpanModel, load_model
from rag.reader.spans import best_in_excerpts
from rag.reader.training.example import Example
from rag.reader.training.groups import Cutter
from rag.reader.training.sources import read_source

PASSAGE_TOKENS = 144
_ARTICLES = re.compile(r"\b(a|an|the)\b")
app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read for one question: the best span's words and its log-odds, and what they are worth.

    ``f1`` is the overlap in words with the nearest right answer; for a question without one it is 0.
    """

    answerable: bool
    words: str
    score: float
    f1: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures over some questions, all but the counts from 0 to 1.

    ``f1_answerable`` withholds nothing; ``auroc`` tells answerable questions from others by the score;
    ``f1`` is SQuAD 2.0's over all questions at ``threshold``, the one best on these very questions.
    """

    questions: int
    answerable: int
    f1_answerable: float
    auroc: float | None
    f1: float
    threshold: float


def read_all(model: SpanModel, examples: Iterable[Example]) -> list[Reading]:
    """Read every question's own text."""
    cutter = Cutter(Encoder(EmbeddingConfig()).token_offsets, (PASSAGE_TOKENS,))
    return [reading(model, example, cutter) for example in examples]


def reading(model: SpanModel, example: Example, cutter: Cutter) -> Reading:
    """Read one question's text and judge the best span."""
    excerpts = [entry.excerpt for entry in cutter.entries(example)]
    windows = model.windows.windows(example.question, excerpts)
    spans = [span for found in best_in_excerpts(windows, model.logits(windows), 1).values() for span in found]
    if not spans:
        return Reading(bool(example.answers), "", -np.inf, 0.0)
    best = max(spans, key=lambda span: span.score)
    words = excerpts[best.excerpt].text[best.start : best.end]
    right = [example.text[start:end] for start, end in example.answers]
    return Reading(bool(right), words, best.score, max((f1(words, each) for each in right), default=0.0))


def figures(readings: Sequence[Reading]) -> Figures:
    """The figures of some readings."""
    from sklearn.metrics import roc_auc_score

    answerable = np.array([reading.answerable for reading in readings])
    scores = np.array([reading.score for reading in readings])
    worth = np.array([reading.f1 for reading in readings])
    order = np.argsort(-scores)
    # Answering the first n questions only: their F1, and 1 for each unanswerable question withheld.
    gained = np.cumsum(worth[order] - ~answerable[order])
    totals = np.concatenate([[0.0], gained]) + (~answerable).sum()
    best = int(totals.argmax())
    both = len(set(answerable.tolist())) == 2
    return Figures(
        questions=len(readings),
        answerable=int(answerable.sum()),
        f1_answerable=float(worth[answerable].mean()) if answerable.any() else 0.0,
        auroc=float(roc_auc_score(answerable, scores)) if both else None,
        f1=float(totals[best] / len(readings)),
        threshold=float(scores[order[best - 1]]) if best else float(scores.max()) + 1.0,
    )


def f1(words: str, right: str) -> float:
    """The harmonic mean of precision and recall of words (Rajpurkar et al. 2016)."""
    found, wanted = normalised(words), normalised(right)
    common = sum((Counter(found) & Counter(wanted)).values())
    return 2 * common / (len(found) + len(wanted)) if common else 0.0


def normalised(text: str) -> list[str]:
    """Lower-case words without punctuation and articles, as SQuAD compares them."""
    bare = "".join(character for character in text.lower() if character not in string.punctuation)
    return _ARTICLES.sub(" ", bare).split()


@app.command()
def main(
    data: Annotated[Path, typer.Option("--data", help="A data set: a folder, JSON lines, or SQuAD's JSON.")],
    model: Annotated[
        Path | None, typer.Option("--model", help="A model folder; the shipped one if none.")
    ] = None,
    title: Annotated[list[str] | None, typer.Option("--title", help="Only texts of this title.")] = None,
    limit: Annotated[int | None, typer.Option("--limit")] = None,
    output: Annotated[Path | None, typer.Option("--output", help="Where the figures go, as JSON.")] = None,
) -> None:
    """Measure a reader on a data set."""
    examples = [found for found in read_source(data, data.name) if not title or found.title in title][:limit]
    found = asdict(figures(read_all(load_model(model), examples)))
    typer.echo(json.dumps(found, indent=1))
    if output:
        output.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    app()
