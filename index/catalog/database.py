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

DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def tells_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the file itself is damaged."""
    return getattr(error, "sqlite_errorcode", None) in DAMAGE


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
        self._closed = False
        with self._reported():
            self._writer = self._connect()
            try:
                migrate(self._writer)
            except BaseException:
                self._writer.close()
                raise

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
                self._give_back(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction: committed at the end of the block, undone by an exception."""
        with self._reported(), self._write_lock:
            self._check_open()
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:  # SQLite undoes some failures itself
                    self._writer.execute("ROLLBACK")
                raise

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
            self._closed = True
            while not self._idle.empty():
                self._idle.get().close()
            self._writer.close()

    def _check_open(self) -> None:
        if self._closed:
            raise LibraryError(f"The library {self.path.parent} was closed; open it again.")

    def _borrow(self) -> sqlite3.Connection:
        self._check_open()
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            return self._connect()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        except sqlite3.Error:
            connection.close()
        else:
            self._idle.put(connection)

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
            if tells_damage(error):
                raise LibraryError(
                    f"The catalog {self.path} is damaged ({error}). Put back a copy of it, or move the "
                    "folder away and add the articles to a new library."
                ) from error
            raise LibraryError(
                f"The catalog {self.path} cannot be used ({error}). Check that the disk is not full and "
                "the folder can be written; nothing of what was stored before is lost."
            ) from error


class Gate:
    """Lets many in, or one alone: ``closed`` waits until all who came by ``open`` have left.

    Who comes while one waits for that waits too, or the one might wait for ever; a thread that is inside
    may come again.
    """

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._inside = 0
        self._closing = 0
        self._depth = threading.local()

    @contextmanager
    def open(self) -> Iterator[None]:
        """Be inside with others."""
        depth = getattr(self._depth, "value", 0)
        with self._condition:
            self._condition.wait_for(lambda: depth or not self._closing)
            self._inside += 1
        self._depth.value = depth + 1
        try:
            yield
        finally:
            self._depth.value = depth
            with self._condition:
                self._inside -= 1
                self._condition.notify_all()

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Be inside alone."""
        with self._condition:
            self._closing += 1
            try:
                self._condition.wait_for(lambda: self._inside == 0)
                yield
            finally:
                self._closing -= 1
                self._condition.notify_all()
