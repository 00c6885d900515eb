"""The source versions that a collection holds, to skip unchanged sources and find vanished ones."""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


class Held:
    """What a collection holds: the version of each source, "" for one that is read again.

    `sources` are those that were asked for and found.
    """

    def __init__(self, versions: Mapping[str, str]) -> None:
        self.sources: set[str] = set()
        self._versions = versions
        self._names = sorted(versions)

    def __call__(self, source: str, version: str) -> bool:
        """Return whether a source, and all that is packed in it, is held in this version."""
        names = list(self._under(source))
        held = bool(names) and all(self._versions[name] == version for name in names)
        if held:
            self.sources.update(names)
        return held

    def _under(self, source: str) -> Iterator[str]:
        if source in self._versions:
            yield source
        inside = f"{source}/"
        at = bisect_left(self._names, inside)
        while at < len(self._names) and self._names[at].startswith(inside):
            yield self._names[at]
            at += 1


class Untouched(Held):
    """Holds every source that is not at or below one of the paths `touched`."""

    def __init__(self, versions: Mapping[str, str], touched: Collection[Path]) -> None:
        super().__init__(versions)
        self._touched = touched

    def __call__(self, source: str, version: str) -> bool:  # noqa: ARG002 - it is held in any
        """Return whether a file was not touched."""
        path = Path(source)
        if any(place in self._touched for place in (path, *path.parents)):
            return False
        self.sources.update(self._under(source))
        return True
