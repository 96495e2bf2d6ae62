"""How long an answer takes."""

from __future__ import annotations

from collections.abc import Sequence


def percentile(seconds: Sequence[float], percent: float) -> float | None:
    """The value below which ``percent`` of the measurements lie, linear between two neighbours.

    Definition 7 of Hyndman and Fan 1996, numpy's default. None without measurements.
    """
    import numpy

    return float(numpy.percentile(seconds, percent)) if len(seconds) else None
