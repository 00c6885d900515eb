"""The vectors of a collection: in the database itself, or on a Chroma server.

In the database few are chosen by their sketches, bits that say on which side of random planes a
vector lies, and those few are compared exactly: Charikar, Similarity Estimation Techniques from
Rounding Algorithms (STOC 2002).
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from precis.stores.rows import Rows as Vectors
from precis.stores.shared.bytes import key_bytes, packed_vector, unpacked_vectors

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from precis.database.pool import Rows
    from precis.stores.chroma_server import ServerVectors
    from precis.stores.vectors import Near

BITS = 512
CHOSEN = 1024
"""How many vectors are compared exactly, at least; collections of no more are exact as a whole."""

_REMEMBERED = 16_384
"""How many vectors that were compared are remembered: 25 MB of 384 dimensions."""

_SEED = b"precis sketch"


class SharedVectors(Protocol):
    """What a search and an ingest need of vectors, wherever they are.

    What is done to `transactional` ones is undone with the transaction.
    """

    transactional: bool

    def nearest(
        self, vector: NDArray[np.float32], count: int, among: Sequence[str] | None = None
    ) -> list[Near]:
        """Return up to `count` nearest keys, best first; only those `among` if given."""

    def cosines(self, vector: NDArray[np.float32], keys: Sequence[str]) -> dict[str, float]:
        """Return the cosine of `vector` and of the one of each key."""

    def get(self, keys: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of those of `keys` that are there."""

    def have(self, keys: Sequence[str]) -> set[str]:
        """Return those of `keys` that are there."""

    def add(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Keep vectors of equal length by key; those there are left as they are."""

    def delete(self, keys: Sequence[str]) -> None:
        """Remove vectors."""


class DatabaseVectors:
    """The vectors of the collection with a number, as `connection` sees and changes them.

    `known` remembers those that were compared, by key: in one space a key's vector never changes.
    """

    transactional = True

    def __init__(
        self,
        connection: Rows,
        collection: int,
        space: int,
        known: dict[bytes, bytes] | None = None,
    ) -> None:
        self._connection = connection
        self._of = collection, space
        self._known = {} if known is None else known

    def nearest(
        self, vector: NDArray[np.float32], count: int, among: Sequence[str] | None = None
    ) -> list[Near]:
        """Return up to `count` nearest keys, best first; only those `among` if given."""
        if among is not None and len(among) <= CHOSEN:
            return self._compared(key_bytes(among)).nearest(vector, count)
        rows = self._rows(
            "SELECT key FROM precis.sketches WHERE collection = %s AND space = %s "
            "AND (%s::bytea[] IS NULL OR key = ANY(%s)) "
            "AND key NOT IN (SELECT key FROM precis.loose WHERE collection = %s AND space = %s) "
            "ORDER BY bit_count(sketch # %s::bit(512)), key LIMIT %s",
            *2 * [None if among is None else key_bytes(among)],
            *self._of,
            sketches(np.asarray(vector, np.float32)[None, :])[0],
            max(CHOSEN, 2 * count),
        )
        return self._compared([bytes(key) for (key,) in rows]).nearest(vector, count)

    def cosines(self, vector: NDArray[np.float32], keys: Sequence[str]) -> dict[str, float]:
        """Return the cosine of `vector` and of the one of each key."""
        return self._compared(key_bytes(keys)).cosines(vector, keys) if keys else {}

    def get(self, keys: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of those of `keys` that are there."""
        return _of(self._read(key_bytes(keys))).get(keys)

    def have(self, keys: Sequence[str]) -> set[str]:
        """Return those of `keys` that are there."""
        rows = self._rows(
            "SELECT key FROM precis.vectors WHERE collection = %s AND space = %s AND key = ANY(%s)",
            key_bytes(keys),
        )
        return {bytes(key).hex() for (key,) in rows}

    def add(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Keep vectors of equal length by key; those there are left as they are."""
        if not vectors:
            return
        keys, rows = key_bytes(vectors), list(vectors.values())
        self._run(
            "INSERT INTO precis.vectors SELECT %s, %s, * FROM unnest(%b::bytea[], %b::bytea[]) "
            "ON CONFLICT DO NOTHING",
            keys,
            [packed_vector(row) for row in rows],
        )
        self._run(
            "INSERT INTO precis.sketches SELECT %s, %s, key, bits::bit(512) "
            "FROM unnest(%b::bytea[], %b::text[]) AS new(key, bits) ON CONFLICT DO NOTHING",
            keys,
            sketches(np.stack(rows)),
        )

    def delete(self, keys: Sequence[str]) -> None:
        """Remove vectors."""
        for table in ("vectors", "sketches") if keys else ():
            self._run(
                f"DELETE FROM precis.{table} "  # noqa: S608 - tables of ours
                "WHERE collection = %s AND space = %s AND key = ANY(%s)",
                key_bytes(keys),
            )

    def _compared(self, keys: Sequence[bytes]) -> Vectors:
        found = {key: vector for key in keys if (vector := self._known.get(key))}
        read = self._read([key for key in keys if key not in found])
        if len(self._known) + len(read) > _REMEMBERED:
            self._known.clear()
        self._known |= read
        return _of(found | read)

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        if not keys:
            return {}
        rows = self._rows(
            "SELECT key, vector FROM precis.vectors "
            "WHERE collection = %s AND space = %s AND key = ANY(%s)",
            keys,
        )
        return {bytes(key): bytes(vector) for key, vector in rows}

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        given = (*self._of, *values)
        return self._connection.execute(query.encode(), given, binary=True).fetchall()

    def _run(self, statement: str, *values: object) -> None:
        self._connection.execute(statement.encode(), (*self._of, *values))


class ChromaVectors:
    """The vectors of a collection on a Chroma server; `known` says which of them count."""

    transactional = False

    def __init__(self, server: ServerVectors, known: Callable[[Collection[str]], set[str]]) -> None:
        self._server = server
        self._known = known
        self.cosines = server.cosines
        self.get = server.get
        self.have = server.have
        self.add = server.add
        self.delete = server.delete

    def nearest(
        self, vector: NDArray[np.float32], count: int, among: Sequence[str] | None = None
    ) -> list[Near]:
        """Ask for more until those of an ingest under way leave enough."""
        asked = count
        while True:
            near = self._server.nearest(vector, asked, among)
            known = self._known([each.key for each in near])
            alive = [each for each in near if each.key in known]
            if len(alive) >= count or len(near) < asked:
                return alive[:count]
            asked *= 4


def sketches(vectors: NDArray[np.float32]) -> list[str]:
    """Return the sketches of vectors of shape (n, dimensions), as digits 0 and 1."""
    sides = vectors @ _planes(vectors.shape[1]) > 0
    return [row.tobytes().translate(_DIGITS).decode() for row in sides]


_DIGITS = bytes([ord("0"), ord("1"), *range(2, 256)])


@cache
def _planes(dimensions: int) -> NDArray[np.float32]:
    """Return planes of shape (dimensions, BITS) that are the same on every machine."""
    drawn = hashlib.shake_256(_SEED).digest(dimensions * BITS // 8)
    signs = np.unpackbits(np.frombuffer(drawn, np.uint8)).astype(np.float32)
    return (2 * signs - 1).reshape(dimensions, BITS)


def _of(vectors: Mapping[bytes, bytes]) -> Vectors:
    if not vectors:
        return Vectors.of([], np.zeros((0, 1), np.float32))
    return Vectors.of([key.hex() for key in vectors], unpacked_vectors(list(vectors.values())))
