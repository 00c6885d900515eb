"""The paths of a collection's files; their contents are handled elsewhere.

catalog.sqlite          documents, chunks, keywords; names the generation of vectors that counts
00000001/chroma         a generation: an index of vectors that is never changed once it counts,
00000001/*.npy          the same vectors as arrays, to be compared one by one,
00000001/recent.vectors and the vectors that came after it, appended
lock                    `ingest_lock.py`
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class CollectionFolder:
    """The collection in `path`, which need not exist."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.catalog = path / "catalog.sqlite"
        self.new_catalog = path / "catalog.sqlite.new"
        """The first catalog while it is written."""
        self.of_format_1 = path / "current.json"
        self.lock = path / "lock"

    def chroma(self, generation: int) -> Path:
        """Return the folder of Chroma's files."""
        return self._generation(generation) / "chroma"

    def recent(self, generation: int) -> Path:
        """Return the file of the vectors that are not in Chroma's files."""
        return self._generation(generation) / "recent.vectors"

    def sweep(self, generation: int) -> None:
        """Delete every generation but this; readers of an older one keep its files open."""
        for path in self.path.iterdir():
            if path.is_dir() and path != self._generation(generation):
                shutil.rmtree(path, ignore_errors=True)

    def sweep_all(self) -> None:
        """Delete every generation."""
        for path in self.path.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)

    def _generation(self, generation: int) -> Path:
        return self.path / f"{generation:08d}"


def sync_path(path: Path) -> None:
    """Wait until a file, or the list of a folder's files, is on the disk."""
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Wait until every file below a folder is on the disk."""
    for path in (*folder.rglob("*"), folder):
        sync_path(path)
