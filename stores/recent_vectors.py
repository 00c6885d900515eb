"""An append-only file of vectors: nothing paid for is lost or rewritten.

A vector in it counts once a catalog names its place. Whatever a killed writer left is found
again by its key, so that it is not paid for twice.
"""

from __future__ import annotations

import json
import os
import zlib
from typing import TYPE_CHECKING

import numpy as np

from precis.stores.collection_folder import sync_path
from precis.stores.errors import CorruptedLibraryError
from precis.stores.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

_KEY = "S32"


class RecentVectors:
    """The vectors in the file `path`, all of the embedding `model`; one writer at a time.

    What another model left there is dropped at the first vector that is added.
    """

    def __init__(self, path: Path, model: str) -> None:
        self.path = path
        self._model = model
        self.places: dict[str, int] = {}
        """The place of every vector by its key."""
        self._records = _read(path, model)
        if self._records is not None:
            checks = map(_check, self._records["vector"], self._records["key"])
            whole = np.fromiter(checks, np.uint32, len(self._records)) == self._records["check"]
            count = len(whole) if whole.all() else int(np.argmin(whole))
            self._records = self._records[:count]
            self.places = {key.decode(): n for n, key in enumerate(self._records["key"])}

    def get(self, key: str) -> NDArray[np.float32]:
        """Return the vector of a key that is here."""
        assert self._records is not None
        return self._records["vector"][self.places[key]]  # type: ignore[no-any-return]  # a structured array

    def add(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Append vectors of equal length whose keys are not here."""
        if not vectors:
            return
        rows = np.stack(list(vectors.values())).astype(np.float32)
        records = np.zeros(len(rows), _record(rows.shape[1]))
        records["vector"] = rows
        records["key"] = [key.encode() for key in vectors]
        records["check"] = [_check(*each) for each in zip(rows, records["key"], strict=True)]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        header = _header(self._model, rows.shape[1])
        kept = 0 if self._records is None else self._records.nbytes
        with self.path.open("r+b" if self._records is not None else "wb") as file:
            if self._records is None:
                file.write(header)
            file.truncate(len(header) + kept)
            file.seek(0, 2)
            file.write(records.tobytes())
        for key in vectors:
            self.places[key] = len(self.places)
        old = self._records
        self._records = records if old is None else np.concatenate([old, records])

    def drop_after(self, count: int) -> None:
        """Give back the room of all but the first `count` vectors."""
        if self._records is not None and count < len(self._records):
            dropped = (len(self._records) - count) * self._records.itemsize
            os.truncate(self.path, self.path.stat().st_size - dropped)
            self._records = self._records[:count]
            self.places = {key: place for key, place in self.places.items() if place < count}

    def sync(self) -> None:
        """Wait until they are on the disk."""
        if self._records is not None:
            sync_path(self.path)


def recent_rows(path: Path, model: str, places: Mapping[str, int]) -> Rows:
    """Return the vectors at `places`, by key. Raises CorruptedLibraryError where one is missing."""
    if not places:
        return Rows.of([], np.zeros((0, 1), np.float32))
    records = _read(path, model)
    if records is None or len(records) <= max(places.values()):
        raise CorruptedLibraryError(path, "vectors are missing")
    chosen = records[list(places.values())]
    if chosen["key"].tolist() != [key.encode() for key in places]:
        raise CorruptedLibraryError(path, "it has other vectors")
    return Rows.of(list(places), chosen["vector"])


def _read(path: Path, model: str) -> NDArray[np.void] | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        dimensions = int(json.loads(content[: content.find(b"\n")])["dimensions"])
        record = _record(dimensions)
    except (ValueError, KeyError, TypeError):
        return None
    header = _header(model, dimensions)
    if not content.startswith(header):
        return None
    count = (len(content) - len(header)) // record.itemsize
    return np.frombuffer(content, record, count, len(header))


def _header(model: str, dimensions: int) -> bytes:
    return json.dumps({"model": model, "dimensions": dimensions}).encode() + b"\n"


def _record(dimensions: int) -> np.dtype[np.void]:
    return np.dtype([("key", _KEY), ("check", np.uint32), ("vector", np.float32, (dimensions,))])


def _check(vector: NDArray[np.float32], key: bytes) -> int:
    return zlib.crc32(vector.tobytes(), zlib.crc32(key))
