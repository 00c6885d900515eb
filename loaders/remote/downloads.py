"""Downloads of an unfinished ingest, which resumes from them.

What is of no known format is remembered after it too, so that it is not fetched at every ingest.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FILE = "downloads-{}.sqlite"


class Downloads:
    """Bytes by source and version, in a file of the folder, if there is one.

    Without bytes, a source is of no known format; `unknown` are those that were asked for. A file
    that cannot be written keeps nothing: then more is fetched again.
    """

    def __init__(self, folder: Path | None, root: str) -> None:
        name = _FILE.format(hashlib.sha256(root.encode()).hexdigest()[:16])
        self._path = folder / name if folder else None
        self._db: sqlite3.Connection | None = None
        self.unknown: set[str] = set()

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
                return bytes(row[0]) if row and row[0] is not None else None
        return None

    def is_unknown(self, source: str, version: str) -> bool:
        """Return whether this version of a source is known to be of no known format."""
        if self._db:
            with suppress(sqlite3.Error):
                query = "SELECT 1 FROM downloads WHERE source = ? AND version = ? AND data IS NULL"
                if self._db.execute(query, (source, version)).fetchone():
                    self.unknown.add(source)
        return source in self.unknown

    def put(self, source: str, version: str, data: bytes | None) -> None:
        """Keep what was fetched; None for what is of no known format."""
        if self._db:
            with suppress(sqlite3.Error):
                insert = "INSERT OR REPLACE INTO downloads VALUES (?, ?, ?)"
                self._db.execute(insert, (source, version, data))

    def complete(self, unknown: Mapping[str, str]) -> None:
        """Remove all bytes, and keep the version of each source that is of no known format."""
        for source, version in unknown.items():
            self.put(source, version, None)
        kept = self.unknown | unknown.keys()
        if self._db and kept:
            with suppress(sqlite3.Error):
                gone = (
                    "DELETE FROM downloads WHERE data IS NOT NULL "
                    "OR source NOT IN (SELECT value FROM json_each(?))"
                )
                self._db.execute(gone, (json.dumps([*kept]),))
                self._db.execute("VACUUM")
        self.__exit__()
        if self._path and not kept:
            _unlink(self._path)


def forget(folder: Path) -> None:
    """Remove everything that was fetched and is kept in `folder`."""
    for path in folder.glob(_FILE.format("*")):
        _unlink(path)


def _unlink(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
