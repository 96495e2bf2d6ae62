"""The reference of the command line, written from the commands themselves.

``python -m ui.cli.reference`` prints ``docs/cli.md``; a test holds the two together.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import typer

from ui.cli.app import app

HEAD = """\
# The command line

<!-- Written by `python -m ui.cli.reference > docs/cli.md`; change the commands, not this page. -->
"""


def reference() -> str:
    """The page, in Markdown."""
    group: Any = typer.main.get_command(app)
    parts = [HEAD, *section(group, "groundwire")]
    for name, command in group.commands.items():
        parts += [f"## groundwire {name}\n", *section(command, f"groundwire {name}")]
    return "\n".join(parts).rstrip("\n") + "\n"


def section(command: Any, path: str) -> Iterator[str]:
    """What one command does, takes and looks like in use."""
    from rich.text import Text

    yield f"{command.help}\n"
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.params if param.param_type_name == "option"]
    takes = ["COMMAND"] if hasattr(command, "commands") else [usage_of(argument) for argument in arguments]
    usage = " ".join([path, *takes, "[OPTIONS]"])
    yield f"```text\n{usage}\n```\n"
    rows = [row(param) for param in (*arguments, *options) if param.help and not param.hidden]
    if rows:
        yield "| | |\n|---|---|\n" + "\n".join(rows) + "\n"
    _, _, below = Text.from_markup(command.epilog or "").plain.partition("\n\n")
    lines = [line for line in below.split("\n\n") if line]
    shown = [line.strip() for line in lines if line.startswith("  ")]
    if shown:
        yield "```sh\n" + "\n".join(shown) + "\n```\n"
    yield from (f"{line}\n" for line in lines if not line.startswith("  "))


def usage_of(argument: Any) -> str:
    """An argument as usage lines show it."""
    return f"{argument.metavar}…" if argument.nargs == -1 else str(argument.metavar)


def row(param: Any) -> str:
    """An argument or option as a row of the table."""
    names = ", ".join(param.opts) if param.param_type_name == "option" else param.metavar
    takes_value = param.param_type_name == "option" and not param.is_flag
    value = f" {param.metavar or param.name.upper()}" if takes_value else ""
    default = f" Default: {param.default}." if takes_value and param.default not in (None, ()) else ""
    return f"| `{names}{value}` | {param.help}{default} |"


if __name__ == "__main__":
    sys.stdout.write(reference())
