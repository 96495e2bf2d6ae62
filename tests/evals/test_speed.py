"""What the benchmark takes for an answer, and for a crash."""

import json

import pytest

from evals.speed import alone, ask_cold, is_answer, milliseconds
from index import LibraryError


def test_an_answer_is_told_from_a_crash():
    assert is_answer(json.dumps({"text": "Nobody.", "confidence": 0.3}))
    assert not is_answer("")
    assert not is_answer("Traceback (most recent call last): …")
    assert not is_answer("[1]")


def test_a_command_that_fails_is_not_timed(tmp_path):
    with pytest.raises(LibraryError, match="groundwire ask failed"):
        ask_cold(tmp_path / "library", "   ", times=1)


def test_a_measurement_comes_with_its_peak():
    taken = alone(dict, {"articles": 3})
    assert taken["articles"] == 3
    assert 10 < taken["peak_megabytes"] < 100_000


def test_milliseconds():
    assert milliseconds(0.01234) == 12.3
    assert milliseconds(None) is None
