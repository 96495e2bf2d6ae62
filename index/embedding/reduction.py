"""Vectors of tokens made small enough to be kept: fewer dimensions, and a byte for each.

The directions kept are those along which tokens lie most (principal components through the origin, so that
products of vectors are kept best; Eckart and Young 1936), as ``python -m evals.fit_reduction`` found them.
"""

from __future__ import annotations

import zlib
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

FILE = "reduction.npz"
SMALLEST = 1e-9
# A component of a vector of length 1 lies between -1 and 1.
STEPS = 127


class Reduction:
    """Takes vectors to fewer dimensions; they come out with length 1.

    Args:
        basis: shape (dimensions, dimensions kept); None keeps all of them.
    """

    def __init__(self, basis: Vectors | None) -> None:
        self._basis = basis

    @classmethod
    def of(cls, identity: str) -> Reduction:
        """The one fitted for the model of that identity; for another model it keeps every dimension."""
        fitted_for, basis = packaged_basis()
        return cls(basis if identity == fitted_for else None)

    @property
    def identity(self) -> int:
        """A number below 2 ** 31 that hardly any other has; 0 for the one that keeps every dimension."""
        return 0 if self._basis is None else zlib.crc32(self._basis.tobytes()) >> 1

    def reduce(self, vectors: Vectors) -> Vectors:
        """The vectors, one a row, with the dimensions that are kept."""
        kept = vectors if self._basis is None else vectors @ self._basis
        lengths = np.linalg.norm(kept, axis=1, keepdims=True)
        return np.asarray(kept / np.maximum(lengths, SMALLEST), np.float32)


@cache
def packaged_basis() -> tuple[str, Vectors]:
    """The identity of the model that the packaged basis is for, and the basis."""
    with files("index.embedding").joinpath(FILE).open("rb") as stream, np.load(stream) as content:
        return str(content["model"]), content["basis"].astype(np.float32)


def packed(vectors: Vectors) -> bytes:
    """Vectors of length 1 with a byte for each number: a product of two changes by some thousandths."""
    return np.round(vectors * STEPS).astype(np.int8).tobytes()


def unpacked(data: bytes, rows: int) -> Vectors:
    """The vectors again, one a row."""
    steps = np.frombuffer(data, np.int8).reshape(rows, -1)
    return steps.astype(np.float32) / np.float32(STEPS)
