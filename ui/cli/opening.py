"""From the global options to an open assistant."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ui.cli.terminal import working

if TYPE_CHECKING:
    from rag import Assistant, Config

CATALOG_FILE = "catalog.sqlite3"  # what makes a folder a library


@dataclass(frozen=True, slots=True)
class GlobalOptions:
    """What is written before the subcommand; ``library`` is None where the settings decide."""

    library: Path | None = None

    @classmethod
    def parse(cls, library: str | None) -> GlobalOptions:
        """The options as given.

        Raises:
            typer.BadParameter: the library's name is blank, as of a shell variable that is not set.
        """
        if library is None:
            return cls()
        if not library.strip():
            raise typer.BadParameter("the name of the library is blank.", param_hint="--library")
        return cls(Path(library).expanduser())


def settings(context: typer.Context) -> Config:
    """The settings: the global options before the environment, ``groundwire.toml`` and defaults.

    Raises:
        ConfigError: a key is unknown, or a value has the wrong type.
    """
    from rag import Config

    chosen: GlobalOptions = context.obj
    return Config(library=chosen.library) if chosen.library else Config()


def is_library(folder: Path) -> bool:
    """Whether there is a library in ``folder``."""
    return (folder.expanduser() / CATALOG_FILE).is_file()


def open_assistant(context: typer.Context, *, create: bool = False, rebuild: bool = False) -> Assistant:
    """Open the library; one that does not exist is made only where ``create`` is set.

    Raises:
        UserError: there is no library; the message says what to type.
        ConfigError, LibraryInUse, LibraryMismatch, LibraryTooNew, LibraryError, VectorStoreError
    """
    from index import UserError

    config = settings(context)
    if not create and not is_library(config.library):
        option = f"--library {config.library} " if context.obj.library else ""
        raise UserError(
            f"There is no library at {config.library}. Make one with `groundwire {option}add article.txt`, "
            f"or open the chat, which brings a sample, with `groundwire {option}serve`."
        )
    with working("Opening the library …"):
        from rag import Assistant

        return Assistant.open(config, rebuild=rebuild)
