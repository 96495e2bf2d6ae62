"""What a training run is made of: sources and their shares, the optimiser. Read from a TOML file."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index import ConfigError


class Part(BaseModel):
    """A part of a recipe: frozen, and no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceShare(Part):
    """A data set and how much of it a mix takes.

    ``path`` is relative to the data folder, or, behind ``packaged:``, to this package; ``maker`` is how
    questions are made of it (``questions``: as they stand; the others are named in
    :mod:`rag.reader.training.makers`); ``kinds`` are those of unanswerable ones that are made (none named:
    all of :data:`rag.reader.training.swaps.KINDS`). ``share`` of its questions are drawn: 0.5 is every second
    one, 2 all of them twice.
    """

    path: str
    maker: str = "questions"
    share: float = Field(default=1.0, gt=0)
    kinds: tuple[str, ...] = ()
    excluded_titles: frozenset[str] = frozenset()


class Mix(Part):
    """Questions drawn from some sources and treated alike.

    ``phase`` orders training: mixes of one phase are shuffled together, a later phase begins when the one
    before is over. Each question has at most ``negatives`` passages that do not answer: first at most ``own``
    of its own text, those that share most words with it, then, where ``mined``, those that the project's
    retriever finds. Of the answerable questions ``left_out`` lose the passage that answers. ``limit``
    questions are taken at most.
    """

    sources: tuple[SourceShare, ...]
    phase: int = 1
    negatives: int = Field(default=0, ge=0)
    own: int = Field(default=2, ge=0)
    mined: bool = False
    left_out: float = Field(default=0.0, ge=0, le=1)
    limit: int | None = Field(default=None, ge=1)


class Recipe(Part):
    """A training run.

    ``passage_tokens`` are the sizes, drawn at random, into which texts are cut; ``batch_tokens`` counts
    padded tokens; ``rate`` is the highest learning rate, reached after ``warmup`` of all windows and
    falling to zero; ``averaged`` is how many of the last checkpoints are averaged. With ``looks`` a verifier
    is trained instead of a reader: on so many of a reader's best spans for each question.
    """

    seed: int = 1
    passage_tokens: tuple[int, ...] = (64, 96, 144)
    window_tokens: int = Field(default=256, ge=32)
    batch_tokens: int = Field(default=2048, ge=128)
    rate: float = Field(default=1.5e-4, gt=0)
    warmup: float = Field(default=0.05, ge=0, lt=1)
    weight_decay: float = Field(default=0.01, ge=0)
    dropout: float = Field(default=0.0, ge=0, lt=1)
    frozen_embeddings: bool = True
    bfloat16: bool = False
    threads: int | None = None
    checkpoint_windows: int = Field(default=4000, ge=1)
    averaged: int = Field(default=3, ge=1)
    looks: int = Field(default=0, ge=0)
    mixes: tuple[Mix, ...]


def read_recipe(path: Path) -> Recipe:
    """A recipe from its file.

    Raises:
        ConfigError: the file cannot be read, or a key is unknown or has a wrong value.
    """
    try:
        return Recipe.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"The recipe {path} cannot be read: {error}.") from error
    except ValidationError as error:
        wrong = "; ".join(
            f"“{'.'.join(map(str, problem['loc']))}”: {problem['msg']}" for problem in error.errors()
        )
        raise ConfigError(f"The recipe {path} is wrong: {wrong}.") from error
