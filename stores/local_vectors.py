"""The vectors of a collection in a folder: those in Chroma's files, and the recent beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.stores.vectors import Near

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from precis.stores.vectors import Rows, VectorFolder


class LocalVectors:
    """What `VectorFolder` gives, of `folded` without `dead`, and of `recent`."""

    def __init__(self, folded: VectorFolder, dead: Collection[str], recent: Rows) -> None:
        self._folded = folded
        self._dead = frozenset(dead)
        self._recent = recent

    def keys(self) -> set[str]:
        """Return every key."""
        return (self._folded.keys() - self._dead) | set(self._recent.keys())

    def nearest(
        self, vector: NDArray[np.float32], count: int, among: Sequence[str] | None = None
    ) -> list[Near]:
        """Return up to `count` nearest keys, best first; only those `among` if given."""
        recent = self._recent.cosines(vector, among)
        others = None if among is None else [key for key in among if key not in recent]
        found = [*self._alive(vector, count, others), *map(Near._make, recent.items())]
        return sorted(found, key=lambda near: (-near.cosine, near.key))[:count]

    def cosines(
        self, vector: NDArray[np.float32], keys: Sequence[str] | None = None
    ) -> dict[str, float]:
        """Return the cosine of `vector` and of the one of each key; of all for None."""
        recent = self._recent.cosines(vector, keys)
        others = None if keys is None else [key for key in keys if key not in recent]
        if others is not None and not others:
            return recent
        folded = self._folded.cosines(vector, others)
        return recent | {key: value for key, value in folded.items() if key not in self._dead}

    def _alive(
        self, vector: NDArray[np.float32], count: int, among: Sequence[str] | None
    ) -> list[Near]:
        """Ask for more until the dead leave enough."""
        most = count + len(self._dead)
        asked = min(2 * count, most)
        while True:
            near = self._folded.nearest(vector, asked, among)
            alive = [each for each in near if each.key not in self._dead]
            if len(alive) >= count or len(near) < asked or asked == most:
                return alive[:count]
            asked = min(4 * asked, most)
