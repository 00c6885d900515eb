"""The cache of finished model calls, so that none is paid for twice: SQLite in WAL mode.

Beside them are the claims of processes that pay for a call at this moment.

It knows keys and replies only; what a key is made of is in `key.py`.
"""

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from precis.models.calls.contract import CallsInfo
from precis.models.calls.errors import CacheError
from precis.models.durable_file import DurableFile

MAX_BYTES = 1 << 30
"""Default bound of the file: about 500,000 replies of 300 words."""

_TOUCHES_KEPT = 256
_SCHEMA = """
CREATE TABLE IF NOT EXISTS calls (
    key BLOB PRIMARY KEY, model TEXT NOT NULL, reply TEXT NOT NULL, used INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS calls_used ON calls (used);
CREATE TABLE IF NOT EXISTS claims (
    key BLOB PRIMARY KEY, holder TEXT NOT NULL, lapses REAL NOT NULL
) WITHOUT ROWID;
"""


class CallCache(DurableFile):
    """The `Calls` in the file `path`.

    `max_bytes` bounds the file: beyond it the least recently used replies go.
    """

    schema, version, error = _SCHEMA, 1, CacheError
    lease = 6.0
    remote = False

    def __init__(self, path: Path, *, max_bytes: int = MAX_BYTES) -> None:
        super().__init__(path)
        self.max_bytes = max_bytes
        self._touched: dict[bytes, int] = {}

    def get(self, key: bytes) -> str | None:
        """Return the reply kept for `key`; never waits for a writer."""
        with self._reads() as connection:
            row = connection.execute("SELECT reply FROM calls WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        self._touched[key] = time.time_ns()
        if len(self._touched) >= _TOUCHES_KEPT:
            self.flush()
        return str(row[0])

    def put(self, key: bytes, model: str, reply: str) -> str:
        """Keep `reply` unless another process was faster; return what is on disk then.

        No claim on `key` is left.
        """
        insert = (
            "INSERT INTO calls VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET used = excluded.used RETURNING reply"
        )
        with self._transaction() as connection:
            self._write_touches(connection)
            row = connection.execute(insert, (key, model, reply, time.time_ns())).fetchone()
            connection.execute("DELETE FROM claims WHERE key = ?", (key,))
            self._evict(connection)
        return str(row[0])

    def claim(self, key: bytes, holder: str) -> bool:
        """Claim `key` for `holder`; False where a reply is kept or a claim lasts, also its own."""
        with self._reads() as connection:
            if not self._is_free(connection, key):
                return False
        with self._transaction(hasty=True) as connection:
            if not self._is_free(connection, key):
                return False
            row = (key, holder, time.time() + self.lease)
            connection.execute("INSERT OR REPLACE INTO claims VALUES (?, ?, ?)", row)
        return True

    def _is_free(self, connection: sqlite3.Connection, key: bytes) -> bool:
        """Return whether `key` has neither reply nor claim; a claim far ahead: a clock set back."""
        now = time.time()
        free = (
            "SELECT NOT EXISTS (SELECT 1 FROM calls WHERE key = ?1) "
            "AND NOT EXISTS (SELECT 1 FROM claims WHERE key = ?1 AND lapses BETWEEN ?2 AND ?3)"
        )
        return bool(connection.execute(free, (key, now, now + 2 * self.lease)).fetchone()[0])

    def renew(self, keys: list[bytes], holder: str) -> None:
        """Let those claims of `holder` last that have not lapsed to another."""
        with self._transaction(hasty=True) as connection:
            lapses = time.time() + self.lease
            connection.executemany(
                "UPDATE claims SET lapses = ? WHERE key = ? AND holder = ?",
                [(lapses, key, holder) for key in keys],
            )

    def release(self, key: bytes, holder: str) -> None:
        """End a claim of `holder`, if there is one."""
        with self._transaction(hasty=True) as connection:
            connection.execute("DELETE FROM claims WHERE key = ? AND holder = ?", (key, holder))

    def every(self) -> Iterator[tuple[bytes, str, str]]:
        """Yield the key, the model and the reply of every call that is kept."""
        with self._reads() as connection:
            keys = connection.execute("SELECT key FROM calls ORDER BY key").fetchall()
        for key in keys:
            with self._reads() as connection:
                row = connection.execute("SELECT model, reply FROM calls WHERE key = ?", key)
                yield from ((key[0], *found) for found in row.fetchall())

    def flush(self) -> None:
        """Write down which replies were used since the last write."""
        if self._touched:
            with self._transaction() as connection:
                self._write_touches(connection)

    def info(self) -> CallsInfo:
        """Count what is kept."""
        counted = "SELECT model, count(*) FROM calls GROUP BY model ORDER BY model"
        with self._reads() as connection:
            calls = dict(connection.execute(counted).fetchall())
            size = _size(connection)
        return CallsInfo(str(self.path), calls, size, self.max_bytes)

    def clear(self) -> int:
        """Delete every reply, reclaim the space, and return how many there were."""
        with self._transaction() as connection:
            self._touched.clear()
            count = connection.execute("DELETE FROM calls").rowcount
        with self._errors("written"), self._writing:
            self._writer.execute("VACUUM")
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return int(count)

    def close(self) -> None:
        """Write down what was used and close the file; a later call opens it again."""
        if "_writer" in self.__dict__ or "_reader" in self.__dict__:
            self.flush()
        super().close()

    def _write_touches(self, connection: sqlite3.Connection) -> None:
        touched, self._touched = self._touched, {}
        connection.executemany(
            "UPDATE calls SET used = ? WHERE key = ?", [(at, key) for key, at in touched.items()]
        )

    def _evict(self, connection: sqlite3.Connection) -> None:
        """Evict the least recently used tenth, as often as needed."""
        oldest = "SELECT key FROM calls ORDER BY used LIMIT ?"
        while _size(connection) > self.max_bytes:
            count = connection.execute("SELECT count(*) FROM calls").fetchone()[0]
            if count <= 1:
                return
            connection.execute(f"DELETE FROM calls WHERE key IN ({oldest})", (-(-count // 10),))  # noqa: S608 - a query of ours


def _size(connection: sqlite3.Connection) -> int:
    """Return the bytes in use; free pages are used again before the file grows."""
    pragmas = ("page_count", "freelist_count", "page_size")
    pages, free, page = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas)
    return int((pages - free) * page)
