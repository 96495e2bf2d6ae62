"""What a person sees when a command fails: a sentence, never a traceback.

Mistakes of the user and known troubles are errors of ``index`` with an exit code each. Anything else is
ours: its traceback goes to a log file, and the sentence names that file.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ParamSpec, TypeVar

import typer

from ui.cli.terminal import complain, note

ANSWERED, NOT_ANSWERED, MISTAKE, OURS, INTERRUPTED = 0, 1, 2, 3, 130
LOG_BYTES, LOG_FILES = 1_000_000, 3

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def guarded(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Turn what ``function`` raises into a sentence on standard error and an exit code."""

    @functools.wraps(function)
    def run(*arguments: Parameters.args, **options: Parameters.kwargs) -> Result:
        try:
            return function(*arguments, **options)
        except (typer.Exit, typer.Abort, typer.BadParameter, BrokenPipeError):
            raise  # Typer knows what to do with these
        except KeyboardInterrupt:
            note("Stopped. What was in the library before is in it still.")
            raise typer.Exit(INTERRUPTED) from None
        except Exception as error:  # noqa: BLE001  a person must not see a traceback
            raise typer.Exit(report(error)) from None

    return run


def report(error: Exception) -> int:
    """Say what went wrong; return the exit code."""
    from index import GroundwireError

    if isinstance(error, GroundwireError):
        complain(str(error))
        return error.exit_code
    if isinstance(error, UnicodeEncodeError) and error.reason == "surrogates not allowed":
        # What the shell, a file's name or a JSON file gave: bytes that are no text in UTF-8.
        complain(f"“{error.object}” is not valid text; write or name it with valid characters.")
        return MISTAKE
    return report_unexpected(error)


def report_unexpected(error: Exception) -> int:
    """Write the traceback to the log file and say where that is; return the exit code."""
    try:
        place = f"the details are in {write_log(error)}; please send them with a report."
    except OSError as trouble:
        place = f"and the log file could not be written ({trouble.strerror or trouble})."
    complain(f"Something in Groundwire went wrong ({type(error).__name__}); {place}")
    return OURS


def log_file() -> Path:
    """Where tracebacks are kept for reports of errors."""
    from platformdirs import user_log_path

    return user_log_path("groundwire", appauthor=False) / "groundwire.log"


def log_handler() -> logging.Handler:
    """A handler that appends to the log file, which is turned over when it is long.

    Raises:
        OSError: the file's folder cannot be made.
    """
    from logging.handlers import RotatingFileHandler

    path = log_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler


def write_log(error: Exception) -> Path:
    """Append an error with its traceback to the log file.

    Raises:
        OSError: the file cannot be written.
    """
    handler = log_handler()
    details = (type(error), error, error.__traceback__)
    try:
        handler.handle(
            logging.LogRecord("groundwire", logging.ERROR, __file__, 0, "unexpected error", None, details)
        )
    finally:
        handler.close()
    return log_file()


@contextmanager
def logged() -> Iterator[None]:
    """Within the block, what the page logs goes to the log file, and not to the screen."""
    try:
        handler = log_handler()
    except OSError:
        yield  # without a log file the page still works, and its errors go to the screen
        return
    pages = logging.getLogger("ui")
    pages.addHandler(handler)
    try:
        yield
    finally:
        pages.removeHandler(handler)
        handler.close()
