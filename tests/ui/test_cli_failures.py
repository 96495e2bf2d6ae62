"""What goes wrong is a sentence and an exit code; a traceback goes to the log file, never to the screen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import rag
from index import LibraryInUse, QuestionError
from ui.cli import app
from ui.cli.failures import LOG_BYTES, LOG_FILES, log_file, write_log

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def library(tmp_path):
    """A folder that looks like a library from outside."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "catalog.sqlite3").touch()
    return folder


@pytest.fixture
def logs(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def run(*arguments, **options):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], **options)


def opening_raises(monkeypatch, error):
    def fail(*arguments, **options):
        raise error

    monkeypatch.setattr(rag.Assistant, "open", fail)


def test_what_nobody_expected_is_one_sentence_and_a_log(library, logs, monkeypatch):
    opening_raises(monkeypatch, RuntimeError("[red]the cause[/red]"))
    result = run("--library", library, "list")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "RuntimeError" in result.stderr
    assert str(log_file()) in result.stderr
    assert logs in log_file().parents
    written = log_file().read_text(encoding="utf-8")
    assert "Traceback (most recent call last)" in written
    assert "[red]the cause[/red]" in written


def test_a_log_that_cannot_be_written_is_said(library, logs, monkeypatch):
    logs.write_text("not a folder", encoding="utf-8")
    opening_raises(monkeypatch, RuntimeError("the cause"))
    result = run("--library", library, "list")
    assert result.exit_code == 3
    assert "the log file could not be written" in result.stderr
    assert "Traceback" not in result.output


def test_the_log_does_not_grow_without_end(logs):
    for _ in range(12):
        write_log(RuntimeError("x" * (LOG_BYTES // 2)))
    files = list(log_file().parent.iterdir())
    assert len(files) == LOG_FILES + 1
    assert all(file.stat().st_size <= LOG_BYTES for file in files)


@pytest.mark.parametrize(
    ("error", "code"), [(LibraryInUse("In use by process 7."), 3), (QuestionError("It is empty."), 2)]
)
def test_known_errors_are_their_sentence_and_code(library, monkeypatch, error, code):
    opening_raises(monkeypatch, error)
    result = run("--library", library, "list")
    assert result.exit_code == code
    assert result.stderr == f"Error: {error}\n"


def test_interrupted_is_130_and_a_sentence(library, monkeypatch):
    opening_raises(monkeypatch, KeyboardInterrupt())
    result = run("--library", library, "list")
    assert result.exit_code == 130
    assert result.stderr.startswith("Stopped.")


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("ask", "who?"),
        ("search", "words"),
        ("show", "article.txt"),
        ("amend", "article.txt", "--title", "New"),
        ("remove", "article.txt"),
        ("restore", "article.txt"),
        ("purge", "article.txt", "--yes"),
        ("status",),
        ("reindex",),
    ],
)
def test_a_library_that_is_not_there_is_not_made(tmp_path, arguments):
    folder = tmp_path / "none"
    result = run("--library", folder, *arguments)
    assert result.exit_code == 2
    assert f"There is no library at {folder}." in result.stderr
    assert f"groundwire --library {folder} add article.txt" in result.stderr
    assert not folder.exists()


def test_a_folder_of_other_things_is_no_library(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    result = run("--library", tmp_path, "list")
    assert result.exit_code == 2
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ("nonsense = 1", "nonsense"),
        ("[retrieval]\nnonsense = 1", "retrieval.nonsense"),
        ('[retrieval]\nlimit = "many"', "retrieval.limit"),
        ("library = [1]", "library"),
        ("abstain_below = 2", "abstain_below"),
        ("library = ", "groundwire.toml"),
    ],
)
def test_wrong_settings_in_the_file_are_named(tmp_path, monkeypatch, settings, key):
    (tmp_path / "groundwire.toml").write_text(settings, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = run("list")
    assert result.exit_code == 2
    assert key in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("variable", "value", "key"),
    [
        ("GROUNDWIRE_RETRIEVAL__LIMIT", "many", "retrieval.limit"),
        ("GROUNDWIRE_RETRIEVAL__NONSENSE", "1", "retrieval.nonsense"),
        ("GROUNDWIRE_ABSTAIN_BELOW", "two", "abstain_below"),
        ("GROUNDWIRE_NONSENSE", "1", "nonsense"),
    ],
)
def test_wrong_settings_in_the_environment_are_named(variable, value, key):
    result = run("list", env={variable: value})
    assert result.exit_code == 2
    assert key in result.stderr.lower()
    assert "Traceback" not in result.output


def test_a_reader_that_stops_reading_is_no_error():
    code = "from ui.cli import main; main()"
    command = f'"{sys.executable}" -c "{code}" --version | true'
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    result = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd=ROOT, env=buffered)
    assert result.stderr == ""
