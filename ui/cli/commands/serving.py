"""``groundwire serve``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.failures import logged
from ui.cli.opening import is_library, open_assistant, settings
from ui.cli.terminal import note, progress_bar, say, working

if TYPE_CHECKING:
    from rag import Assistant


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 7860,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    expose: Annotated[
        bool,
        typer.Option(
            "--expose",
            help="Allow a --host that other machines reach. The page asks for no password: whoever reaches "
            "it can read and change the library.",
        ),
    ] = False,
) -> None:
    """Open the chat as a page for your browser, until Ctrl-C.

    Where there is no library yet, one is made with a sample article in it.
    """
    check_exposure(host, expose)
    new = not is_library(settings(context).library)
    with open_assistant(context, create=True) as assistant:
        if new:
            add_sample(assistant)
        with working("Starting the page …"):
            from ui.web import launch
        with logged():
            launch(
                assistant,
                host=host,
                port=port,
                expose=expose,
                open_browser=open_browser,
                on_ready=announce,
            )
    note("Stopped.")


def check_exposure(host: str, expose: bool) -> None:
    """Refuse an address that other machines reach, unless that is meant; then say what it means."""
    from ui.exposure import MEANING, check_host, is_loopback

    check_host(host, expose, "Give --expose if you mean that, or leave out --host.")
    if not is_loopback(host):
        note(("Exposed: ", "bold yellow"), MEANING)


def add_sample(assistant: Assistant) -> None:
    """Put the packaged article into a new library."""
    from index import Sample

    with progress_bar("Adding the sample") as progress:
        for result in assistant.add(Sample(), progress=progress):
            note(result.message)


def announce(address: str) -> None:
    """Say where the page is."""
    say("Groundwire is at ", (address, "bold cyan"), " — stop it with Ctrl-C.")
