"""A SQLite file that survives power cuts and kills, for many threads and processes."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from precis.errors import PrecisError

_LOCK_SECONDS = 60


class DurableFile:
    """The file at `path`, opened when it is used; every method raises `error` where it cannot be.

    `schema` makes its tables where they are missing; a file of another `version` is refused.
    """

    schema: ClassVar[str]
    version: ClassVar[int]
    error: ClassVar[type[PrecisError]]

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reading = threading.Lock()
        self._writing = threading.Lock()

    def close(self) -> None:
        """Close the file; a later call opens it again."""
        for name in ("_reader", "_hasty", "_writer"):
            connection = self.__dict__.pop(name, None)
            if connection:
                connection.close()

    @cached_property
    def _writer(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = self._connect()
        _use_wal(connection)
        # A power cut may cost nothing that was paid for either: each commit reaches the disk.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version not in {0, self.version}:
            raise self.error(f"{self.path} was written by another version of precis: move it away")
        connection.executescript(self.schema)
        connection.execute(f"PRAGMA user_version = {self.version}")
        return connection

    @cached_property
    def _reader(self) -> sqlite3.Connection:
        with self._writing:
            assert self._writer
        return self._connect()

    @cached_property
    def _hasty(self) -> sqlite3.Connection:
        """A writer that does not wait for the disk: a power cut may undo its last commits."""
        assert self._writer
        connection = self._connect()
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(
            self.path, timeout=_LOCK_SECONDS, isolation_level=None, check_same_thread=False
        )

    @contextmanager
    def _transaction(self, *, hasty: bool = False) -> Iterator[sqlite3.Connection]:
        """Write all or nothing; a `hasty` transaction may be lost to a power cut."""
        with self._errors("written"), self._writing:
            connection = self._hasty if hasty else self._writer
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _reads(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that never waits for a writer."""
        with self._errors("read"), self._reading:
            yield self._reader

    @contextmanager
    def _errors(self, what: str) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise self.error(f"{self.path} cannot be {what}: {error}; {_remedy(error)}") from error


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to WAL; SQLite does not wait by itself when another process switches too."""
    deadline = time.monotonic() + _LOCK_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _remedy(error: Exception) -> str:
    code = error.sqlite_errorcode & 0xFF if isinstance(error, sqlite3.Error) else None
    match code:
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return "free space on the disk and try again: its contents are kept"
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return "it is damaged: move it away"
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return "another process has locked it: try again"
        case _:
            return "choose another folder with --library"
