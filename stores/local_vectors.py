"""The vectors of a collection in a folder: Chroma's files, and recent ones beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from precis.stores.rows import Rows
    from precis.stores.vectors import Near, VectorFolder

COMPARED = 32_768
"""Up to this many vectors in Chroma's files are compared one by one, in two milliseconds: what is
found then never depends on the order in which they came, as it does in Chroma's index."""


class LocalVectors:
    """Those in Chroma's files, once more `folded`, without `dead`, and `recent`.

    `chroma` is needed where more than COMPARED are `folded`.
    """

    def __init__(
        self, chroma: VectorFolder | None, folded: Rows, dead: Collection[str], recent: Rows
    ) -> None:
        self._chroma = chroma
        self._folded = folded
        self._dead = frozenset(dead)
        self._dead_places = folded.places(dead) if dead else None
        self._recent = recent

    def keys(self) -> set[str]:
        """Return every key."""
        return (set(self._folded.keys()) - self._dead) | set(self._recent.keys())

    def nearest(
        self, vector: NDArray[np.float32], count: int, among: Sequence[str] | None = None
    ) -> list[Near]:
        """Return up to `count` nearest keys, best first; only those `among` if given."""
        recent = None if among is None else self._recent.places(among)
        found = self._recent.nearest(vector, count, recent)
        if among is not None:
            places = self._folded.places(among)
            found += self._folded.nearest(vector, count, places, self._dead_places)
        elif self._chroma:
            found += _alive(self._chroma, vector, count, self._dead)
        else:
            found += self._folded.nearest(vector, count, without=self._dead_places)
        return sorted(found, key=lambda near: (-near.cosine, near.key))[:count]

    def get(self, keys: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of those of `keys` that are there."""
        alive = [key for key in keys if key not in self._dead]
        return self._folded.get(alive) | self._recent.get(keys)

    def cosines(self, vector: NDArray[np.float32], keys: Sequence[str]) -> dict[str, float]:
        """Return the cosine of `vector` and of the one of each key."""
        folded = self._folded.cosines(vector, [key for key in keys if key not in self._dead])
        return folded | self._recent.cosines(vector, keys)


def _alive(
    chroma: VectorFolder, vector: NDArray[np.float32], count: int, dead: Collection[str]
) -> list[Near]:
    """Ask Chroma for more until the dead leave enough."""
    most = count + len(dead)
    asked = min(2 * count, most)
    while True:
        near = chroma.nearest(vector, asked)
        alive = [each for each in near if each.key not in dead]
        if len(alive) >= count or len(near) < asked or asked == most:
            return alive[:count]
        asked = min(4 * asked, most)
