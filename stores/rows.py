"""Vectors compared exhaustively: in memory, or memory-mapped from a folder's two arrays.

Chroma finds the nearest of very many; of fewer, and of single ones, handing them out takes it
longer than comparing them takes.
"""

from __future__ import annotations

from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from precis.stores.errors import CorruptedLibraryError, MissingVectorsError
from precis.stores.vectors import Near

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

Places = NDArray[np.intp]

_AT_ONCE = 4096

_parsing = Lock()
"""numpy parses the head of an array as Python, which early versions of Python 3.11 get wrong in
several threads (cpython issue 106905)."""


class Rows:
    """Vectors of shape (n, dimensions), and the n keys, sorted, that they belong to."""

    def __init__(self, keys: NDArray[np.bytes_], vectors: NDArray[np.float32]) -> None:
        self._keys = keys
        self.vectors = vectors

    @classmethod
    def of(
        cls, keys: Sequence[str], vectors: Sequence[Sequence[float]] | NDArray[np.float32]
    ) -> Rows:
        """Return vectors in the order of their keys."""
        encoded = _encoded(keys)
        order = np.argsort(encoded)
        return cls(encoded[order], np.asarray(vectors, np.float32)[order])

    def __len__(self) -> int:
        return len(self._keys)

    def keys(self) -> list[str]:
        """Return every key."""
        return [key.decode() for key in self._keys.tolist()]

    def places(self, keys: Collection[str]) -> Places:
        """Return the places of those of `keys` that are here, in order."""
        asked = _encoded(sorted(keys))
        found = np.searchsorted(self._keys, asked)
        here = found < len(self._keys)
        here[here] = self._keys[found[here]] == asked[here]
        return found[here]

    def get(self, keys: Collection[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of those of `keys` that are here."""
        places = self.places(keys) if len(self) and keys else np.zeros(0, np.intp)
        found = (key.decode() for key in self._keys[places].tolist())
        return dict(zip(found, self.vectors[places], strict=True))

    def cosines(self, vector: NDArray[np.float32], keys: Collection[str]) -> dict[str, float]:
        """Return the cosine of `vector` with that of each of `keys` that is here."""
        if not len(self) or not keys:
            return {}
        places = self.places(keys)
        return dict(self._near(places, self._compared(vector, places)))

    def nearest(
        self,
        vector: NDArray[np.float32],
        count: int,
        among: Places | None = None,
        without: Places | None = None,
    ) -> list[Near]:
        """Return up to `count` nearest keys, best first, equal ones by key.

        Only those at the places `among` if given, and none at the places `without`.
        """
        if not len(self) or (among is not None and not len(among)):
            return []
        if among is not None and without is not None:
            among = np.setdiff1d(among, without, assume_unique=True)
        cosines = self._compared(vector, among)
        chosen = np.arange(len(cosines))
        if among is None and without is not None:
            chosen = np.delete(chosen, without)
        if len(chosen) > count:
            least = np.partition(cosines[chosen], -count)[-count]
            chosen = chosen[cosines[chosen] >= least]
        best = chosen[np.argsort(-cosines[chosen], kind="stable")][:count]
        return self._near(best if among is None else among[best], cosines[best])

    def _near(self, places: Places, cosines: NDArray[np.float32]) -> list[Near]:
        keys = (key.decode() for key in self._keys[places].tolist())
        return list(map(Near, keys, cosines.tolist()))

    def _compared(
        self, vector: NDArray[np.float32], places: Places | None = None
    ) -> NDArray[np.float32]:
        """Return the cosine with each vector, or with those at `places`.

        A cosine depends on its own two vectors alone, to the last bit.
        """
        rows = self.vectors if places is None else self.vectors[places]
        # Not `@`: how BLAS rounds depends on a row's place among the others.
        products = np.vecdot(rows, vector)
        lengths = self._lengths if places is None else _lengths(rows)
        lengths = lengths * np.linalg.norm(vector)
        cosines: NDArray[np.float32] = products / np.maximum(lengths, np.float32(1e-9))
        return np.clip(cosines, -1, 1)

    @cached_property
    def _lengths(self) -> NDArray[np.float32]:
        return _lengths(self.vectors)


def mapped_rows(folder: Path) -> Rows:
    """Return the vectors that `write_rows` wrote. Raises CorruptedLibraryError."""
    check_rows(folder)
    keys, vectors = _files(folder)
    try:
        with _parsing:
            rows = Rows(np.load(keys), np.asarray(np.load(vectors, "r")))
    except (OSError, ValueError, EOFError) as error:
        raise CorruptedLibraryError(vectors, error) from error
    if len(rows) != len(rows.vectors):
        raise CorruptedLibraryError(vectors, "vectors are missing")
    return rows


def check_rows(folder: Path) -> None:
    """Raise MissingVectorsError where a file that `write_rows` wrote is gone."""
    for path in _files(folder):
        if not path.is_file():
            raise MissingVectorsError(path)


def write_rows(
    folder: Path,
    base: Rows | None,
    dead: Collection[str],
    added: Sequence[str],
    get: Callable[[str], NDArray[np.float32]],
) -> None:
    """Write the vectors of `base` but those of `dead`, and those that `get` gives for `added`.

    Few of them are in memory at a time.
    """
    old = set(base.keys()) - set(dead) if base else set()
    keys = sorted(old.union(added))
    files = _files(folder)
    np.save(files[0], _encoded(keys))
    width = base.vectors.shape[1] if base else len(get(added[0])) if added else 1
    out = np.lib.format.open_memmap(files[1], "w+", np.float32, (len(keys), width))
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        kept = [place for place, key in enumerate(some, start) if key in old]
        if base:
            out[kept] = base.vectors[base.places([key for key in some if key in old])]
        for place, key in enumerate(some, start):
            if key not in old:
                out[place] = get(key)
    out.flush()


def _lengths(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths: NDArray[np.float32] = np.linalg.norm(rows, axis=-1)
    return lengths


def _encoded(keys: Sequence[str]) -> NDArray[np.bytes_]:
    return np.array([key.encode() for key in keys], np.bytes_)


def _files(folder: Path) -> tuple[Path, Path]:
    return folder / "keys.npy", folder / "vectors.npy"
