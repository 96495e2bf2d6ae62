"""What every test stands on: no network, no settings of the person who runs it, real components."""

from __future__ import annotations

import functools
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GUARD = Path(__file__).parent / "guard"
sys.path.append(str(GUARD))

import network_guard  # noqa: E402

from index.offline import go_offline  # noqa: E402
from scripts.chromium import chromium_arguments, find_chromium  # noqa: E402
from tests.once import made_once  # noqa: E402

IN_CI = os.environ.get("CI", "").lower() not in ("", "0", "false")


def isolate() -> None:
    """Cut this process, and those it starts, off from the network and from the user's own settings."""
    go_offline()
    for name in [name for name in os.environ if name.startswith("GROUNDWIRE_")]:
        del os.environ[name]
    home = tempfile.mkdtemp(prefix="groundwire-tests-")
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        os.environ[name] = os.path.join(home, name.lower())
    for name in [name for name in os.environ if name.lower() in ("http_proxy", "https_proxy", "all_proxy")]:
        del os.environ[name]
    here = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(GUARD), here] if here else [str(GUARD)])
    network_guard.install()


isolate()

from hypothesis import HealthCheck, settings  # noqa: E402

settings.register_profile(
    "groundwire",
    deadline=None,  # the machine may be busy
    max_examples=60,
    derandomize=IN_CI,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("groundwire")


# Those that take half a minute or more, the longest first. They begin first, so that no process of several is
# left with one of them when the others have nothing more to do.
LONGEST = (
    "evals/test_evals_run.py",
    "ui/test_accessibility.py",
    "index/test_killed.py",
    "rag/reader/test_another_model.py",
    "ui/test_library_tab.py",
    "ui/test_page.py",
    "rag/test_questions.py",
    "index/test_threads.py",
    "ui/test_history_tab.py",
    "ui/test_page_states.py",
    "rag/reader/test_rounding.py",  # reads a network that test_another_model has trained
    "ui/test_safety.py",
    "test_readme.py",
    "index/test_library.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the modules that take longest first; the others stay in their order."""
    places = {Path(__file__).parent / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(LONGEST)))


@pytest.fixture(autouse=True)
def stays_on_this_machine() -> Iterator[None]:
    """Fail a test that tried to leave the machine, even where the code under test hid the refusal."""
    network_guard.attempts.clear()
    yield
    assert not network_guard.attempts, f"tried to leave this machine: {network_guard.attempts}"


@pytest.fixture(scope="session", autouse=True)
def models_are_read_once() -> Iterator[None]:
    """Keep the models that come with Groundwire in memory: a hundred tests open assistants of their own.

    Those of other folders are read whenever a test asks for it, as by a process that a test starts.
    """
    from index.embedding import encoder
    from rag.reader.models import folders
    from rag.reader.models.onnx import OnnxModel

    ours = (encoder.packaged_model(), folders.SHIPPED, folders.SHIPPED_VERIFIER)
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in ((encoder, "load_network"), (encoder, "model_identity"), (OnnxModel, "read")):
            patch.setattr(owner, name, read_once(getattr(owner, name), ours))
        yield


def read_once(read: Callable[..., Any], ours: Collection[Path]) -> Callable[..., Any]:
    """``read``, whose first argument is a folder or has one, but for some folders with the first result."""
    known: dict[Any, Any] = {}
    alone = threading.Lock()

    @functools.wraps(read)
    def reading(place: Any, *settings: Any) -> Any:
        key = (getattr(place, "folder", place), *settings)
        if key[0] not in ours:
            return read(place, *settings)
        with alone:
            if key not in known:
                known[key] = read(place, *settings)
            return known[key]

    return reading


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a real Chroma server on a free port of this machine, with an empty folder."""
    folder = tmp_path_factory.mktemp("chroma")
    port = free_port()
    command = [str(Path(sys.executable).parent / "chroma"), "run", "--path", str(folder / "data")]
    with (folder / "log.txt").open("wb") as log:
        server = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(port)], stdout=log, stderr=log, cwd=folder
        )
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for_heartbeat(server, f"{url}/api/v2/heartbeat", folder / "log.txt")
            yield url
        finally:
            server.terminate()
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a real embedding model that loads and embeds in no time; its ranking means nothing."""
    from tests.models import save_tiny_model

    return made_once(tmp_path_factory, "model", save_tiny_model)


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_heartbeat(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """Return when the server answers; fail with its log when it ends or takes a minute."""
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"chroma run does not answer at {address}:\n{log.read_text(errors='replace')}")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium on PATH. Without one a test is skipped and says so; under CI that is a failure."""
    if found := find_chromium():
        return found
    reason = "there is no Chromium on PATH; `make browser` installs it or tells how"
    if IN_CI:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium_flags() -> list[str]:
    """The arguments to start Chromium with, so that it too stays on this machine."""
    return chromium_arguments()


@pytest.fixture(scope="module")
def browser(chromium_path: str, chromium_flags: list[str]) -> Iterator[Browser]:
    """Chromium, for the tests of one module: its event loop must not outlast them."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=chromium_flags)
        yield started
        started.close()
