"""The record of pending batches and their requests, in SQLite, so that a kill loses nothing.

A batch is written down before it is made, and named once its server has named it. Texts and
replies are not in it: requests are known by their digests.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from precis.errors import PrecisError
from precis.models.batches.provider import Plan
from precis.models.durable_file import DurableFile

_SCHEMA = """
CREATE TABLE IF NOT EXISTS batches (
    id INTEGER PRIMARY KEY, place TEXT NOT NULL, name TEXT, marker TEXT NOT NULL,
    kind TEXT NOT NULL, created REAL NOT NULL, size INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS requests (
    digest TEXT NOT NULL, batch INTEGER NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    PRIMARY KEY (digest, batch)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS requests_batch ON requests (batch);
DELETE FROM batches WHERE created < strftime('%s', 'now', '-30 days') + 0;
"""
"""Providers keep results for 29 or 30 days."""


class RecordError(PrecisError):
    """The file of batches under way cannot be read or written."""


@dataclass(frozen=True)
class Recorded:
    """A batch on record; without a `name`, it is unknown whether it was created."""

    id: int
    name: str | None
    plan: Plan


class BatchRecord(DurableFile):
    """The batches of one `place`; safe in many threads and processes.

    Every method raises RecordError where the file cannot be used.
    """

    schema, version, error = _SCHEMA, 1, RecordError

    def __init__(self, path: Path, place: str) -> None:
        super().__init__(path)
        self._place = place

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

    def count_unsettled(self, number: int) -> int:
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
        rows = self._rows(f"SELECT {columns} FROM batches {where} ORDER BY batches.id", values)  # noqa: S608 - no values in it
        return [Recorded(number, name, Plan(*plan)) for number, name, *plan in rows]

    def _rows(self, query: str, values: tuple[object, ...]) -> list[Any]:
        with self._reads() as connection:
            return connection.execute(query, values).fetchall()
