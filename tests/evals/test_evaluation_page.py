"""The commands of docs/evaluation.md run, on the question file that it shows."""

import re
import shlex

import pytest

from evals.__main__ import HELP
from evals.evaluating import SUITES
from tests.evals.commands import ROOT, run_module

PAGE = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")


def block(language):
    (body,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return body


@pytest.mark.model
def test_the_commands_run_in_order(tmp_path):
    (tmp_path / "my-questions.jsonl").write_text(block("jsonl"), encoding="utf-8")
    (tmp_path / "harbour.txt").write_text("Harbour reopens after storm.\n\nThe port is open.\n", "utf-8")
    commands = [line.removeprefix("$ ") for line in block("console").splitlines()]
    assert len(commands) >= 4
    for command in commands:
        python, option, module, *arguments = shlex.split(command)
        assert (python, option) == ("python", "-m")
        done = run_module(module, *arguments, folder=tmp_path)
        assert done.exit_code == 0, f"{command}\n{done.stdout}{done.stderr}"
    assert (tmp_path / "first.html").is_file()


def test_every_suite_is_told():
    for suite in SUITES:
        assert f"| `{suite}` |" in PAGE
        assert HELP[suite]


def test_every_module_that_is_named_exists():
    for module in set(re.findall(r"python -m (evals[.\w]*)", PAGE)):
        assert (ROOT / (module.replace(".", "/") + ".py")).is_file() or module == "evals"
