"""Which files of a folder are loaded: hidden ones and those of no known format are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def files(folder: Path) -> Iterator[Path]:
    """Yield the files below `folder`, in the order of their names."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from files(path)
        elif path.is_file():
            yield path
