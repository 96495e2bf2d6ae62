"""The training loop: resumable, with its curve in a file."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import torch
from torch import Tensor

from index import ConfigError
from rag.reader.training.batches import Batch, GroupWindows, batch_of, batches
from rag.reader.training.loss import span_loss
from rag.reader.training.network import logits
from rag.reader.training.recipe import Recipe

CLIPPED_NORM = 1.0
CURVE = "curve.jsonl"
STATE = "state.pt"

Loss = Callable[[Tensor, Tensor, Batch], Tensor]


class Training:
    """One run in its folder: ``checkpoint-WINDOWS.pt`` weights, ``state.pt`` to go on from, ``curve.jsonl``.

    Args:
        network: what is trained.
        phases: the encoded groups of each phase, gone through once, phase after phase.
        folder: where everything is written; a folder that holds a state is gone on with.
        loss: from the logits of a batch to what is made small.
        log: is told a line now and then.
    """

    def __init__(
        self,
        network: Any,
        phases: Sequence[Sequence[GroupWindows]],
        recipe: Recipe,
        folder: Path,
        loss: Loss = span_loss,
        log: Callable[[str], object] = print,
    ) -> None:
        self._network = network
        self._recipe = recipe
        self._folder = folder
        self._loss = loss
        self._log = log
        self._parameters = [each for each in network.parameters() if each.requires_grad]
        self._optimiser = torch.optim.AdamW(
            weight_groups(network, recipe.weight_decay), lr=recipe.rate, fused=True
        )
        self._steps = [
            groups
            for number, phase in enumerate(phases)
            for groups in batches(phase, recipe.batch_tokens, Random(recipe.seed * 1000 + number))
        ]
        self._total = sum(len(group.windows) for groups in self._steps for group in groups)
        self._done = 0
        self._step = 0

    def run(self) -> list[Path]:
        """Train to the end; the checkpoints, oldest first."""
        self._resume()
        torch.manual_seed(self._recipe.seed)
        self._network.train()
        started, seen, losses = time.monotonic(), 0, []
        for groups in self._steps[self._step :]:
            losses.append(self._train(groups))
            count = sum(len(group.windows) for group in groups)
            before, self._done, self._step = self._done, self._done + count, self._step + 1
            seen += count
            if len(losses) == 50 or self._step == len(self._steps):
                self._note(losses, seen / (time.monotonic() - started))
                losses = []
            every = self._recipe.checkpoint_windows
            if before // every != self._done // every or self._step == len(self._steps):
                self._save()
        return checkpoints(self._folder)

    def rate(self, done: int) -> float:
        """The learning rate after so many windows: rising in a line, then falling in a line to zero."""
        share = done / self._total
        warmup = self._recipe.warmup
        if share < warmup:
            return self._recipe.rate * share / warmup
        return self._recipe.rate * (1 - share) / (1 - warmup)

    def _train(self, groups: Sequence[GroupWindows]) -> float:
        batch = batch_of(groups)
        for each in self._optimiser.param_groups:
            each["lr"] = self.rate(self._done + batch.windows // 2)
        starts, ends = logits(self._network, batch, self._recipe.bfloat16)
        loss = self._loss(starts, ends, batch)
        self._optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._parameters, CLIPPED_NORM)
        self._optimiser.step()
        return float(loss.detach())

    def _note(self, losses: Sequence[float], speed: float) -> None:
        point = {
            "windows": self._done,
            "of": self._total,
            "loss": round(sum(losses) / len(losses), 4),
            "rate": self.rate(self._done),
            "windows_per_second": round(speed, 2),
        }
        with (self._folder / CURVE).open("a", encoding="utf-8") as file:
            file.write(json.dumps(point) + "\n")
        self._log(" ".join(f"{name} {value}" for name, value in point.items()))

    def _save(self) -> None:
        torch.save(self._network.state_dict(), self._folder / f"checkpoint-{self._done:08d}.pt")
        state = {
            "network": self._network.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "step": self._step,
            "done": self._done,
            "total": self._total,
        }
        torch.save(state, self._folder / f"{STATE}.new")
        (self._folder / f"{STATE}.new").replace(self._folder / STATE)

    def _resume(self) -> None:
        path = self._folder / STATE
        if not path.exists():
            return
        state = torch.load(path, weights_only=True)
        if state["total"] != self._total:
            raise ConfigError(f"{path} belongs to another recipe or other data; name another output folder.")
        self._network.load_state_dict(state["network"])
        self._optimiser.load_state_dict(state["optimiser"])
        self._step, self._done = state["step"], state["done"]
        self._log(f"going on after {self._done} of {self._total} windows")


def weight_groups(network: Any, decay: float) -> list[dict[str, Any]]:
    """Parameters for the optimiser: no weight decay for biases and normalisation."""
    named = [(name, each) for name, each in network.named_parameters() if each.requires_grad]
    matrices = [each for _, each in named if each.ndim > 1]
    vectors = [each for _, each in named if each.ndim <= 1]
    return [{"params": matrices, "weight_decay": decay}, {"params": vectors, "weight_decay": 0.0}]


def checkpoints(folder: Path) -> list[Path]:
    """The checkpoints in a run's folder, oldest first."""
    return sorted(folder.glob("checkpoint-*.pt"))
