"""What was fetched from a server for an ingest that is not complete: it goes on from there."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path

_FILE = "downloads-{}.sqlite"


class Downloads:
    """Bytes by source and version, in a file of the folder, if there is one.

    A file that cannot be written keeps nothing: then more is fetched again.
    """

    def __init__(self, folder: Path | None, root: str) -> None:
        name = _FILE.format(hashlib.sha256(root.encode()).hexdigest()[:16])
        self._path = folder / name if folder else None
        self._db: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        if self._path:
            with suppress(OSError, sqlite3.Error):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._db = sqlite3.connect(
                    self._path, isolation_level=None, check_same_thread=False
                )
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.execute(
                    "CREATE TABLE IF NOT EXISTS downloads "
                    "(source TEXT PRIMARY KEY, version TEXT, data BLOB)"
                )
        return self

    def __exit__(self, *_: object) -> None:
        if self._db:
            self._db.close()
            self._db = None

    def get(self, source: str, version: str) -> bytes | None:
        """Return what was fetched of this version of a source."""
        if self._db:
            with suppress(sqlite3.Error):
                query = "SELECT data FROM downloads WHERE source = ? AND version = ?"
                row = self._db.execute(query, (source, version)).fetchone()
                return bytes(row[0]) if row else None
        return None

    def put(self, source: str, version: str, data: bytes) -> None:
        """Keep what was fetched."""
        if self._db:
            with suppress(sqlite3.Error):
                insert = "INSERT OR REPLACE INTO downloads VALUES (?, ?, ?)"
                self._db.execute(insert, (source, version, data))

    def remove(self) -> None:
        """Remove all of it: the source was fetched to its end."""
        self.__exit__()
        if self._path:
            _unlink(self._path)


def forget(folder: Path) -> None:
    """Remove everything that was fetched and is kept in `folder`."""
    for path in folder.glob(_FILE.format("*")):
        _unlink(path)


def _unlink(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
