"""``groundwire status`` and ``reindex``."""

from __future__ import annotations

import typer

from ui.cli.opening import open_assistant
from ui.cli.options import Json
from ui.cli.terminal import one_line, print_json, progress_bar, say


def status(context: typer.Context, as_json: Json = False) -> None:
    """Tell what the library holds, where it is and what it was built with."""
    with open_assistant(context) as assistant:
        counted = assistant.status().to_dict()
    if as_json:
        print_json(counted)
        return
    for name, value in counted.items():
        label = name.replace("_", " ").capitalize() + ":"
        say((f"{label:<16} ", "bold"), one_line(str(value)))


def reindex(context: typer.Context, as_json: Json = False) -> None:
    """Split and embed every article anew, with the model of the settings.

    Needed after the settings name another model or splitter. Documents, versions and citations stay.
    """
    with open_assistant(context, rebuild=True) as assistant:
        with progress_bar("Embedding passages") as progress:
            assistant.reindex(progress=progress)
        counted = assistant.status()
    if as_json:
        print_json(counted.to_dict())
    else:
        done = f"{counted.documents} documents are embedded anew, in {counted.passages} passages"
        say(f"{done}, with {counted.model}.")
