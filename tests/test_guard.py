"""The guard itself: nothing leaves this machine, neither from here nor from a process started here."""

import asyncio
import os
import socket
import subprocess
import sys

import network_guard
import pytest
from network_guard import NetworkForbidden

FAR = "192.0.2.1"  # reserved for documentation: nobody is there


def connect():
    with socket.socket() as connection:
        connection.connect((FAR, 80))


def connect_quietly():
    with socket.socket() as connection:
        connection.connect_ex((FAR, 80))


def connect_ipv6():
    with socket.socket(socket.AF_INET6) as connection:
        connection.connect(("2001:db8::1", 80))


def send_datagram():
    with socket.socket(type=socket.SOCK_DGRAM) as connection:
        connection.sendto(b"hello", (FAR, 53))


def look_up():
    socket.getaddrinfo("example.org", 443)


def connect_asynchronously():
    asyncio.run(asyncio.open_connection(FAR, 80))


@pytest.mark.parametrize(
    "attempt",
    [connect, connect_quietly, connect_ipv6, send_datagram, look_up, connect_asynchronously],
    ids=lambda attempt: attempt.__name__,
)
def test_reaching_another_machine_is_refused_and_noted(attempt):
    with pytest.raises(NetworkForbidden):
        attempt()
    assert network_guard.attempts
    network_guard.attempts.clear()


def test_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()[:2], timeout=5).close()
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=5).close()
    near, far = socket.socketpair()
    near.close()
    far.close()


def test_a_process_started_by_a_test_is_guarded_too():
    code = f"import socket; socket.create_connection(({FAR!r}, 80), timeout=1)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.returncode != 0
    assert "NetworkForbidden" in result.stderr


def test_a_refusal_that_the_code_hides_still_fails_its_test(tmp_path):
    """Run a small test that swallows the refusal under this project's conftest: it must not pass."""
    hidden = (
        "import socket\n"
        "def test_hides_it():\n"
        "    try:\n"
        f"        socket.create_connection(({FAR!r}, 80), timeout=1)\n"
        "    except Exception:\n"
        "        pass\n"
    )
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    (tmp_path / "test_hidden.py").write_text(hidden)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.conftest"]
    result = subprocess.run(
        [*command, "-c", os.path.join(root, "pyproject.toml"), "--rootdir", root, str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=root,
    )
    assert result.returncode == 1, result.stdout + result.stderr
    assert "tried to leave this machine" in result.stdout


@pytest.mark.parametrize("host", [None, "", "localhost", b"127.0.0.1", "127.8.8.8", "::1", "0.0.0.0"])
def test_local_hosts(host):
    assert network_guard.is_local(host)


@pytest.mark.parametrize("host", ["example.org", b"example.org", FAR, "10.0.0.1", "127.0.0.1.example.org"])
def test_other_hosts(host):
    assert not network_guard.is_local(host)
