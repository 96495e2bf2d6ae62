"""The command line: ``groundwire …``."""

from ui.cli.app import app, main

__all__ = ["app", "main"]
