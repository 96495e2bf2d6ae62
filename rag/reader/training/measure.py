"""``python -m rag.reader.training.measure``: how well a model folder reads, the right text given.

Each question is asked of the text it belongs to, cut into passages as a library would hold them.
"""

from __future__ import annotations

import json
import re
import string
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from index import ConfigError, EmbeddingConfig, Encoder, GroundwireError
from rag.reader.marking import marked
from rag.reader.models import SpanModel, load_model, load_verifier
from rag.reader.spans import ScoredSpan, best_in_excerpts
from rag.reader.training.example import Example
from rag.reader.training.groups import Cutter
from rag.reader.training.sources import read_source
from rag.reader.windows import Excerpt

PASSAGE_TOKENS = 144
# So many spans are taken from an excerpt, and so many of the best get a second look.
IN_ONE = 2
LOOKS = 3
_ARTICLES = re.compile(r"\b(a|an|the)\b")
app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read for one question: the best span's words and its log-odds, and what they are worth.

    ``f1`` is the overlap in words with the nearest right answer; for a question without one it is 0.
    ``placed`` tells whether the span touches a right answer where it stands.
    """

    answerable: bool
    words: str
    score: float
    f1: float
    placed: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures over some questions, all but the counts from 0 to 1.

    ``f1_answerable`` withholds nothing, and neither does ``placed``, the share of best spans that touch a
    right answer; ``auroc`` tells answerable questions from others by the score;
    ``f1`` is SQuAD 2.0's over all questions at ``threshold``, the one best on these very questions.
    """

    questions: int
    answerable: int
    f1_answerable: float
    placed: float
    auroc: float | None
    f1: float
    threshold: float


def read_all(
    model: SpanModel, examples: Iterable[Example], verifier: SpanModel | None = None
) -> list[Reading]:
    """Read every question's own text; with a verifier the best spans get a second look."""
    cutter = Cutter(Encoder(EmbeddingConfig()).token_offsets, (PASSAGE_TOKENS,))
    return [reading(model, example, cutter, verifier) for example in examples]


def reading(model: SpanModel, example: Example, cutter: Cutter, verifier: SpanModel | None) -> Reading:
    """Read one question's text and judge the best span."""
    entries = cutter.entries(example)
    excerpts = [entry.excerpt for entry in entries]
    windows = model.windows.windows(example.question, excerpts)
    found = best_in_excerpts(windows, model.logits(windows), IN_ONE).values()
    spans = sorted((span for some in found for span in some), key=lambda span: -span.score)
    if not spans:
        return Reading(bool(example.answers), "", -np.inf, 0.0)
    if verifier is not None:
        looked = second_look(verifier, example.question, excerpts, spans[:LOOKS])
        spans = sorted(looked, key=lambda span: -span.score)
    best = spans[0]
    words = excerpts[best.excerpt].text[best.start : best.end]
    right = [example.text[start:end] for start, end in example.answers]
    places = entries[best.excerpt].answers
    placed = any(best.start < end and start < best.end for start, end in places)
    worth = max((f1(words, each) for each in right), default=0.0)
    return Reading(bool(right), words, best.score, worth, placed)


def second_look(
    verifier: SpanModel, question: str, excerpts: Sequence[Excerpt], spans: Sequence[ScoredSpan]
) -> list[ScoredSpan]:
    """The spans with the mean of the reader's and the verifier's log-odds (Hu et al. 2019)."""
    windows = verifier.windows.windows(question, excerpts)
    marks = [marked(windows, span.excerpt, span.start, span.end) for span in spans]
    logits = iter(verifier.logits([mark.window for mark in marks if mark]))
    return [
        replace(span, score=(span.score + mark.score(next(logits))) / 2) if mark else span
        for span, mark in zip(spans, marks, strict=True)
    ]


def figures(readings: Sequence[Reading]) -> Figures:
    """The figures of some readings."""
    from sklearn.metrics import roc_auc_score

    answerable = np.array([reading.answerable for reading in readings])
    scores = np.array([reading.score for reading in readings])
    placed = np.array([reading.placed for reading in readings])
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
        placed=float(placed[answerable].mean()) if answerable.any() else 0.0,
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


def examples_of(data: Path, titles: Sequence[str] | None) -> list[Example]:
    """The examples of a data set, of some articles only where ``titles`` names any.

    Raises:
        ConfigError: there is none.
    """
    found = [one for one in read_source(data, data.name) if not titles or one.title in titles]
    if not found:
        raise ConfigError(f"{data} has no question{' on an article with such a title' if titles else ''}.")
    return found


@app.command()
def main(
    data: Annotated[Path, typer.Option("--data", help="A data set: a folder, JSON lines, or SQuAD's JSON.")],
    model: Annotated[
        Path | None, typer.Option("--model", help="A model folder; the shipped one if none.")
    ] = None,
    title: Annotated[list[str] | None, typer.Option("--title", help="Only texts of this title.")] = None,
    limit: Annotated[int | None, typer.Option("--limit")] = None,
    verifier: Annotated[
        Path | None, typer.Option("--verifier", help="A folder of a model that takes a second look.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", help="Where the figures go, as JSON.")] = None,
) -> None:
    """Measure a reader on a data set."""
    try:
        examples = examples_of(data, title)[:limit]
        second = load_verifier(verifier) if verifier else None
        found = asdict(figures(read_all(load_model(model), examples, second)))
    except GroundwireError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    typer.echo(json.dumps(found, indent=1))
    if output:
        output.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    app()
