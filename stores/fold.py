"""Folding: merge recent vectors into Chroma's files, and purge dead ones.

It makes a new generation beside the one that counts, which stays as it is. Whoever is killed in
it leaves a folder that the next ingest sweeps.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

from precis.stores.collection_folder import sync_tree
from precis.stores.rows import mapped_rows, write_rows
from precis.stores.unset_memory import clear_unset_memory
from precis.stores.vectors import VectorFolder

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from precis.stores.recent_vectors import RecentVectors

MOST_RECENT = 16_384
"""How many vectors are compared one by one beside Chroma's files: 25 MB, three milliseconds."""

_SHARE = 8
_FEW = 1024
"""Chroma takes some 0.2 s to write any files, and all threads stand still meanwhile: for so few
new vectors none are written."""

_AT_ONCE = 4096


class Sizes(NamedTuple):
    """How many vectors are in Chroma's files, dead among them, recent, and of this ingest."""

    folded: int
    dead: int
    recent: int
    new: int


def should_fold(sizes: Sizes) -> bool:
    """Return whether to fold now: where it costs what the ingest did, or a search would cost more.

    An ingest of as much as there was pays for it, unless it is small; a smaller one only when very
    many have come or gone since, so that each pays a constant on the mean.
    """
    if sizes.new >= max(sizes.folded, _FEW):
        return True
    if sizes.dead > max(sizes.folded // 2, MOST_RECENT // _SHARE):
        return True
    return sizes.recent > max(MOST_RECENT, sizes.folded // _SHARE)


def fold(
    into: Path,
    *,
    base: Path | None,
    dead: Collection[str],
    recent: RecentVectors,
    keys: Sequence[str],
) -> None:
    """Make Chroma's folder `into` of the one in `base`, without `dead`, and `keys` of `recent`.

    Beside it, the same vectors are written as they are mapped.
    """
    shutil.rmtree(into, ignore_errors=True)
    into.parent.mkdir(parents=True, exist_ok=True)
    before = mapped_rows(base.parent) if base else None
    write_rows(into.parent, before, dead, keys, recent.get)
    if base:
        shutil.copytree(base, into)
    folder = VectorFolder(into, writable=True)
    try:
        folder.delete(sorted(dead))
        for start in range(0, len(keys), _AT_ONCE):
            folder.add({key: recent.get(key) for key in keys[start : start + _AT_ONCE]})
    finally:
        folder.close()
    clear_unset_memory(into)
    sync_tree(into.parent)
