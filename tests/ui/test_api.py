"""The page's endpoints for programs, used as a program uses them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import httpx
import pytest
from gradio_client import Client, handle_file
from gradio_client.exceptions import AppError

from index import EmbeddingConfig, Sample
from rag import Assistant, Config
from ui.web import Server

DOCS = Path(__file__).resolve().parents[2] / "docs" / "api.md"
QUESTION = "who denied the allegations?"
ENDPOINTS = {"/ask", "/search", "/add", "/documents", "/remove"}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory, tiny_model):
    embedding = EmbeddingConfig(model=tiny_model, threads=1)
    settings = Config(library=tmp_path_factory.mktemp("library"), embedding=embedding)
    with Assistant.open(settings) as opened:
        opened.add(Sample())
        yield opened


@pytest.fixture(scope="module")
def server(assistant):
    with Server(assistant, port=0) as running:
        yield running


@pytest.fixture(scope="module")
def client(server):
    return Client(server.address, verbose=False)


def as_json(value):
    return json.loads(json.dumps(value))


def test_what_a_program_gets_is_what_python_gives(client, assistant):
    (document,) = assistant.documents()
    answer = client.predict(QUESTION, api_name="/ask")
    assert answer == as_json(assistant.ask(QUESTION).to_dict())
    assert assistant.verify(answer)[0].holds
    scoped = {"documents": [document.name], "published": ["2011-01-01", None]}
    answer = client.predict(question=QUESTION, abstain_below=1.0, api_name="/ask", **scoped)
    assert answer["abstained"]
    passages = client.predict("diplomatic support", 3, api_name="/search", **scoped)
    assert passages == as_json([one.to_dict() for one in assistant.search("diplomatic support", 3)])
    assert client.predict(api_name="/documents") == as_json([document.to_dict()])


def test_a_program_adds_and_removes(client, assistant):
    added = client.predict("Otters return", "Otters are back, said Jane Doe.", "2012-05-03", api_name="/add")
    assert added["outcome"] == "added"
    shown = next(one for one in assistant.documents() if one.document_id == added["document_id"])
    assert (shown.title, shown.published) == ("Otters return", "2012-05-03")
    removed = client.predict(added["document_id"], api_name="/remove")
    assert removed["state"] == "removed"
    assert len(client.predict(api_name="/documents")) == 1
    assert len(client.predict(True, api_name="/documents")) == 2


@pytest.mark.parametrize(
    ("endpoint", "arguments", "sentence"),
    [
        ("/ask", [" "], "The question is empty"),
        ("/ask", [QUESTION, "otters"], "documents is a list"),
        ("/ask", [QUESTION, ["no such one"]], "no such one"),
        ("/ask", [QUESTION, None, ["soon", None]], "not a day"),
        ("/ask", [QUESTION, None, None, 7], "between 0 and 1"),
        ("/ask", [["a list"]], "question is a text"),
        ("/search", [QUESTION, 0], "from 1 to"),
        ("/search", [QUESTION, 10**12], "from 1 to"),
        ("/add", ["", "text"], "needs a title"),
        ("/add", ["../../etc/passwd\0", 5], "text is a text"),
        ("/remove", ["../../etc/passwd"], "passwd"),
        ("/remove", [{"path": "/etc/passwd"}], "document is a text"),
    ],
)
def test_what_cannot_be_done_comes_back_as_a_sentence(client, endpoint, arguments, sentence):
    with pytest.raises(AppError, match=sentence) as raised:
        client.predict(*arguments, api_name=endpoint)
    assert str(raised.value).strip().endswith(".")
    assert "Traceback" not in str(raised.value)


def test_a_file_that_a_program_names_is_not_taken(client):
    with pytest.raises(httpx.HTTPStatusError, match="403"):
        client.predict(handle_file(__file__), api_name="/remove")


def test_only_these_endpoints_are_offered(client, server):
    offered = client.view_api(return_format="dict")
    assert set(offered["named_endpoints"]) == ENDPOINTS
    assert offered["unnamed_endpoints"] == {}
    listed = httpx.get(f"{server.address}/gradio_api/info").json()
    assert set(listed["named_endpoints"]) == ENDPOINTS


def test_the_documentation_runs(server, assistant, capsys):
    (code,) = re.findall(r"^```python\n(.*?)^```$", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert "http://127.0.0.1:7860" in code
    found: dict[str, object] = {}
    exec(code.replace("http://127.0.0.1:7860", server.address), found)
    assert capsys.readouterr().out
    assert "Harbour reopens after storm" in str(found["titles"])
    assert [one.name for one in assistant.documents()] == [Sample().name]
