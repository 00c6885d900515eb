"""Vectors in a folder of Chroma's, reached through Chroma's own engine.

`chromadb` builds its local client on the same `chromadb_rust_bindings`; going there directly
leaves out two seconds of imports that serve its server, and its telemetry. What the keys mean
is not known here.
"""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from precis.stores.errors import (
    CorruptedLibraryError,
    DiskFullError,
    DuplicateIdError,
    MissingVectorsError,
    UnwritableLibraryError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

CHROMA = "chroma"
"""The name of the folder in every generation."""

COLLECTION = "chunks"
"""The name of the one collection in each of Chroma's folders."""

_PLACE = ("default_tenant", "default_database")
CONFIGURATION = {"hnsw": {"space": "cosine", "ef_search": 500}}
"""Cosine, where Chroma's default is l2; and five times its default of candidates that a search
looks at, so that it finds what an exact search would nearly always, for a millisecond or two."""

_DATABASE = "chroma.sqlite3"
_SQLITE = b"SQLite format 3\0"
_OPEN_INDEXES = 8
_DISK_FULL = ("disk is full", "no space left")
_UNWRITABLE = ("readonly database", "read-only", "permission denied")


def check_files(folder: Path) -> None:
    """Raise MissingVectorsError without a database, of which Chroma would make an empty one, and
    CorruptedLibraryError for what is none.
    """
    path = folder / _DATABASE
    if not path.is_file():
        raise MissingVectorsError(folder)
    with path.open("rb") as file:
        if file.read(len(_SQLITE)) != _SQLITE:
            raise CorruptedLibraryError(path, "it is no database")


class Near(NamedTuple):
    """A key and the cosine, in [-1, 1], of its vector with the query's."""

    key: str
    cosine: float


class VectorFolder:
    """The vectors in `folder`; cosine space, keys are unique. `writable` makes it if it is new.

    Raises CorruptedLibraryError where Chroma cannot read its files, DiskFullError and
    UnwritableLibraryError where it cannot write. It writes a little also where it only reads;
    without the permission to do so, a temporary copy is read.
    """

    def __init__(self, folder: Path, *, writable: bool = False) -> None:
        self.folder = folder
        new = not folder.exists()
        if not (new and writable):
            check_files(folder)
        folder.mkdir(exist_ok=True)
        try:
            self._id = self._open(folder, new=new)
        except (UnwritableLibraryError, DiskFullError):
            if writable:
                raise
            self._copy = TemporaryDirectory(prefix="precis-")
            self._id = self._open(_copied(folder, Path(self._copy.name)), new=False)

    def _open(self, folder: Path, *, new: bool) -> str:
        """Open Chroma's files and return the id of the collection in them."""
        from chromadb_rust_bindings import Bindings, MigrationHash, MigrationMode, SqliteDBConfig

        with self._using():
            self._chroma: Any = Bindings(
                allow_reset=False,
                sqlite_db_config=SqliteDBConfig(
                    hash_type=MigrationHash.MD5,
                    migration_mode=MigrationMode.Apply if new else MigrationMode.Validate,
                    url=str(folder / _DATABASE),
                ),
                persist_path=str(folder),
                hnsw_cache_size=_OPEN_INDEXES,
            )
            if new:
                collection = self._chroma.create_collection(
                    COLLECTION, json.dumps(CONFIGURATION), None, None, False, *_PLACE
                )
            else:
                collection = self._chroma.get_collection(COLLECTION, *_PLACE)
        return str(collection.id)

    def add(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Add vectors of equal length by key.

        Raises DuplicateIdError for a key that is here, which Chroma would ignore in silence.
        """
        for keys in _batched(list(vectors), self._chroma.get_max_batch_size()):
            if there := self._chroma.get(self._id, keys, None, 1, 0, None, [], *_PLACE).ids:
                raise DuplicateIdError(there[0], self.folder)
            rows = [vectors[key] for key in keys]
            with self._using():
                self._chroma.add(keys, self._id, rows, None, None, None, *_PLACE)

    def delete(self, keys: Sequence[str]) -> None:
        """Remove the vectors of `keys`."""
        for batch in _batched(list(keys), self._chroma.get_max_batch_size()):
            with self._using():
                self._chroma.delete(self._id, batch, None, None, None, *_PLACE)

    def close(self) -> None:
        """Close Chroma's files."""
        self._chroma = None

    def keys(self) -> set[str]:
        """Return every key."""
        with self._using():
            found = self._chroma.get(self._id, None, None, None, 0, None, [], *_PLACE)
        return set(found.ids)

    def nearest(self, vector: NDArray[np.float32], count: int) -> list[Near]:
        """Return up to `count` keys that Chroma's index takes for the nearest, best first."""
        with self._using():
            found = self._chroma.query(
                self._id, None, [vector], count, None, None, ["distances"], *_PLACE
            )
        return [
            Near(key, 1.0 - distance)
            for key, distance in zip(found.ids[0], found.distances[0], strict=True)
        ]

    @contextmanager
    def _using(self) -> Iterator[None]:
        """Tell apart what Chroma says in words only; it writes a little also where it reads."""
        try:
            yield
        except Exception as error:
            from chromadb.errors import ChromaError

            said = str(error).casefold()
            if any(words in said for words in _DISK_FULL):
                raise DiskFullError(self.folder) from error
            if any(words in said for words in _UNWRITABLE):
                raise UnwritableLibraryError(self.folder, error) from error
            if isinstance(error, ChromaError):
                raise CorruptedLibraryError(self.folder, error) from error
            raise


def _copied(folder: Path, into: Path) -> Path:
    """Copy files, but not their permissions."""
    for path in folder.rglob("*"):
        if path.is_file():
            copy = into / path.relative_to(folder)
            copy.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, copy)
    return into


def _batched(keys: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
