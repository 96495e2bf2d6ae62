"""``python -m rag.reader.train``: train a reader or a verifier from a recipe, and write it as a folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Annotated, Any

import torch
import typer
from transformers import AutoTokenizer

from index import EmbeddingConfig, Encoder, GroundwireError
from rag.reader.models import load_model
from rag.reader.training.averaging import averaged
from rag.reader.training.batches import GroupWindows, group_windows
from rag.reader.training.groups import Cutter, Group
from rag.reader.training.looks import looks_of
from rag.reader.training.loss import marked_loss, span_loss
from rag.reader.training.material import drawn, groups
from rag.reader.training.mining import Miner
from rag.reader.training.network import load_network, window_maker
from rag.reader.training.recipe import Recipe, read_recipe
from rag.reader.training.run import Training

app = typer.Typer(add_completion=False)


Encode = Callable[[Group], Iterable[GroupWindows]]


def encoder(recipe: Recipe, base: Path, reader: Path | None) -> Encode:
    """How a group becomes windows: whole for a reader, a window for each look for a verifier."""
    maker = window_maker(base, recipe)
    if not recipe.looks:
        return lambda group: [made] if (made := group_windows(group, maker)) else []
    model = load_model(reader)
    return lambda group: looks_of(group, model, maker, recipe.looks)


def material(recipe: Recipe, encode: Encode, data: Path, output: Path) -> list[list[GroupWindows]]:
    """The encoded groups of every phase."""
    cutter = Cutter(Encoder(EmbeddingConfig()).token_offsets, recipe.passage_tokens, recipe.seed)
    examples = [
        drawn(mix.sources, data, recipe.seed + number)[: mix.limit] for number, mix in enumerate(recipe.mixes)
    ]
    mined = [found for mix, found in zip(recipe.mixes, examples, strict=True) if mix.mined]
    miner = Miner(output / "mining", (example for found in mined for example in found))
    phases: dict[int, list[GroupWindows]] = {mix.phase: [] for mix in recipe.mixes}
    for number, (mix, found) in enumerate(zip(recipe.mixes, examples, strict=True)):
        random = Random(recipe.seed * 100 + number)
        made = [each for group in groups(mix, found, cutter, miner, random) for each in encode(group)]
        phases[mix.phase] += made
        windows = sum(len(group.windows) for group in made)
        typer.echo(f"phase {mix.phase}: {len(made)} of {len(found)} questions, {windows} windows")
    return [phases[phase] for phase in sorted(phases)]


def save(network: Any, base: Path, folder: Path, facts: dict[str, Any]) -> None:
    """Write a network and its tokenizer as a folder in the transformers format."""
    network.save_pretrained(folder)
    AutoTokenizer.from_pretrained(base, local_files_only=True).save_pretrained(folder)
    (folder / "training.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


@app.command()
def main(
    config: Annotated[Path, typer.Option("--config", help="The recipe, a TOML file.")],
    output: Annotated[
        Path, typer.Option("--output", help="The run's folder; gone on with where it was stopped.")
    ],
    data: Annotated[Path, typer.Option("--data", help="The folder the recipe's sources stand in.")],
    base: Annotated[Path | None, typer.Option("--base", help="An encoder's folder.")] = None,
    reader: Annotated[
        Path | None,
        typer.Option("--reader", help="For a verifier: the reader to learn from; the shipped one if none."),
    ] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="Instead of the recipe's.")] = None,
) -> None:
    """Train a reader or a verifier: draw the material, train, average the last checkpoints."""
    try:
        recipe = read_recipe(config)
        recipe = recipe.model_copy(update={"seed": seed}) if seed is not None else recipe
        train(recipe, base or Encoder(EmbeddingConfig()).path, data, output, reader)
    except GroundwireError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


def train(recipe: Recipe, base: Path, data: Path, output: Path, reader: Path | None = None) -> None:
    """Run a recipe in its folder, and leave the model beside the checkpoints.

    Raises:
        ConfigError: a source cannot be read, or the folder holds another recipe's run.
    """
    if recipe.threads:
        torch.set_num_threads(recipe.threads)
    output.mkdir(parents=True, exist_ok=True)
    network = load_network(base, recipe)
    made = material(recipe, encoder(recipe, base, reader), data, output)
    loss = marked_loss if recipe.looks else span_loss
    training = Training(network, made, recipe, output, loss, typer.echo)
    files = training.run()[-recipe.averaged :]
    network.load_state_dict(averaged(files))
    facts = {"recipe": recipe.model_dump(mode="json"), "averaged": [file.name for file in files]}
    save(network, base, output / "model", facts)


if __name__ == "__main__":
    app()
