"""Vectors paid for by an ingest that is not published yet, so that a killed one can go on."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray


class Journal:
    """Vectors by key in the SQLite file at `path`, all of one embedding `model`."""

    def __init__(self, path: Path, model: str) -> None:
        self.path = path
        self._db = sqlite3.connect(path, check_same_thread=False)
        self._db.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; "
            "CREATE TABLE IF NOT EXISTS vectors (model TEXT, key TEXT, vector BLOB, "
            "PRIMARY KEY (model, key))"
        )
        self._model = model

    def get(self, keys: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors that are here."""
        rows = self._db.execute(
            "SELECT key, vector FROM vectors "
            "WHERE model = ? AND key IN (SELECT value FROM json_each(?))",
            (self._model, json.dumps(keys)),
        )
        return {key: np.frombuffer(vector, dtype=np.float32) for key, vector in rows}

    def put(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Keep vectors."""
        with self._db:
            self._db.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                [(self._model, key, vector.tobytes()) for key, vector in vectors.items()],
            )

    def close(self) -> None:
        """Close the file, which stays."""
        self._db.close()

    def discard(self) -> None:
        """Close and delete the file: what it held is published."""
        self.close()
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
