"""Find the blocks of a page that an extract has, by their runs of words."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from precis.loaders.blocks import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from precis.loaders.blocks import Block

_SHINGLE = 4
_SHARE = 0.8
"""Of the runs of 4 words of a block, the share that an extract has where it has the block."""

_UNIQUE_WORDS = 6


def extracted_blocks(found: Sequence[Block], extract: str) -> set[Block]:
    """Return the blocks that the extract has; of several alike, as many as it has."""
    words = words_of(extract)
    extracted = {size: Counter(_runs(words, size)) for size in range(1, _SHINGLE + 1)}
    alike: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(found):
        runs = _runs_of(block)
        if sum(run in extracted[len(run)] for run in runs) > _SHARE * len(runs):
            alike[" ".join(block.words)].append(index)
    single = [
        indexes[0]
        for indexes in alike.values()
        if len(indexes) == 1 and len(found[indexes[0]].words) >= _UNIQUE_WORDS
    ]
    middle = sorted(single)[len(single) // 2] if single else 0
    core: set[Block] = set()
    for indexes in alike.values():
        runs = _runs_of(found[indexes[0]])
        count = max(min(extracted[len(run)][run] for run in runs), 1)
        nearest = sorted(indexes, key=lambda index: abs(index - middle))[:count]
        core |= {found[index] for index in nearest}
    return core


def _runs_of(block: Block) -> list[tuple[str, ...]]:
    return list(_runs(block.words, min(_SHINGLE, len(block.words))))


def _runs(words: list[str], size: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + size]) for at in range(len(words) - size + 1 if size else 0))
