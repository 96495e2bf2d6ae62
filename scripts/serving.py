"""Run ``groundwire serve`` on a free port, as a person does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def served(library: Path) -> Iterator[str]:
    """The address of the page over a library; a new one gets the sample. It is there when it listens.

    Raises:
        SystemExit: the server ended without listening; it has said why.
    """
    program = "from ui.cli import main; main()"
    environment = {**os.environ, "GROUNDWIRE_LIBRARY": str(library), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-c", program, "serve", "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT)
    try:
        line = server.stdout.readline() if server.stdout else ""
        found = re.search(r"http://\S+", line)
        if not found:
            raise SystemExit(f"The page did not start. {line.strip()}")
        yield found[0]
    finally:
        server.terminate()
        server.wait(timeout=30)
