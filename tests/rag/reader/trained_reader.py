"""A network that a short training has taught to read: the packaged encoder, our own development questions."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.datasets import Question
from index import EmbeddingConfig, Encoder
from tests.rag.reader.pairs import articles, development

EXAMPLES = "development.jsonl"


def save_trained_reader(folder: Path) -> Path:
    """Train for some twenty-five steps, the same ones every time; the folder of the network.

    Short passages, and only questions that are answered: enough for it to prefer the kind of words that is
    asked for, and passages that answer.
    """
    from rag.reader.train import train
    from rag.reader.training.recipe import Mix, Recipe, SourceShare

    folder.mkdir(parents=True)
    (folder / EXAMPLES).write_text("\n".join(json.dumps(each) for each in examples()), encoding="utf-8")
    recipe = Recipe(
        passage_tokens=(64,),
        batch_tokens=512,
        rate=5e-4,
        checkpoint_windows=1_000_000,  # at the end alone
        averaged=1,
        mixes=(Mix(sources=(SourceShare(path=EXAMPLES),)),),
    )
    train(recipe, Encoder(EmbeddingConfig()).path, folder, folder / "run")
    model = (folder / "run" / "model").rename(folder / "model")
    shutil.rmtree(folder / "run")  # the checkpoints are three times as large, and pytest keeps its folders
    return model


def examples() -> Iterator[dict[str, Any]]:
    """The development questions whose short answers stand in their article's evidence."""
    dataset = development()
    known = articles(dataset)
    for question in dataset.questions:
        text = known[question.document_id].text
        if answers := answers_in(question, text):
            yield {"id": question.id, "context": text, "question": question.question, "answers": answers}


def answers_in(question: Question, text: str) -> list[dict[str, Any]]:
    """The short answers as they stand in the question's evidence."""
    return [
        {"text": words, "start": text.index(words, place.start)}
        for place in question.gold
        if place.document_id == question.document_id
        for words in question.answers
        if words in text[place.start : place.end]
    ]
