"""The contract of stores of shares: a file, or a database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.stores.shares import Shares

if TYPE_CHECKING:
    from pathlib import Path


def open_shares(path: Path, database: str | None) -> Shares:
    """Return the shares of the library at `path`, or in the `database` of a shared one."""
    if database is None:
        return Shares(path)
    from precis.stores.shared.shares import DatabaseShares

    return DatabaseShares(database)
