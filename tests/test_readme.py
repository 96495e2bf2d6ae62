"""What the README shows works: its Python and its commands are run, its make targets exist."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ui.cli import app

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "index" / "samples" / "reuters-2011-09-26-pakistan.txt"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = ("README.md", "CONTRIBUTING.md")


def blocks(*languages: str, page: str = "README.md") -> list[str]:
    found = BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))
    return [body for language, body in found if language in languages]


def commands() -> list[str]:
    lines = [line for body in blocks("console") for line in body.splitlines()]
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with the files that the README's examples name."""
    shutil.copy(SAMPLE, tmp_path / "article.txt")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "harbour.txt").write_text(
        "Harbour reopens after storm\n\nThe harbour reopened on Friday, the port authority said.\n",
        encoding="utf-8",
    )
    return tmp_path


def environment(folder: Path) -> dict[str, str]:
    """The environment of a user whose `groundwire` is this one, with a library of its own."""
    command = folder / "bin" / "groundwire"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from ui.cli import main; main()" "$@"\n')
    command.chmod(0o755)
    path = [str(ROOT), os.environ["PYTHONPATH"]]
    return os.environ | {
        "PATH": os.pathsep.join([str(command.parent), os.environ["PATH"]]),
        "PYTHONPATH": os.pathsep.join(path),
        "GROUNDWIRE_LIBRARY": str(folder / "library"),
    }


@pytest.mark.model
def test_the_python_examples_run_in_order(folder, monkeypatch, capsys):
    examples = blocks("python")
    assert len(examples) >= 2
    monkeypatch.chdir(folder)
    for code in examples:
        exec(compile(code, "README.md", "exec"), {"__name__": "__main__"})
        assert capsys.readouterr().out.strip()
    assert (folder / "my-library").is_dir()


@pytest.mark.model
def test_the_commands_run_in_order(folder, monkeypatch):
    """In this process, which spares each some seconds of loading; what a shell must do runs in a shell."""
    shown = commands()
    assert {line.split()[1] for line in shown} >= {"add", "list", "ask", "verify", "search", "status"}
    assert any(">" in line for line in shown)
    environs = environment(folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GROUNDWIRE_LIBRARY", environs["GROUNDWIRE_LIBRARY"])
    for command in shown:
        if ">" in command:
            done = subprocess.run(command, shell=True, env=environs, capture_output=True, text=True)
            assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
            continue
        name, *arguments = shlex.split(command)
        assert name == "groundwire"
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, f"{command}\n{result.output}"
        assert result.stdout.strip(), f"{command} says nothing"


def test_the_settings_are_settings(tmp_path, monkeypatch):
    from rag import Config

    (example,) = blocks("toml")
    (tmp_path / "groundwire.toml").write_text(example, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    config = Config()
    written = tomllib.loads(example)
    assert str(config.library) == written["library"]
    assert config.retrieval.limit == written["retrieval"]["limit"]
    assert config.vectors.url == written["vectors"]["url"]


@pytest.mark.parametrize("page", PAGES)
def test_the_make_targets_exist(page):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
    assert named
    assert named <= targets, f"{page} names {named - targets}"
    variables = set(re.findall(r"\b([A-Z_]{2,})=\S", " ".join(blocks("sh", page=page))))
    for variable in variables:
        assert f"$({variable})" in makefile


@pytest.mark.parametrize("page", PAGES)
def test_the_files_it_links_to_exist(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if "://" not in target:
            assert (ROOT / target).is_file(), f"{page} links to {target}, which is not there"
