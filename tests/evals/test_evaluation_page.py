"""The commands of docs/evaluation.md run, on the question file that it shows."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from evals.__main__ import HELP
from evals.evaluating import SUITES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")


def block(language):
    (body,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return body


@pytest.mark.model
def test_the_commands_run_in_order(tmp_path):
    (tmp_path / "my-questions.jsonl").write_text(block("jsonl"), encoding="utf-8")
    (tmp_path / "harbour.txt").write_text("Harbour reopens after storm.\n\nThe port is open.\n", "utf-8")
    path = os.pathsep.join([str(ROOT), os.environ["PYTHONPATH"]])
    python = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
    (tmp_path / "python").write_text(python)
    (tmp_path / "python").chmod(0o755)
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(tmp_path), os.environ["PATH"]]),
        "PYTHONPATH": path,
    }
    commands = [line.removeprefix("$ ") for line in block("console").splitlines()]
    assert len(commands) >= 4
    for command in commands:
        done = subprocess.run(
            command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    assert (tmp_path / "first.html").is_file()


def test_every_suite_is_told():
    for suite in SUITES:
        assert f"| `{suite}` |" in PAGE
        assert HELP[suite]


def test_every_module_that_is_named_exists():
    for module in set(re.findall(r"python -m (evals[.\w]*)", PAGE)):
        assert (ROOT / (module.replace(".", "/") + ".py")).is_file() or module == "evals"
