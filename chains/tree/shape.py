"""The shape of the map-reduce tree: groups chosen by content while it grows.

Pure bookkeeping: no call is made here and nothing is awaited.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Generic, TypeVar

from langchain_core.documents import Document

Value = TypeVar("Value")

_NEIGHBOURS = 4
_SMALLEST = _NEIGHBOURS + 1
_LARGEST = 16
"""A group ends with a branch whose key is the lowest among 4 neighbours on either side: it has
5 to 16 branches, about 9."""

_KEY_CHARACTERS = 48


@dataclass(frozen=True)
class Branch(Generic[Value]):
    """A part of the tree, and the key that decides where its group ends."""

    key: bytes
    value: Value


def leaf_key(chunk: Document) -> bytes:
    """Return the key of a chunk: a hash of its last words, so that an edit before them keeps it."""
    return _digest(chunk.page_content[-_KEY_CHARACTERS:].encode("utf-8", "surrogatepass"))


class Frontier(Generic[Value]):
    """The branches that have no parent yet; at most `width` will be the children of the root.

    While there are more, the first group of the lowest level is joined: `join` gets its
    branches and their parent's level (1 above the leaves) and returns the parent's value. What
    is joined depends on the keys and their order alone.
    """

    def __init__(self, width: int, join: Callable[[Sequence[Branch[Value]], int], Value]) -> None:
        self._width = width
        self._join = join
        self._levels: list[_Level[Value]] = [_Level()]
        self._count = 0

    @property
    def height(self) -> int:
        """The level of the root: 1 when all its children are leaves."""
        return len(self._levels)

    def push(self, leaf: Branch[Value]) -> None:
        """Add the next leaf and join what has become too much."""
        self._levels[0].push(leaf)
        self._count += 1
        while self._count > self._width and self._join_first():
            pass

    def finish(self) -> list[Branch[Value]]:
        """Return the children of the root, in document order; no leaf may follow."""
        while self._count > self._width and (self._join_first() or self._close_lowest()):
            pass
        return [branch for level in reversed(self._levels) for branch in level.branches()]

    def _join_first(self) -> bool:
        for number, level in enumerate(self._levels, start=1):
            if level.closed:
                group = level.closed.popleft()
                if number == len(self._levels):
                    self._levels.append(_Level())
                parent = Branch(_digest(group[-1].key), self._join(group, number))
                self._levels[number].push(parent)
                self._count -= len(group) - 1
                return True
        return False

    def _close_lowest(self) -> bool:
        for level in self._levels:
            if len(level.open) > 1:
                level.close(len(level.open))
                return True
        return False


class _Level(Generic[Value]):
    """The branches of one level without a parent: closed groups, then those still open."""

    def __init__(self) -> None:
        self.closed: deque[list[Branch[Value]]] = deque()
        self.open: list[Branch[Value]] = []

    def push(self, branch: Branch[Value]) -> None:
        self.open.append(branch)
        settled = len(self.open) - _NEIGHBOURS
        if settled >= _SMALLEST and self._is_lowest(settled - 1):
            self.close(settled)
        elif len(self.open) == _LARGEST:
            self.close(best_cut(self.open, _SMALLEST, _LARGEST - _SMALLEST))

    def close(self, length: int) -> None:
        self.closed.append(self.open[:length])
        self.open = self.open[length:]

    def branches(self) -> list[Branch[Value]]:
        return [branch for group in (*self.closed, self.open) for branch in group]

    def _is_lowest(self, index: int) -> bool:
        key = self.open[index].key
        before = self.open[index - _NEIGHBOURS : index]
        after = self.open[index + 1 : index + 1 + _NEIGHBOURS]
        return all(key < other.key for other in before) and all(key <= it.key for it in after)


def pieces(
    branches: Sequence[Branch[Value]], fits: Callable[[Sequence[Branch[Value]]], bool]
) -> list[Sequence[Branch[Value]]]:
    """Cut `branches`, at places chosen by their keys, until every piece fits or is single."""
    if len(branches) == 1 or fits(branches):
        return [branches]
    quarter = len(branches) // 4
    cut = best_cut(branches, max(1, quarter), len(branches) - max(1, quarter))
    return pieces(branches[:cut], fits) + pieces(branches[cut:], fits)


def best_cut(branches: Sequence[Branch[Value]], lowest: int, highest: int) -> int:
    """Return the length, in `lowest..highest`, of the part that ends with the lowest key."""
    return min(range(lowest, highest + 1), key=lambda length: branches[length - 1].key)


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=8).digest()
