"""The commands of ``evals`` in this process: a new one for each would spend seconds on loading."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

ROOT = Path(__file__).resolve().parents[2]


def environment() -> dict[str, str]:
    """The environment in which a new process finds this checkout, wherever it is started."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ["PYTHONPATH"]])}


def run_module(module: str, *arguments: object, folder: Path) -> Result:
    """What ``python -m MODULE`` does in a folder, but for the process; an exception is raised."""
    typed = [str(argument) for argument in arguments]
    app = importlib.import_module(f"{module}.__main__" if module == "evals" else module).app
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(sys, "argv", [module, *typed])
        patch.setenv("PYTHONPATH", environment()["PYTHONPATH"])
        return CliRunner().invoke(app, typed, catch_exceptions=False)
