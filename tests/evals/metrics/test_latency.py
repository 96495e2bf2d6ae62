"""How long an answer takes."""

import pytest

from evals.metrics.latency import percentile


def test_percentiles():
    assert percentile([4.0, 1.0, 3.0, 2.0], 50) == 2.5
    assert percentile([0.0, 1.0], 95) == pytest.approx(0.95)
    assert percentile([], 50) is None
