"""`precis ingest --watch`: follow files and folders with watchfiles.

A folder that is gone, or is a mount point with nothing mounted, removes nothing: it is awaited,
and then read as a whole.
"""

from __future__ import annotations

import time
from os.path import ismount
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from precis.errors import PrecisError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from watchfiles import Change

_QUIET_MS = 300
"""Changes are read when nothing has changed for so long."""

_LONGEST_MS = 5_000
"""Changes are read after so long in any case."""

_LOOK_MS = 250
"""Between looks at whether the folders are still there."""

_AGAIN_SECONDS = 10.0
"""After which an ingest that failed is tried again."""

_READ_BY_OTHERS = {".gitignore", ".bib", ".rdf", ".tex"}
"""Suffixes or names of files that change what is read of others: all is read then."""


class _Place(NamedTuple):
    """What tells that a folder is another one than before, under the same name."""

    device: int
    inode: int
    mounted: bool


class Watch:
    """Calls `update` for what changes in `roots`, which exist.

    It gets the roots that are there and the paths that were touched, or None for all in them.
    `ignored` is the folder of the library, which an update changes itself. `warn` gets the error
    of an update, which is tried again.
    """

    def __init__(
        self,
        roots: Sequence[Path],
        ignored: Path,
        update: Callable[[Sequence[Path], set[Path] | None], None],
        warn: Callable[[str], None],
    ) -> None:
        self._roots = roots
        self._ignored = ignored
        self._update = update
        self._warn = warn
        self._mounts = {root for root in roots if ismount(root)}
        self._touched: set[Path] | None = None
        self._due = 0.0

    def run(self) -> None:
        """Update everything, and then what changes; ends with KeyboardInterrupt alone."""
        while True:
            there = self._there()
            for gone in [root for root in self._roots if root not in there]:
                self._warn(f"precis: {gone} is gone: nothing is removed; waiting for it")
            for changed in self._changes(list(there)):
                if self._there() != there:
                    self._touched = None
                    break
                self._note(changed)
                self._catch_up(list(there))

    def _there(self) -> dict[Path, _Place]:
        """Return the roots that can be read; a mount point that lost its mount is not there."""
        found = {}
        for root in self._roots:
            try:
                status = root.stat()
                place = _Place(status.st_dev, status.st_ino, ismount(root))
            except OSError:
                continue
            if place.mounted or root not in self._mounts:
                found[root] = place
        return found

    def _changes(self, roots: Sequence[Path]) -> Iterator[set[Path]]:
        """Yield what changed, or nothing, every moment; what changes meanwhile is not missed."""
        from watchfiles import watch

        if not roots:
            time.sleep(_LOOK_MS / 1000)
            yield set()
            return
        for changes in watch(
            *roots,
            watch_filter=self._concerns,
            debounce=_LONGEST_MS,
            step=_QUIET_MS,
            rust_timeout=_LOOK_MS,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        ):
            yield {Path(path) for _, path in changes}

    def _concerns(self, _: Change, name: str) -> bool:
        """Return whether a change may matter: not those of hidden files and of the library."""
        path = Path(name)
        if path.is_relative_to(self._ignored):
            return False
        root = next((root for root in self._roots if path.is_relative_to(root)), path)
        hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
        return not hidden or path.name in _READ_BY_OTHERS

    def _note(self, changed: set[Path]) -> None:
        if any(path.name in _READ_BY_OTHERS or path.suffix in _READ_BY_OTHERS for path in changed):
            self._touched = None
        elif self._touched is not None:
            self._touched |= changed

    def _catch_up(self, roots: Sequence[Path]) -> None:
        if not roots or self._touched == set() or time.monotonic() < self._due:
            return
        try:
            self._update(roots, self._touched)
        except PrecisError as error:
            self._warn(f"precis: {error}; trying again in {_AGAIN_SECONDS:.0f} seconds")
            self._due = time.monotonic() + _AGAIN_SECONDS
        else:
            self._touched = set()
