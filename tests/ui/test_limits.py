"""A request that is too long is refused before it is read."""

from __future__ import annotations

import http.client
import json

import pytest

from rag import Assistant, Config
from ui.web import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory, tiny_model):
    settings = Config(
        library=tmp_path_factory.mktemp("library"),
        embedding={"model": tiny_model},
        reading={"max_bytes": 900},
    )
    with Assistant.open(settings) as assistant, Server(assistant, port=0) as running:
        yield running


@pytest.mark.parametrize("stated", ["90000000", "-1", "many"])
def test_a_request_that_states_too_much_is_not_read(server, stated):
    connection = http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=30)
    connection.putrequest("POST", "/gradio_api/component_server/")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", stated)
    connection.endheaders()  # and not a byte more
    reply = connection.getresponse()
    assert reply.status in (400, 413)
    if stated.isdigit():
        assert json.loads(reply.read())["error"].endswith("It was not read.")
    connection.close()


def test_a_request_that_states_nothing_is_cut_short(server):
    connection = http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=30)
    headers = {"Content-Type": "application/json", "Transfer-Encoding": "chunked"}
    pieces = iter([b"x" * 100_000] * 12)
    connection.request("POST", "/gradio_api/component_server/", pieces, headers, encode_chunked=True)
    assert connection.getresponse().status == 413
    connection.close()
