"""One process owns a library: a lock on a file, and a note beside it that says who holds it."""

from __future__ import annotations

import json
import os
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import LibraryError, LibraryInUse

LOCK_FILE = "lock"
OWNER_FILE = "owner.json"


class Ownership:
    """Holds a library folder for this process until released.

    Raises:
        LibraryInUse: another process, or another ``open`` in this one, holds it.
        LibraryError: the folder cannot be made or written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(folder / LOCK_FILE, thread_local=False)
            self._lock.acquire(timeout=0)
            self.announce(None)
        except Timeout:
            raise LibraryInUse(describe_owner(folder)) from None
        except OSError as error:
            reason = error.strerror or str(error)
            raise LibraryError(
                f"The library {folder} cannot be opened ({reason}); check the path and its permissions."
            ) from error

    def announce(self, address: str | None) -> None:
        """Note this process and the address it serves at, for the message a second opener gets."""
        note = json.dumps({"pid": os.getpid(), "address": address})
        (self.folder / OWNER_FILE).write_text(note, encoding="utf-8")

    def release(self) -> None:
        """Let the next one have the library."""
        if self._lock.is_locked:
            (self.folder / OWNER_FILE).unlink(missing_ok=True)
            self._lock.release()


def describe_owner(folder: Path) -> str:
    """A sentence that says who owns the library and what to do."""
    try:
        note = json.loads((folder / OWNER_FILE).read_text(encoding="utf-8"))
        process, address = note["pid"], note["address"]
    except (OSError, ValueError, TypeError, KeyError):
        return f"The library {folder} is in use by another process; close it first."
    if address:
        return (
            f"The library {folder} is in use by process {process}, which serves it at "
            f"{address}; ask there, or stop that process first."
        )
    return f"The library {folder} is in use by process {process}; wait for it to end, or stop it."
