"""Tracks each user's spending on all servers of a shared library, in its database."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING

from precis.database import Database
from precis.models.calls.spending import Allowance, CallUsage, tallied
from precis.web.accounts import DAILY_LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from precis.web.quota import Quota

_ADD = """
INSERT INTO precis.spending AS old VALUES (%s, %s, %s, %s)
ON CONFLICT (name, day) DO UPDATE SET calls = old.calls + excluded.calls,
    cost = old.cost + excluded.cost
RETURNING calls, cost
"""


class SharedAccounts:
    """The accounts in the database at `url`; safe in many threads.

    A server learns what a user has spent on others whenever it starts work for the user, and at
    each of its own paid calls.
    """

    def __init__(self, url: str, quota: Quota) -> None:
        self._database = Database(url)
        self._quota = quota
        self._today: dict[tuple[str, str], _SharedAccount] = {}
        self._lock = Lock()

    @contextmanager
    def spending(self, user: str) -> Iterator[None]:
        """Charge `user` for the calls made inside, and in tasks and threads started there.

        The calls raise BudgetError once the daily quota is spent.
        """
        account = self._of(user, datetime.now(UTC).strftime("%Y-%m-%d"))
        account.usage = self.add(account.user, account.day, CallUsage())
        with tallied(account):
            yield

    def add(self, user: str, day: str, usage: CallUsage) -> CallUsage:
        """Add what a user has spent on a day; return the total of all servers."""
        with self._database.statement() as connection:
            values = (user, day, usage.calls, usage.cost_usd or 0.0)
            [(calls, cost)] = connection.execute(_ADD, values).fetchall()
        return CallUsage(calls=calls, cost_usd=cost)

    def total_spending(self) -> tuple[int, float]:
        """Return the paid calls and US dollars of all users and days together."""
        query = "SELECT coalesce(sum(calls), 0), coalesce(sum(cost), 0) FROM precis.spending"
        with self._database.statement() as connection:
            [(calls, cost)] = connection.execute(query).fetchall()
        return int(calls), float(cost)

    def close(self) -> None:
        """Do nothing: there is no file."""

    def _of(self, user: str, day: str) -> _SharedAccount:
        with self._lock:
            if (user, day) not in self._today:
                self._today = {key: it for key, it in self._today.items() if key[1] == day}
                self._today[user, day] = _SharedAccount(self, self._quota, user, day)
            return self._today[user, day]


class _SharedAccount(Allowance):
    def __init__(self, accounts: SharedAccounts, quota: Quota, user: str, day: str) -> None:
        super().__init__(quota.max_calls, quota.max_cost, names=DAILY_LIMITS)
        self.user, self.day = user, day
        self._accounts = accounts

    def pay(
        self, read: int, written: int, cost: float | None, *, cached: int, estimated: bool
    ) -> None:
        """Count a paid call here and in the database."""
        super().pay(read, written, cost, cached=cached, estimated=estimated)
        self.usage = self._accounts.add(self.user, self.day, CallUsage(calls=1, cost_usd=cost))
