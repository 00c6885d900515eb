"""The shares of a shared library's collections, in its database."""

from __future__ import annotations

from typing import Any

from precis.database import Database
from precis.stores.errors import LibraryError
from precis.stores.shares import Shares


class DatabaseShares(Shares):
    """The shares in the database at `url`."""

    def __init__(self, url: str) -> None:
        self._database = Database(url, LibraryError)

    def close(self) -> None:
        """Do nothing: there is no file."""

    def _run(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        named = statement.format(shares="precis.shares").replace("?", "%s")
        with self._database.statement() as connection:
            cursor = connection.execute(named.encode(), values)
            return cursor.fetchall() if cursor.description else []
