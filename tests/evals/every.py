"""One test for a check of every row: as two thousand tests, most of the time would go to being tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


def of_every(cases: Sequence[tuple[Any, ...]]) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Make a check into a test that goes through all cases and raises what each says that fails.

    Args:
        cases: each its name, by which it is told, and after it what the check is called with.
    """

    def test_of(check: Callable[..., None]) -> Callable[[], None]:
        def test() -> None:
            failures = [failure for name, *case in cases if (failure := failed(check, name, case))]
            if failures:
                raise ExceptionGroup(f"{len(failures)} of {len(cases)} fail", failures)

        test.__name__, test.__doc__ = check.__name__, check.__doc__
        return test

    return test_of


def failed(check: Callable[..., None], name: str, case: Sequence[Any]) -> Exception | None:
    """What the check says of a case, with the case's name; None where it says nothing."""
    try:
        check(*case)
    except Exception as failure:  # noqa: BLE001 - whatever it is, the test raises it
        failure.add_note(f"in {name}")
        return failure
    return None
