"""Let the processor threads of the libraries below sleep when they have nothing to do."""

from __future__ import annotations

import os

# Of OpenBLAS, which multiplies matrices for numpy: the logarithm of the clock ticks for which a thread spins,
# waiting for more work, before it sleeps. By itself it is 26, some 25 ms on the core that the reader needs
# next: reading two passages took 55 ms behind numpy's products and takes 40. 4 is the least.
SPINNING = "OPENBLAS_THREAD_TIMEOUT"
LEAST = "4"


def let_idle_threads_sleep() -> None:
    """Set it, unless the user's environment does, for a numpy that is imported later, here or in a child."""
    os.environ.setdefault(SPINNING, LEAST)
