"""How many processor threads torch takes for a piece of work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

# Texts of fewer characters in all, a question say, are embedded by one thread. A second one gains nothing,
# and when it is done it spins for a while, waiting for more work, on the core that the reader needs next: a
# question among sixteen articles took 187 ms with two threads and 149 with one.
SHORT = 1_000


def threads_for(texts: Sequence[str], most: int | None) -> int | None:
    """How many threads are worth their while for some texts; ``most`` may be None, for torch's own number."""
    return 1 if sum(map(len, texts)) < SHORT else most


@contextmanager
def torch_threads(threads: int | None) -> Iterator[None]:
    """Let torch take so many threads in this block; None leaves it as it is."""
    import torch

    before = torch.get_num_threads()
    if threads is not None:
        torch.set_num_threads(threads)
    try:
        yield
    finally:
        torch.set_num_threads(before)
