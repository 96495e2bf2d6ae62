"""How a result was made, in one line of Markdown."""

from __future__ import annotations

from typing import Any

Result = dict[str, Any]


def made(result: Result) -> str:
    """How a result was made: command, day, commit, machine, versions."""
    how = result["made"]
    features = f" ({', '.join(how['features'])})" if how["features"] else ""
    took = f" in {how['seconds']:,.0f} seconds" if "seconds" in how else ""
    packages = ", ".join(f"{name} {number}" for name, number in how["packages"].items())
    commit = f", commit {how['commit'][:10]}{'+' * how['commit'].endswith('+')}" if how["commit"] else ""
    load = f", load {how['load']}" if how.get("load") is not None else ""
    memory = f", {how['memory_gigabytes']} GB" if how.get("memory_gigabytes") else ""
    return (
        f"`{how['command']}`{took}, {how['date'][:10]}{commit}; {how['cores']} cores of "
        f"{how['processor']}{features}{memory}{load}; Python {how['python']}, {packages}."
    )
