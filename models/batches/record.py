"""Which batches are under way and what they were asked: SQLite, so that a kill loses nothing.

A batch is written down before it is made, and named once its server has named it. Texts and
replies are not in it: requests are known by their digests.
"""

import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from precis.errors import PrecisError
from precis.models.batches.provider import Plan

_LOCK_SECONDS = 60
_KEPT_SECONDS = 30 * 24 * 3600
"""Providers keep results for 29 or 30 days."""

_SCHEMA_VERSION = 1
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS batches (
    id INTEGER PRIMARY KEY, place TEXT NOT NULL, name TEXT, marker TEXT NOT NULL,
    kind TEXT NOT NULL, created REAL NOT NULL, size INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS requests (
    digest TEXT NOT NULL, batch INTEGER NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    PRIMARY KEY (digest, batch)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS requests_batch ON requests (batch);
PRAGMA user_version = {_SCHEMA_VERSION};
"""


class RecordError(PrecisError):
    """The file of batches under way cannot be read or written."""


@dataclass(frozen=True)
class Recorded:
    """A batch on record; without a `name`, nobody knows whether it was made."""

    id: int
    name: str | None
    plan: Plan


class BatchRecord:
    """The batches of one `place`; safe in many threads and processes.

    Every method raises RecordError where the file cannot be used.
    """

    def __init__(self, path: Path, place: str) -> None:
        self.path = path
        self._place = place
        self._lock = threading.Lock()

    def plan(self, plan: Plan, digests: Iterable[str]) -> int:
        """Write a batch down before it is made; returns its number."""
        row = (self._place, plan.marker, plan.group, plan.created, plan.size)
        with self._transaction() as connection:
            made = connection.execute(
                "INSERT INTO batches (place, marker, kind, created, size) VALUES (?, ?, ?, ?, ?)",
                row,
            )
            number = made.lastrowid
            assert number is not None
            pairs = ((digest, number) for digest in digests)
            connection.executemany("INSERT INTO requests (digest, batch) VALUES (?, ?)", pairs)
        return number

    def name(self, number: int, name: str) -> None:
        """Write down what its server calls a batch."""
        with self._transaction() as connection:
            connection.execute("UPDATE batches SET name = ? WHERE id = ?", (name, number))

    def drop(self, number: int) -> None:
        """Forget a batch."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM batches WHERE id = ?", (number,))

    def settle(self, settled: Sequence[tuple[int, str]]) -> None:
        """Forget requests, each by its batch and digest: their replies are kept elsewhere."""
        with self._transaction() as connection:
            connection.executemany(
                "DELETE FROM requests WHERE batch = ? AND digest = ?", list(settled)
            )

    def left(self, number: int) -> int:
        """Return how many requests of a batch are not settled."""
        counted = "SELECT count(*) FROM requests WHERE batch = ?"
        return int(self._rows(counted, (number,))[0][0])

    def holding(self, digest: str) -> list[Recorded]:
        """Return the batches that hold a request, oldest first."""
        return self._batches(
            "JOIN requests ON requests.batch = batches.id WHERE digest = ? AND place = ?",
            (digest, self._place),
        )

    def all(self) -> list[Recorded]:
        """Return every batch of this place, oldest first."""
        return self._batches("WHERE place = ?", (self._place,))

    def names(self) -> frozenset[str]:
        """Return what their server calls the batches of this place."""
        return frozenset(batch.name for batch in self.all() if batch.name)

    def _batches(self, where: str, values: tuple[str, ...]) -> list[Recorded]:
        columns = "batches.id, name, marker, kind, created, size"
        rows = self._rows(f"SELECT {columns} FROM batches {where} ORDER BY batches.id", values)  # noqa: S608
        return [Recorded(number, name, Plan(*plan)) for number, name, *plan in rows]

    def _rows(self, query: str, values: tuple[object, ...]) -> list[Any]:
        with self._lock, self._told("read"):
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._told("written"):
            connection = self._connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            remedy = "free space, move it away, or choose another folder with --library"
            raise RecordError(f"{self.path} cannot be {what}: {error}; {remedy}") from error

    @cached_property
    def _connection(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            self.path, timeout=_LOCK_SECONDS, isolation_level=None, check_same_thread=False
        )
        # A power cut may not make a batch be paid twice: each commit reaches the disk.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version not in {0, _SCHEMA_VERSION}:
            raise RecordError(f"{self.path} was written by another version of precis: move it away")
        connection.executescript(_SCHEMA)
        old = time.time() - _KEPT_SECONDS
        connection.execute("DELETE FROM batches WHERE created < ?", (old,))
        return connection
