"""``groundwire serve``: who may reach it, the sample in a new library, and a second opener."""

import json
import logging
import os
import re
import signal
import subprocess
import sys
import types
from pathlib import Path

import pytest
from typer.testing import CliRunner

from index import Sample
from ui.cli import app
from ui.exposure import is_loopback

ROOT = Path(__file__).resolve().parents[2]


def invoke(*arguments, **options):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], **options)


@pytest.fixture
def launched(monkeypatch):
    """Stand in for the page, which is tested by itself; tells what it was called with."""
    calls = []

    def launch(assistant, **options):
        options["on_ready"]("http://127.0.0.1:7860")
        names = [document.name for document in assistant.documents()]
        calls.append({"names": names, **options})

    monkeypatch.setitem(sys.modules, "ui.web", types.SimpleNamespace(launch=launch))
    return calls


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_only_this_machine_reaches(host):
    assert is_loopback(host)


REACHABLE = [
    "0.0.0.0",
    "::",
    "",
    "192.0.2.7",
    "example.org",
    "localhost.example.org",
    "0",
    "127.0.0.1.nip.io",
]


@pytest.mark.parametrize("host", REACHABLE)
def test_others_reach_only_when_exposed(host, tmp_path, launched):
    result = invoke("--library", tmp_path / "library", "serve", "--host", host)
    assert result.exit_code == 2
    assert "--expose" in result.stderr
    assert "password" in result.stderr
    assert not launched
    assert not (tmp_path / "library").exists()


@pytest.mark.model
def test_a_new_library_gets_the_sample_once(tmp_path, launched):
    library = tmp_path / "library"
    first = invoke("--library", library, "serve", "--port", "8080", "--open")
    assert first.exit_code == 0
    assert "http://127.0.0.1:7860" in first.stdout
    call = launched.pop()
    assert call["names"] == [Sample().name]
    assert (call["host"], call["port"], call["open_browser"]) == ("127.0.0.1", 8080, True)

    assert invoke("--library", library, "remove", Sample().name).exit_code == 0
    exposed = invoke("--library", library, "serve", "--host", "0.0.0.0", "--expose")
    assert exposed.exit_code == 0
    assert "password" in exposed.stderr
    assert launched.pop()["names"] == []


@pytest.mark.model
def test_what_goes_wrong_on_the_page_is_in_the_log_file(tmp_path, monkeypatch):
    log = tmp_path / "state" / "groundwire.log"
    monkeypatch.setattr("ui.cli.failures.log_file", lambda: log)

    def launch(assistant, **options):
        try:
            raise RuntimeError("the page broke")
        except RuntimeError:
            logging.getLogger("ui.web.handlers").exception("a question failed")

    monkeypatch.setitem(sys.modules, "ui.web", types.SimpleNamespace(launch=launch))
    served = invoke("--library", tmp_path / "library", "serve")
    assert served.exit_code == 0
    assert "RuntimeError: the page broke" in log.read_text(encoding="utf-8")
    assert "Traceback" not in served.stderr


def test_a_second_opener_is_told_who_serves_where(tmp_path):
    library = tmp_path / "library"
    # A process started in the background ignores Ctrl-C, and so do its children unless they ask for it.
    start = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    start += "from ui.cli import main; main()"
    command = [sys.executable, "-c", start, "--library", str(library), "serve"]
    environs = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*command, "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environs,
    ) as server:
        assert server.stdout and server.stderr  # noqa: PT018  both are pipes
        try:
            line = server.stdout.readline()
            address = re.search(r"http://\S+", line)
            assert address, server.stderr.read()
            second = invoke("--library", library, "ask", "who denied the allegations?")
        finally:
            server.send_signal(signal.SIGINT)
            said = server.communicate(timeout=60)
    assert second.exit_code == 3
    assert f"process {server.pid}" in second.stderr
    assert address[0] in second.stderr
    assert server.returncode == 0, said
    assert "Traceback" not in said[1]
    after = invoke("--library", library, "list", "--json")
    assert [document["name"] for document in json.loads(after.stdout)] == [Sample().name]
