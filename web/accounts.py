"""Tracks each user's spending per day and enforces the quota; survives restarts."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from precis.models.calls.spending import Allowance, CallUsage, tallied

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from precis.web.quota import Quota

DAILY_LIMITS = "the limit on calls a day ({})", "the limit on US dollars a day ({})"
"""How errors name a user's limits."""

_SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS spent (
    user TEXT NOT NULL,
    day TEXT NOT NULL,
    calls INTEGER NOT NULL,
    cost REAL NOT NULL,
    PRIMARY KEY (user, day)
) WITHOUT ROWID;
"""


class Accounts:
    """The accounts in a SQLite file in `folder`; safe in many threads."""

    def __init__(self, folder: Path, quota: Quota) -> None:
        self._db = sqlite3.connect(
            folder / "accounts.sqlite", isolation_level=None, check_same_thread=False
        )
        self._db.executescript(_SCHEMA)
        self._lock = Lock()
        self._quota = quota
        self._today: dict[tuple[str, str], _Account] = {}

    @contextmanager
    def spending(self, user: str) -> Iterator[None]:
        """Charge `user` for the calls made inside, and in tasks and threads started there.

        The calls raise BudgetError once the daily quota is spent.
        """
        with tallied(self._of(user, datetime.now(UTC).strftime("%Y-%m-%d"))):
            yield

    def keep(self, user: str, day: str, usage: CallUsage) -> None:
        """Store what a user has spent on a day."""
        with self._lock:
            self._db.execute(
                "INSERT OR REPLACE INTO spent VALUES (?, ?, ?, ?)",
                (user, day, usage.calls, usage.cost_usd or 0.0),
            )

    def total_spending(self) -> tuple[int, float]:
        """Return the paid calls and US dollars of all users and days together."""
        with self._lock:
            calls, cost = self._db.execute("SELECT sum(calls), sum(cost) FROM spent").fetchone()
        return calls or 0, cost or 0.0

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _of(self, user: str, day: str) -> _Account:
        with self._lock:
            if (user, day) not in self._today:
                self._today = {key: it for key, it in self._today.items() if key[1] == day}
                row = self._db.execute(
                    "SELECT calls, cost FROM spent WHERE user = ? AND day = ?", (user, day)
                ).fetchone()
                calls, cost = row or (0, 0.0)
                spent = CallUsage(calls=calls, cost_usd=cost)
                self._today[user, day] = _Account(self, user, day, self._quota, spent)
            return self._today[user, day]


class _Account(Allowance):
    def __init__(
        self, accounts: Accounts, user: str, day: str, quota: Quota, spent: CallUsage
    ) -> None:
        super().__init__(quota.max_calls, quota.max_cost, spent, DAILY_LIMITS)
        self._keep = partial(accounts.keep, user, day)

    def pay(
        self, read: int, written: int, cost: float | None, *, cached: int, estimated: bool
    ) -> None:
        """Count a paid call and store the count."""
        super().pay(read, written, cost, cached=cached, estimated=estimated)
        self._keep(self.usage)
