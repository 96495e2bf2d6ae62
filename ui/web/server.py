"""The page on a port of this machine."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Callable
from types import TracebackType

from starlette.middleware import Middleware

from index import UserError
from rag import Assistant
from ui.exposure import check_host
from ui.web.handlers import Handlers
from ui.web.layout import build, head, theme
from ui.web.limits import BodyLimit, NoUploads
from ui.web.precedence import Noting, Precedence
from ui.web.readiness import Readiness


class Server:
    """The running page of one assistant; a context manager that stops it at the end.

    ``address`` is where it listens (``http://127.0.0.1:7860``). The models are loaded in a thread behind
    it. A ``port`` of 0 takes a free one. A ``host`` that other machines reach needs ``expose``: the page
    asks for no password, and whoever reaches it can read and change the library.

    Raises:
        UserError: the port is in use, the host is not one of this machine's, or others reach it unmeant.
    """

    def __init__(
        self, assistant: Assistant, host: str = "127.0.0.1", port: int = 7860, expose: bool = False
    ) -> None:
        check_host(host, expose, "Say expose=True if you mean that, or leave out the host.")
        port = _checked_port(host, port)
        self._assistant = assistant
        self._readiness = Readiness(Precedence())
        self._handlers = Handlers(assistant, self._readiness)
        self._page = build(assistant, self._handlers)
        self._start(host, port)
        self._readiness.start(assistant)
        shown = f"[{host}]" if ":" in host else host
        self.address = f"http://{shown}:{port}"
        assistant.serving(self.address)

    def _start(self, host: str, port: int) -> None:
        largest = self._assistant.config.reading.max_bytes
        middleware = [
            Middleware(Noting, precedence=self._readiness.precedence),
            Middleware(NoUploads),
            Middleware(BodyLimit, largest_file=largest),
        ]
        try:
            self._page.queue().launch(
                server_name=host,
                server_port=port,
                prevent_thread_lock=True,
                quiet=True,
                share=False,
                inbrowser=False,
                show_error=False,
                footer_links=[],
                run_history=False,
                ssr_mode=False,
                mcp_server=False,
                max_file_size=largest,
                app_kwargs={"middleware": middleware},
                theme=theme(),
                head=head(),
            )
        except OSError as error:
            self._handlers.close()
            raise UserError(_port_in_use(host, port)) from error

    def close(self) -> None:
        """Stop listening and take no more questions."""
        self._assistant.serving(None)
        self._page.close(verbose=False)
        self._handlers.close()

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def launch(
    assistant: Assistant,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    expose: bool = False,
    open_browser: bool = False,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the page until interrupted (Ctrl-C). ``on_ready`` is told the address once it answers.

    Raises:
        UserError: as of :class:`Server`.
    """
    with Server(assistant, host, port, expose) as server:
        if on_ready:
            on_ready(server.address)
        if open_browser:
            webbrowser.open(server.address)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


def _checked_port(host: str, port: int) -> int:
    """``port``, or a free one for 0; asked of the system first, as Gradio would only say it found none."""
    try:
        family, kind, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
            return int(probe.getsockname()[1])
    except socket.gaierror as error:
        raise UserError(f"There is no host “{host}”; use 127.0.0.1 for this machine alone.") from error
    except OverflowError as error:
        raise UserError(f"{port} is no port; choose one between 1 and 65535.") from error
    except OSError as error:
        raise UserError(_port_in_use(host, port)) from error


def _port_in_use(host: str, port: int) -> str:
    return f"Cannot listen at {host}:{port}: another program does, or it is not allowed. Choose another port."
