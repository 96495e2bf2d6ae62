"""``python -m evals.as_squad``: a set's development questions in SQuAD's JSON, for programs that read that.

The text of a question is its whole article, and its answers are the evidence.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from evals.console import one_line_errors, say
from evals.datasets import Dataset, Question, load_dataset, packaged_dataset
from evals.development import development
from evals.files import write_json

app = typer.Typer(add_completion=False)


def as_squad(dataset: Dataset) -> dict[str, Any]:
    """A set's questions on each of its articles, in the format of SQuAD 2.0."""
    articles = []
    for document in dataset.documents:
        asked = [question for question in dataset.questions if question.document_id == document.id]
        entries = [entry(question, document.text) for question in asked]
        if entries:
            paragraph = {"context": document.text, "qas": entries}
            articles.append({"title": document.title, "paragraphs": [paragraph]})
    return {"version": "v2.0", "data": articles}


def entry(question: Question, text: str) -> dict[str, Any]:
    """One question with the places in its own article that bear its answers."""
    places = [place for place in question.gold if place.document_id == question.document_id]
    return {
        "id": question.id,
        "question": question.question,
        "is_impossible": not question.answerable,
        "answers": [{"text": text[place.start : place.end], "answer_start": place.start} for place in places],
    }


@app.command()
def main(
    output: Annotated[Path, typer.Option("--output", help="Where the JSON goes.")],
    dataset: Annotated[Path | None, typer.Option("--dataset", help="A set; our own if none.")] = None,
) -> None:
    """Write a set's development questions as SQuAD's JSON."""
    with one_line_errors():
        found = development(load_dataset(dataset) if dataset else packaged_dataset())
        write_json(output, as_squad(found))
    say(f"{len(found.questions)} questions are in {output}")


if __name__ == "__main__":
    app()
