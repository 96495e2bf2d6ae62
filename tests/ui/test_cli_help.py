"""Help and version: quick to come, with examples, and nothing heavy loaded for them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ui.cli import app
from ui.cli.reference import reference

COMMANDS = (
    "add",
    "amend",
    "ask",
    "chat",
    "history",
    "list",
    "purge",
    "reindex",
    "remove",
    "restore",
    "search",
    "serve",
    "show",
    "status",
    "verify",
)
HEAVY = (
    "chromadb",
    "gradio",
    "llama_index",
    "numpy",
    "pydantic",
    "sentence_transformers",
    "sqlite3",
    "torch",
)


def run(*arguments: str):
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "200", "TERM": "dumb"}, prog_name="groundwire")


def test_the_help_names_every_command():
    result = run("--help")
    assert result.exit_code == 0
    listed = {line.split()[1] for line in result.stdout.splitlines() if line.startswith("│ ")}
    assert set(COMMANDS) <= listed
    assert "--install-completion" in result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_examples_of_itself(command):
    result = run(command, "--help")
    assert result.exit_code == 0
    _, examples = result.stdout.split("Examples")
    assert f"groundwire {command}" in examples


def test_help_loads_nothing_heavy():
    code = (
        "import json, sys\n"
        "from ui.cli import main\n"
        "sys.argv = ['groundwire', '--help']\n"
        "try:\n    main()\n"
        "except SystemExit:\n    print(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in json.loads(result.stderr)}
    assert "typer" in loaded
    assert not loaded & set(HEAVY)


def test_the_page_of_reference_is_the_commands_own():
    page = (Path(__file__).resolve().parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    assert page == reference(), "write it anew: python -m ui.cli.reference > docs/cli.md"
    assert sorted(re.findall(r"^## groundwire (.*)$", page, re.MULTILINE)) == sorted(COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--library", "{place}", "list"),
        ("list", "--library", "{place}"),
        ("list", "--library={place}", "--json"),
        ("ask", "--library", "{place}", "who?"),
    ],
)
def test_the_library_may_be_named_before_or_after_the_command(arguments, tmp_path):
    place = tmp_path / "library"
    result = run(*(argument.format(place=place) for argument in arguments))
    assert result.exit_code == 2
    assert f"There is no library at {place}." in result.stderr


def test_what_follows_two_dashes_is_no_option(tmp_path):
    result = run("--library", str(tmp_path / "library"), "ask", "--", "--library", "elsewhere")
    assert f"There is no library at {tmp_path / 'library'}." in result.stderr


def test_the_shell_completes_commands():
    typed = {"_GROUNDWIRE_COMPLETE": "complete_bash", "COMP_WORDS": "groundwire re", "COMP_CWORD": "1"}
    result = CliRunner().invoke(app, [], env=typed, prog_name="groundwire")
    assert set(result.stdout.split()) == {"remove", "restore", "reindex"}


def test_the_version():
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("groundwire ")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nosuchcommand",),
        ("list", "--nosuchoption"),
        ("ask",),
        ("show",),
        ("add",),
        ("verify",),
        ("search", "words", "--limit", "0"),
        ("search", "words", "--limit", "many"),
        ("ask", "words", "--from", "yesterday"),
        ("ask", "words", "--to", "2011-02-30"),
        ("add", "article.txt", "--published", "soon"),
        ("serve", "--port", "65536"),
        ("--library", " ", "list"),
        ("list", "--library"),
    ],
)
def test_a_mistake_in_the_command_ends_in_2(arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_day_that_is_none_is_told_how_to_write_one():
    result = run("ask", "words", "--from", "26/09/2011")
    assert "“26/09/2011” is not a day; write it like 2011-09-26." in result.stderr
