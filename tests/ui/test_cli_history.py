"""``groundwire history`` and the replay of a conversation that was exported."""

import json

import pytest
from typer.testing import CliRunner

from index import EmbeddingConfig
from rag import Assistant, Config
from tests.rag.conftest import NEWS
from ui.cli import app

TITLE = "Harbour wall falls in Wick"
HOSTILE = "who *denied* <b>it</b>?"


@pytest.fixture(scope="module")
def library(tmp_path_factory, tiny_model):
    """A library with one conversation of two questions, and the settings that it needs."""
    place = tmp_path_factory.mktemp("library")
    embedding = EmbeddingConfig(model=tiny_model, threads=1)
    with Assistant.open(Config(library=place, embedding=embedding, abstain_below=0.0)) as assistant:
        assistant.add_text(TITLE, NEWS)
        record = assistant.history.save([assistant.ask("who denied that?"), assistant.ask(HOSTILE)])
    return place, tiny_model, record.conversation_id


@pytest.fixture
def groundwire(library):
    place, model, _ = library

    def run(*arguments, **options):
        command = ["--library", str(place), *map(str, arguments)]
        result = CliRunner().invoke(app, command, env={"GROUNDWIRE_EMBEDDING__MODEL": str(model)}, **options)
        assert "Traceback" not in result.output
        return result

    return run


def test_a_conversation_is_listed_shown_replayed_renamed_and_deleted(groundwire, library, tmp_path):
    talk = library[2]
    assert "who denied that?" in groundwire("history").stdout
    (listed,) = json.loads(groundwire("history", "--json").stdout)
    assert (listed["conversation_id"], listed["questions"]) == (talk, 2)

    shown = groundwire("history", talk).stdout
    assert shown.startswith("# who denied that?\n")
    assert "## 2. who \\*denied\\* \\<b\\>it\\</b\\>?" in shown
    assert "?document=" in shown

    file = tmp_path / "conversation.json"
    file.write_text(groundwire("history", talk, "--json").stdout, encoding="utf-8")
    verified = groundwire("verify", file)
    assert verified.exit_code == 0, verified.output
    assert HOSTILE in verified.stdout
    assert "holds" in verified.stdout

    assert groundwire("history", talk, "--rename", "Denials").stdout.startswith("# Denials\n")
    assert groundwire("history", talk, "--delete", input="n\n").exit_code == 1
    assert groundwire("history", talk, "--delete", input="").exit_code == 2
    assert "is deleted" in groundwire("history", talk, "--delete", "--yes").stdout
    assert json.loads(groundwire("history", "--json").stdout) == []
    assert groundwire("verify", file).exit_code == 0  # what was exported still replays


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("0123456789abcdef",), 1),
        (("../../etc/passwd",), 1),
        (("0123456789abcdef", "--delete", "--yes"), 1),
        (("--delete",), 2),
        (("--rename", "x"), 2),
        (("0123456789abcdef", "--rename", " "), 2),
        (("0123456789abcdef", "--rename", "x", "--delete"), 2),
    ],
)
def test_nonsense_gets_a_sentence(groundwire, arguments, code):
    result = groundwire("history", *arguments)
    assert result.exit_code == code
    assert result.stderr.strip().endswith(".")
