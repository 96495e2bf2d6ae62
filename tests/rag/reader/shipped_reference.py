"""``python -m tests.rag.reader.shipped_reference NETWORK``: what the network reads that was exported.

It is too large for the repository, so what it finds in real pairs is kept in its place: ids of questions,
ranges and scores, no article's words. Run this anew whenever another model is shipped.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from index import Span
from rag.reader.models import load_model
from rag.reader.models.description import DESCRIPTION, MODEL, described_in
from rag.reader.models.folders import SHIPPED
from rag.reader.spans import ScoredSpan
from tests.rag.reader.pairs import Pair, articles, development, draw, read

REFERENCE = Path(__file__).with_name("shipped_reference.json")


@dataclass(frozen=True, slots=True)
class Differences:
    """How far two models' best spans are apart over some pairs.

    ``mean`` and ``largest`` are of the absolute differences of the scores (natural log-odds), ``same`` is the
    share of pairs in which both find the same range.
    """

    mean: float
    largest: float
    same: float


def differences(one: Sequence[ScoredSpan], other: Sequence[ScoredSpan]) -> Differences:
    """The differences between what two models read in the same pairs."""
    apart = np.abs([first.score - second.score for first, second in zip(one, other, strict=True)])
    same = [(a.start, a.end) == (b.start, b.end) for a, b in zip(one, other, strict=True)]
    return Differences(float(apart.mean()), float(apart.max()), float(np.mean(same)))


def shipped_sha256() -> str:
    """The SHA-256 of the shipped model, as its description tells it."""
    return described_in(SHIPPED / DESCRIPTION).sha256[MODEL]


def row(pair: Pair, found: ScoredSpan) -> dict[str, Any]:
    """A pair by its question's id and its passage's range, and the best span, in the article's characters."""
    start = pair.passage.start
    return {
        "question": pair.id,
        "passage": [start, pair.passage.end],
        "span": [start + found.start, start + found.end],
        "score": round(found.score, 4),
    }


def write(pairs: Sequence[Pair], found: Sequence[ScoredSpan], file: Path) -> None:
    """Write the reference, a line for each pair."""
    rows = ",\n  ".join(json.dumps(row(pair, span)) for pair, span in zip(pairs, found, strict=True))
    head = json.dumps({MODEL: shipped_sha256()})
    file.write_text(f'{{"sha256": {head},\n "read": [\n  {rows}\n]}}\n', encoding="utf-8")


def reference(file: Path = REFERENCE) -> tuple[str, list[Pair], list[ScoredSpan]]:
    """The SHA-256 of the export that a reference is of, its pairs, and what the network found in each."""
    content = json.loads(file.read_text(encoding="utf-8"))
    dataset = development()
    questions = {question.id: question for question in dataset.questions}
    known = articles(dataset)
    pairs, found = [], []
    for kept in content["read"]:
        question, passage = questions[kept["question"]], Span(*kept["passage"])
        pairs.append(Pair(question.id, question.question, known[question.document_id].text, passage))
        start, end = (place - passage.start for place in kept["span"])
        found.append(ScoredSpan(0, start, end, kept["score"]))
    return content["sha256"][MODEL], pairs, found


def main(
    network: Annotated[
        Path, typer.Argument(help="The network that was exported, in the transformers format.")
    ],
    output: Annotated[Path, typer.Option("--output", help="Where the reference goes.")] = REFERENCE,
) -> None:
    """Read the pairs with the network, keep what it finds, and tell how far the shipped model is from it."""
    pairs = draw()
    found = read(load_model(network), pairs)
    write(pairs, found, output)
    print(f"{output}: {len(pairs)} pairs; the shipped model differs from the network by")
    print(json.dumps(asdict(differences(read(load_model(None), pairs), found))))


if __name__ == "__main__":
    typer.run(main)
