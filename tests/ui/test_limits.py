"""A request that is too long is refused before it is read, and so are files past our own checks."""

from __future__ import annotations

import http.client
import json
from contextlib import suppress
from typing import cast

import httpx
import pytest

from index import UserError
from rag import Assistant, Config
from ui.web import Server, launch


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
    with suppress(BrokenPipeError):  # it need not wait for the last piece
        connection.request("POST", "/gradio_api/component_server/", pieces, headers, encode_chunked=True)
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.parametrize("path", ["upload", "upload/", "upload_progress?upload_id=x", "upload?upload_id=x"])
def test_gradios_own_door_for_files_is_shut(server, path):
    files = {"files": ("otters.txt", b"The warden counted eleven otters.", "text/plain")}
    reply = httpx.post(f"{server.address}/gradio_api/{path}", files=files, follow_redirects=True, timeout=60)
    assert reply.status_code == 403
    assert reply.json()["error"].endswith(".")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "example.org"])
def test_a_host_that_others_reach_needs_to_be_meant(host):
    for serve in (Server, launch):
        with pytest.raises(UserError, match="can be reached from other machines.*password.*expose=True"):
            serve(cast(Assistant, None), host=host)


def test_whether_the_page_is_there_is_told_without_making_it(server):
    reply = httpx.head(server.address, timeout=60)
    assert (reply.status_code, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert httpx.get(server.address, timeout=60).status_code == 200
