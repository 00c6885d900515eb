"""Finished model calls in PostgreSQL, for the processes of several machines.

The clock of the server decides when a claim lapses.
"""

import threading
from collections.abc import Iterator

from precis.database import Database
from precis.models.calls.contract import CallsInfo
from precis.models.calls.errors import CacheError

MAX_BYTES = 16 << 30
"""Default bound of all replies: about eight million of 300 words."""

_TOUCHES_KEPT = 256
_PUTS_A_CHECK = 256
"""How many replies are kept between two looks at the size, which goes through all of them."""

_READ_AT_ONCE = 200
_EVICTING = 0x50726564
_SIZE = "SELECT coalesce(sum(pg_column_size(reply) + pg_column_size(key)), 0) FROM precis.calls"


class SharedCallCache:
    """The `Calls` in the database at `url`.

    `max_bytes` bounds the replies: beyond it the least recently used go.
    """

    lease = 6.0
    remote = True

    def __init__(self, url: str, *, max_bytes: int = MAX_BYTES) -> None:
        self._database = Database(url, CacheError)
        self.max_bytes = max_bytes
        self._touched: set[bytes] = set()
        self._puts = 0
        self._counting = threading.Lock()

    def get(self, key: bytes) -> str | None:
        """Return the reply kept for `key`; never waits for a writer."""
        with self._database.statement() as connection:
            query = "SELECT reply FROM precis.calls WHERE key = %s"
            row = connection.execute(query, (key,), binary=True).fetchone()
        if row is None:
            return None
        with self._counting:
            self._touched.add(key)
            full = len(self._touched) >= _TOUCHES_KEPT
        if full:
            self.flush()
        return _text(row[0])

    def put(self, key: bytes, model: str, reply: str) -> str:
        """Keep `reply` unless another process was faster; return what is kept then.

        No claim on `key` is left.
        """
        insert = (
            "INSERT INTO precis.calls VALUES (%s, %s, %s, clock_timestamp()) "
            "ON CONFLICT (key) DO UPDATE SET used = excluded.used RETURNING reply"
        )
        with self._database.writing() as connection:
            values = (key, model, reply.encode("utf-8", "surrogatepass"))
            row = connection.execute(insert, values, binary=True).fetchone()
            connection.execute("DELETE FROM precis.claims WHERE key = %s", (key,))
        assert row is not None
        self._evict()
        return _text(row[0])

    def claim(self, key: bytes, holder: str) -> bool:
        """Claim `key` for `holder`; False where a reply is kept or a claim lasts, also its own."""
        claim = (
            "INSERT INTO precis.claims AS old VALUES (%s, %s, clock_timestamp() + %s::interval) "
            "ON CONFLICT (key) DO UPDATE SET holder = excluded.holder, lapses = excluded.lapses "
            "WHERE old.lapses < clock_timestamp() RETURNING true"
        )
        kept = "SELECT 1 FROM precis.calls WHERE key = %s"
        with self._database.writing(hasty=True) as connection:
            if connection.execute(kept, (key,)).fetchone():
                return False
            if not connection.execute(claim, (key, holder, self._lease)).fetchone():
                return False
            # Whoever held the claim may have answered while we waited for it.
            answered = connection.execute(kept, (key,)).fetchone() is not None
            if answered:
                connection.execute("DELETE FROM precis.claims WHERE key = %s", (key,))
        return not answered

    def renew(self, keys: list[bytes], holder: str) -> None:
        """Let those claims of `holder` last that have not lapsed to another."""
        renewed = (
            "UPDATE precis.claims SET lapses = clock_timestamp() + %s::interval "
            "WHERE key = ANY(%s) AND holder = %s"
        )
        with self._database.writing(hasty=True) as connection:
            connection.execute(renewed, (self._lease, keys, holder))

    def release(self, key: bytes, holder: str) -> None:
        """End a claim of `holder`, if there is one."""
        with self._database.writing(hasty=True) as connection:
            ended = "DELETE FROM precis.claims WHERE key = %s AND holder = %s"
            connection.execute(ended, (key, holder))

    def every(self) -> Iterator[tuple[bytes, str, str]]:
        """Yield the key, the model and the reply of every call that is kept."""
        after = b""
        query = "SELECT key, model, reply FROM precis.calls WHERE key > %s ORDER BY key LIMIT %s"
        while True:
            with self._database.statement() as connection:
                rows = connection.execute(query, (after, _READ_AT_ONCE), binary=True).fetchall()
            for key, model, reply in rows:
                yield bytes(key), model, _text(reply)
            if len(rows) < _READ_AT_ONCE:
                return
            after = bytes(rows[-1][0])

    def flush(self) -> None:
        """Write down which replies were used since the last write."""
        with self._counting:
            touched, self._touched = self._touched, set()
        if touched:
            with self._database.writing(hasty=True) as connection:
                # Locked in one order, or two processes could wait for each other.
                connection.execute(
                    "UPDATE precis.calls SET used = clock_timestamp() WHERE key IN (SELECT key "
                    "FROM precis.calls WHERE key = ANY(%s) ORDER BY key FOR UPDATE SKIP LOCKED)",
                    (list(touched),),
                )

    def info(self) -> CallsInfo:
        """Count what is kept."""
        counted = "SELECT model, count(*) FROM precis.calls GROUP BY model ORDER BY model"
        with self._database.reading() as connection:
            calls = dict(connection.execute(counted).fetchall())
            [(size,)] = connection.execute(_SIZE).fetchall()
        return CallsInfo(str(self._database.address), calls, int(size), self.max_bytes)

    def clear(self) -> int:
        """Forget every reply and return how many there were; claims stay."""
        with self._database.writing() as connection:
            self._touched.clear()
            return connection.execute("DELETE FROM precis.calls").rowcount

    def close(self) -> None:
        """Write down what was used."""
        self.flush()

    @property
    def _lease(self) -> str:
        return f"{self.lease} seconds"

    def _evict(self) -> None:
        """Look at the size now and then, in one process at a time; evict the oldest tenths."""
        with self._counting:
            self._puts += 1
            due = self._puts % _PUTS_A_CHECK == 0
        if not due:
            return
        with self._database.writing(hasty=True) as connection:
            lock = "SELECT pg_try_advisory_xact_lock(%s)"
            if connection.execute(lock, (_EVICTING,)).fetchone() != (True,):
                return
            oldest = (
                "DELETE FROM precis.calls WHERE key IN (SELECT key FROM precis.calls "
                "ORDER BY used LIMIT (SELECT count(*) / 10 + 1 FROM precis.calls) "
                "FOR UPDATE SKIP LOCKED)"
            )
            while connection.execute(_SIZE).fetchall()[0][0] > self.max_bytes:
                if not connection.execute(oldest).rowcount:
                    return


def _text(reply: bytes) -> str:
    return bytes(reply).decode("utf-8", "surrogatepass")
