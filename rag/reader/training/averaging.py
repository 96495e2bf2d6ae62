"""The mean of several weights: of a run's last checkpoints, and of several runs.

Sources: Izmailov et al. 2018 (stochastic weight averaging), Wortsman et al. 2022 (model soups).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor


def averaged(files: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of the weights in some checkpoints of one architecture.

    Raises:
        ValueError: there is none, or they do not fit each other.
    """
    if not files:
        raise ValueError("there is no checkpoint to average")
    total: dict[str, Tensor] = {}
    for file in files:
        weights = torch.load(file, weights_only=True)
        if total and weights.keys() != total.keys():
            raise ValueError(f"{file} holds other weights than {files[0]}")
        for name, value in weights.items():
            total[name] = total[name] + value.double() if name in total else value.double()
    return {name: (value / len(files)).float() for name, value in total.items()}
