"""Finished model calls on disk, so that none is paid twice: SQLite in WAL mode.

It knows keys and replies only; what a key is made of is in `key.py`.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from precis.errors import PrecisError

MAX_BYTES = 1 << 30
"""Default bound of the file: about 500,000 replies of 300 words."""

_LOCK_SECONDS = 60
_TOUCHES_KEPT = 256
_SCHEMA_VERSION = 1
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS calls (
    key BLOB PRIMARY KEY, model TEXT NOT NULL, reply TEXT NOT NULL, used INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS calls_used ON calls (used);
PRAGMA user_version = {_SCHEMA_VERSION};
"""


class CacheError(PrecisError):
    """The file of finished calls cannot be read or written."""


@dataclass(frozen=True)
class CacheInfo:
    """What a cache holds: finished calls by model, and the bytes they take."""

    path: Path
    calls: dict[str, int]
    size_bytes: int
    max_bytes: int


class CallCache:
    """Replies by key; safe in many threads and processes at once.

    `max_bytes` bounds the file: beyond it the least recently used replies go. Every method
    raises CacheError where the file cannot be used.
    """

    def __init__(self, path: Path, *, max_bytes: int = MAX_BYTES) -> None:
        self.path = path
        self.max_bytes = max_bytes
        self._reading = threading.Lock()
        self._writing = threading.Lock()
        self._touched: dict[bytes, int] = {}

    def get(self, key: bytes) -> str | None:
        """Return the reply kept for `key`; never waits for a writer."""
        with self._cache_errors("read"), self._reading:
            row = self._reader.execute("SELECT reply FROM calls WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        self._touched[key] = time.time_ns()
        if len(self._touched) >= _TOUCHES_KEPT:
            self.flush()
        return str(row[0])

    def put(self, key: bytes, model: str, reply: str) -> str:
        """Keep `reply` unless another process was faster; return what is on disk then."""
        insert = (
            "INSERT INTO calls VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET used = excluded.used RETURNING reply"
        )
        with self._transaction() as connection:
            self._write_touches(connection)
            row = connection.execute(insert, (key, model, reply, time.time_ns())).fetchone()
            self._evict(connection)
        return str(row[0])

    def flush(self) -> None:
        """Write down which replies were used since the last write."""
        if self._touched:
            with self._transaction() as connection:
                self._write_touches(connection)

    def info(self) -> CacheInfo:
        """Count what is kept."""
        counted = "SELECT model, count(*) FROM calls GROUP BY model ORDER BY model"
        with self._cache_errors("read"), self._reading:
            calls = dict(self._reader.execute(counted).fetchall())
            size = _size(self._reader)
        return CacheInfo(self.path, calls, size, self.max_bytes)

    def clear(self) -> int:
        """Forget every reply, give the space back, and return how many there were."""
        with self._transaction() as connection:
            self._touched.clear()
            count = connection.execute("DELETE FROM calls").rowcount
        with self._cache_errors("written"), self._writing:
            self._writer.execute("VACUUM")
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return int(count)

    def close(self) -> None:
        """Write down what was used and close the file; a later call opens it again."""
        if "_writer" in self.__dict__ or "_reader" in self.__dict__:
            self.flush()
        for name in ("_reader", "_writer"):
            connection = self.__dict__.pop(name, None)
            if connection:
                connection.close()

    @cached_property
    def _writer(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = self._connect()
        _use_wal(connection)
        # A power cut may cost no paid call either: each commit reaches the disk.
        connection.execute("PRAGMA synchronous = FULL")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version not in {0, _SCHEMA_VERSION}:
            raise CacheError(f"{self.path} was written by another version of precis: move it away")
        connection.executescript(_SCHEMA)
        return connection

    @cached_property
    def _reader(self) -> sqlite3.Connection:
        with self._writing:
            assert self._writer
        return self._connect()

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(
            self.path, timeout=_LOCK_SECONDS, isolation_level=None, check_same_thread=False
        )

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._cache_errors("written"), self._writing:
            connection = self._writer
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def _write_touches(self, connection: sqlite3.Connection) -> None:
        touched, self._touched = self._touched, {}
        connection.executemany(
            "UPDATE calls SET used = ? WHERE key = ?", [(at, key) for key, at in touched.items()]
        )

    def _evict(self, connection: sqlite3.Connection) -> None:
        """Drop the tenth that was used longest ago, as often as it takes."""
        oldest = "SELECT key FROM calls ORDER BY used LIMIT ?"
        while _size(connection) > self.max_bytes:
            count = connection.execute("SELECT count(*) FROM calls").fetchone()[0]
            if count <= 1:
                return
            connection.execute(f"DELETE FROM calls WHERE key IN ({oldest})", (-(-count // 10),))  # noqa: S608

    @contextmanager
    def _cache_errors(self, what: str) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise CacheError(f"{self.path} cannot be {what}: {error}; {_remedy(error)}") from error


def _size(connection: sqlite3.Connection) -> int:
    """Return the bytes in use; free pages are used again before the file grows."""
    pragmas = ("page_count", "freelist_count", "page_size")
    pages, free, page = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas)
    return int((pages - free) * page)


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
            return "free space on the disk and run the same command again: what it holds is kept"
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return "it is damaged: move it away"
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return "another process holds it: try again"
        case _:
            return "choose another folder with --library"
