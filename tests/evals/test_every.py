"""The test of tests that go through all rows: none is left out, and each that fails is told by its name."""

import pytest

from tests.evals.every import of_every


def test_every_case_is_checked_and_each_that_fails_is_told():
    checked = []

    @of_every([("small", 1), ("large", 9), ("none", 0), ("vast", 99)])
    def is_small(number):
        checked.append(number)
        assert 1 / number > 0.5

    with pytest.raises(ExceptionGroup, match="3 of 4 fail") as told:
        is_small()
    assert checked == [1, 9, 0, 99]
    assert [type(one) for one in told.value.exceptions] == [AssertionError, ZeroDivisionError, AssertionError]
    assert [one.__notes__ for one in told.value.exceptions] == [["in large"], ["in none"], ["in vast"]]


def test_what_holds_of_every_case_passes():
    of_every([("one", 1, 2), ("two", 2, 3)])(lambda less, more: None)()
