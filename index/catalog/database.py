"""One SQLite file, many threads: snapshots to read, one writer at a time."""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.catalog.schema import migrate
from index.errors import LibraryError


class Database:
    """The catalog's file. ``reading`` yields a snapshot, ``writing`` a transaction.

    Raises:
        LibraryTooNew: a newer Groundwire wrote the file.
        LibraryError: the file is damaged, read-only or on a full disk.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
        self._write_lock = threading.RLock()
        self._gate = Gate()
        with self._reported():
            self._writer = self._connect()
            migrate(self._writer)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the library, whatever is written meanwhile."""
        with self._reported(), self._gate.open():
            connection = self._borrow()
            try:
                connection.execute("BEGIN")
                # SQLite takes the snapshot at the first read, not at BEGIN.
                connection.execute("SELECT count(*) FROM settings").fetchone()
                yield connection
            finally:
                connection.execute("ROLLBACK")
                self._idle.put(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction: committed at the end of the block, undone by an exception."""
        with self._reported(), self._write_lock:
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
            except BaseException:
                self._writer.execute("ROLLBACK")
                raise
            self._writer.execute("COMMIT")

    def when_unread(self, work: Callable[[], None]) -> None:
        """Do ``work`` while no snapshot is open, for what a snapshot relies on outside this file."""
        with self._gate.closed():
            work()

    def scrub(self) -> None:
        """Rewrite the file so that nothing that was deleted is left in its bytes."""
        with self._reported(), self._write_lock, self._gate.closed():
            while not self._idle.empty():
                self._idle.get().close()
            self._writer.execute("INSERT INTO passages_text (passages_text) VALUES ('optimize')")
            self._writer.execute("VACUUM")
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection."""
        with self._write_lock, self._gate.closed():
            while not self._idle.empty():
                self._idle.get().close()
            self._writer.close()

    def _borrow(self) -> sqlite3.Connection:
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        return connection

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise LibraryError(
                f"The catalog {self.path} cannot be used ({error}). Check that the disk is not full and "
                "the folder can be written; nothing of what was stored before is lost."
            ) from error


class Gate:
    """Lets many in, or one alone: ``closed`` waits until all who came by ``open`` have left."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._inside = 0
        self._shut = False

    @contextmanager
    def open(self) -> Iterator[None]:
        """Be inside with others."""
        with self._condition:
            self._condition.wait_for(lambda: not self._shut)
            self._inside += 1
        try:
            yield
        finally:
            with self._condition:
                self._inside -= 1
                self._condition.notify_all()

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Be inside alone."""
        with self._condition:
            # Shut only once all have left, not before: who is inside may open again.
            self._condition.wait_for(lambda: not self._shut and self._inside == 0)
            self._shut = True
        try:
            yield
        finally:
            with self._condition:
                self._shut = False
                self._condition.notify_all()
