"""``python -m rag.reader.training.export``: a trained network as the files that the reader ships.

They are the network as int8 ONNX, its tokenizer, and what the two are.

Weights are rounded to seven bits, each output's to a scale of its own, which no processor's integer
instructions overflow: scores do not depend on the machine. Activations are rounded to eight bits with
one scale for the whole batch, as onnxruntime does it; since a few tokens have values a hundred times those of
others, each token's are first divided by their own largest. So what a window scores depends neither on
what is read beside it nor on what it is filled up with. Word embeddings are rounded too, each
word's to a scale of its own: they are half of the file.
"""

from __future__ import annotations

import json
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import torch
import typer
from tokenizers import Tokenizer
from torch import Tensor, nn

from index import ConfigError, GroundwireError
from rag.reader.models.description import DESCRIPTION, MODEL, TOKENIZER, Description, sha256
from rag.reader.models.folders import unfit
from rag.reader.models.onnx import INPUTS, OUTPUTS
from rag.reader.models.transformers import is_typed, load_parts, window_tokens

OPSET = 17
# Weights above this share of the largest of their output are cut to it. Rounding takes its steps from the
# largest, which training hardly moves: a network trained on from rounded weights would be rounded back.
KEPT = 0.95
SMALLEST = 1e-6


class ScaledLinear(nn.Module):
    """A linear layer that gives every token's values the same range, and takes that back afterwards."""

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        weight = layer.weight.detach()
        largest = KEPT * weight.abs().amax(1, keepdim=True)
        self.weight, self.bias = nn.Parameter(weight.clamp(-largest, largest)), layer.bias

    def forward(self, values: Tensor) -> Tensor:
        """(…, tokens, inputs) to (…, tokens, outputs)."""
        largest = values.abs().amax(-1, keepdim=True).clamp_min(SMALLEST)
        made = nn.functional.linear(values / largest, self.weight) * largest
        return made if self.bias is None else made + self.bias


class RoundedEmbedding(nn.Module):
    """An embedding whose rows are eight-bit integers with a scale each."""

    rows: Tensor
    scale: Tensor

    def __init__(self, embedding: nn.Embedding) -> None:
        super().__init__()
        weight = embedding.weight.detach()
        scale = weight.abs().amax(1, keepdim=True).clamp_min(SMALLEST) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """(…) token ids to (…, dimensions)."""
        return self.rows[ids].float() * self.scale[ids]


class Scorer(nn.Module):
    """The network with its logits as a plain pair, and arguments by position."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, *values: Tensor) -> tuple[Tensor, Tensor]:
        """``INPUTS``, (windows, tokens), to start and end logits of that shape."""
        found = self.network(**dict(zip(INPUTS, values, strict=False)))
        return found.start_logits, found.end_logits


def export(network: Path, output: Path, facts: Mapping[str, Any]) -> Path:
    """Write ``model.onnx``, ``tokenizer.json`` and ``model.json`` of a network; returns the folder.

    Args:
        network: a folder in the transformers format with an extractive question-answering model.
        output: where the files go; made if need be, those of an earlier export are replaced.
        facts: what ``model.json`` tells about the training, in terms of JSON.

    Raises:
        ConfigError: the folder holds no such model.
    """
    if problem := unfit(network):
        raise ConfigError(f"{network} cannot be exported: it {problem}.")
    model, tokenizer, problem = load_parts(network, attention="eager")
    if problem:
        raise ConfigError(f"{network} cannot be exported: its model {problem}.")
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output) as folder:
        whole = Path(folder) / MODEL
        write_onnx(model, INPUTS if is_typed(model.config, tokenizer) else INPUTS[:2], whole)
        quantise(whole, output / MODEL)
    write_tokenizer(tokenizer.backend_tokenizer, output / TOKENIZER)
    described = Description(
        sha256={name: sha256(output / name) for name in (MODEL, TOKENIZER)},
        window_tokens=window_tokens(model.config),
        facts=dict(facts),
    )
    text = json.dumps(described.model_dump(), indent=2, ensure_ascii=False) + "\n"
    (output / DESCRIPTION).write_text(text, encoding="utf-8")
    return output


def prepare(network: Any) -> None:
    """Exchange linear layers and word embeddings for those that lose little when they are rounded."""
    for name, module in list(network.named_modules()):
        if isinstance(module, nn.Linear):
            network.set_submodule(name, ScaledLinear(module))
        elif module is network.get_input_embeddings():
            network.set_submodule(name, RoundedEmbedding(module))


def write_tokenizer(tokenizer: Tokenizer, file: Path) -> None:
    """Save a tokenizer that neither cuts nor fills up, whatever its folder asks for."""
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(file))


def write_onnx(network: Any, names: Sequence[str], file: Path) -> None:
    """Trace the network on a small batch; windows and tokens may be as many as one likes."""
    prepare(network)
    batch = tuple(torch.ones((2, 8), dtype=torch.int64) for _ in names)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of every branch it takes
        torch.onnx.export(
            Scorer(network).eval(),
            batch,
            file,
            input_names=list(names),
            output_names=list(OUTPUTS),
            dynamic_axes={name: {0: "windows", 1: "tokens"} for name in (*names, *OUTPUTS)},
            opset_version=OPSET,
            dynamo=False,
        )


def quantise(whole: Path, output: Path) -> None:
    """Round the weights of the linear layers and let their activations be rounded as they come."""
    from onnxruntime.quantization import quantize_dynamic

    quantize_dynamic(whole, output, op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True)


def main(
    network: Annotated[Path, typer.Argument(help="A folder in the transformers format.")],
    output: Annotated[Path, typer.Argument(help="The folder for model.onnx, tokenizer.json, model.json.")],
    facts: Annotated[
        Path | None, typer.Option(help="A JSON file about the training, for model.json.")
    ] = None,
) -> None:
    """Export a network that answers questions, for the setting reader.model or to be shipped."""
    try:
        told = json.loads(facts.read_text(encoding="utf-8")) if facts else {}
        export(network, output, told)
    except (GroundwireError, OSError, ValueError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    size = (output / MODEL).stat().st_size
    typer.echo(f"{output / MODEL}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    typer.run(main)
