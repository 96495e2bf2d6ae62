"""``python -m rag.reader.train``: train a reader from a recipe, and write it as a model folder."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Annotated, Any

import torch
import typer
from transformers import AutoTokenizer

from index import EmbeddingConfig, Encoder, GroundwireError
from rag.reader.training.averaging import averaged
from rag.reader.training.batches import GroupWindows, group_windows
from rag.reader.training.groups import Cutter
from rag.reader.training.material import drawn, groups
from rag.reader.training.mining import Miner
from rag.reader.training.network import load_network, window_maker
from rag.reader.training.recipe import Recipe, read_recipe
from rag.reader.training.run import Training

app = typer.Typer(add_completion=False)


def material(recipe: Recipe, base: Path, data: Path, output: Path) -> list[list[GroupWindows]]:
    """The encoded groups of every phase."""
    maker = window_maker(base, recipe)
    cutter = Cutter(Encoder(EmbeddingConfig()).token_offsets, recipe.passage_tokens, recipe.seed)
    examples = [
        drawn(mix.sources, data, recipe.seed + number)[: mix.limit] for number, mix in enumerate(recipe.mixes)
    ]
    miner = Miner(output / "mining", (example for found in examples for example in found))
    phases: dict[int, list[GroupWindows]] = {mix.phase: [] for mix in recipe.mixes}
    for number, (mix, found) in enumerate(zip(recipe.mixes, examples, strict=True)):
        random = Random(recipe.seed * 100 + number)
        encoded = (group_windows(group, maker) for group in groups(mix, found, cutter, miner, random))
        made = [group for group in encoded if group is not None]
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
    seed: Annotated[int | None, typer.Option("--seed", help="Instead of the recipe's.")] = None,
) -> None:
    """Train a reader: draw the material, train, average the last checkpoints."""
    try:
        recipe = read_recipe(config)
        recipe = recipe.model_copy(update={"seed": seed}) if seed is not None else recipe
        train(recipe, base or Encoder(EmbeddingConfig()).path, data, output)
    except GroundwireError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


def train(recipe: Recipe, base: Path, data: Path, output: Path) -> None:
    """Run a recipe in its folder, and leave the model beside the checkpoints.

    Raises:
        ConfigError: a source cannot be read, or the folder holds another recipe's run.
    """
    if recipe.threads:
        torch.set_num_threads(recipe.threads)
    output.mkdir(parents=True, exist_ok=True)
    network = load_network(base, recipe)
    training = Training(network, material(recipe, base, data, output), recipe, output, typer.echo)
    files = training.run()[-recipe.averaged :]
    network.load_state_dict(averaged(files))
    facts = {"recipe": recipe.model_dump(mode="json"), "averaged": [file.name for file in files]}
    save(network, base, output / "model", facts)


if __name__ == "__main__":
    app()
