"""The shares of collections, in a SQLite file of the library."""

from __future__ import annotations

import sqlite3
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from precis.errors import UsageError
from precis.stores.collection_names import check_name, is_unnamed
from precis.stores.errors import UnknownShareError
from precis.stores.library_folder import make_folder
from precis.stores.permissions import (
    EVERYBODY,
    OWN,
    USER_NAME,
    Right,
    owner_of,
    right_of_everybody,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

_FILE = "shares.sqlite"

_SCHEMA = """
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS shares (
    collection TEXT NOT NULL,
    name TEXT NOT NULL,
    access INTEGER NOT NULL,
    PRIMARY KEY (collection, name)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS shares_by_name ON shares (name);
"""
_PUT = (
    "INSERT INTO {shares} (collection, name, access) VALUES (?, ?, ?) "
    "ON CONFLICT (collection, name) DO UPDATE SET access = excluded.access"
)
_SELECT = "SELECT collection, name, access FROM {shares}"


class Share(NamedTuple):
    """What a user, or everybody, may do with a collection."""

    collection: str
    user: str
    right: Right


class Shares:
    """The shares in a file of the library at `path`; for many threads and processes.

    A user's own collections are private until they are shared; all others may be written by
    everybody until that is unshared.
    """

    def __init__(self, path: Path) -> None:
        folder = make_folder(path) / "server"
        folder.mkdir(exist_ok=True)
        self._db = sqlite3.connect(folder / _FILE, isolation_level=None, check_same_thread=False)
        self._db.executescript(_SCHEMA)
        self._lock = Lock()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def rights(self, user: str, collections: Collection[str]) -> dict[str, Right]:
        """Return the right of a user to each of some collections."""
        rows = self._run(f"{_SELECT} WHERE name IN (?, ?)", user, EVERYBODY)
        given = {(collection, name): Right(access) for collection, name, access in rows}
        return {
            name: Right.WRITE if owner_of(name) == user else _right(given, name, user)
            for name in collections
        }

    def share(self, collection: str, user: str, right: Right) -> None:
        """Give a user, or everybody, a right in place of the one before."""
        name = _checked(collection)
        if not USER_NAME.fullmatch(user):
            raise UsageError(f"'{user}' cannot name a user: give a name, or '{EVERYBODY}'")
        if owner_of(name) == user:
            raise UsageError(f"'{name}' is {user}'s own: share it with somebody else")
        self.put([Share(name, user, right)])

    def put(self, shares: Iterable[Share]) -> None:
        """Store shares as they are."""
        for collection, user, right in shares:
            self._run(_PUT, collection, user, int(right))

    def unshare(self, collection: str, user: str) -> None:
        """Take a right from a user, or everybody. Raises UnknownShareError if there is none."""
        collection = _checked(collection)
        if user == EVERYBODY and right_of_everybody(collection):
            self.put([Share(collection, user, Right.NONE)])
            return
        values = collection, user
        if not self._run(f"{_SELECT} WHERE collection = ? AND name = ?", *values):
            raise UnknownShareError(collection, user)
        self._run("DELETE FROM {shares} WHERE collection = ? AND name = ?", *values)

    def forget(self, collection: str) -> None:
        """Make a user's own collection private, before it is deleted.

        What the operator has decided about a common one holds for the next of its name.
        """
        if owner_of(collection) is not None:
            self._run("DELETE FROM {shares} WHERE collection = ?", check_name(collection))

    def list_shares(self, collection: str | None = None) -> list[Share]:
        """Return the shares of one collection, or of all, sorted."""
        one = "" if collection is None else " WHERE collection = ?"
        values = [] if collection is None else [check_name(collection)]
        rows = self._run(_SELECT + one, *values)
        return sorted(Share(name, user, Right(access)) for name, user, access in rows)

    def _run(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a statement, in which `?` stands for a value."""
        with self._lock:
            return self._db.execute(statement.format(shares="shares"), values).fetchall()


def _right(given: Mapping[tuple[str, str], Right], collection: str, user: str) -> Right:
    if is_unnamed(collection):
        return Right.NONE
    of_all = given.get((collection, EVERYBODY), right_of_everybody(collection))
    return max(of_all, given.get((collection, user), Right.NONE))


def _checked(collection: str) -> str:
    """Return the name of a collection. Raises UsageError for one that cannot be shared."""
    name = check_name(collection)
    if owner_of(name) == "":
        raise UsageError(f"'{name}' is no collection of a user: write {OWN}NAME/{name.strip(OWN)}")
    return name
