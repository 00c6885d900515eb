"""Create and recognize a library's folder. `library_store.py` fills it.

Nothing heavy is imported: a server makes the folder before it answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.stores.disk_errors import disk_errors
from precis.stores.errors import NotALibraryError

if TYPE_CHECKING:
    from pathlib import Path

COLLECTIONS = "collections"
"""The folder inside that marks a library."""

_OF_THE_SYSTEM = frozenset(
    (
        *("lost+found", ".snapshot", ".snapshots", ".zfs", ".DS_Store", ".Trashes"),
        *("System Volume Information", "$RECYCLE.BIN", "desktop.ini"),
    )
)
"""Names that operating systems create in a new volume or folder."""


def check_folder(library: Path) -> None:
    """Raise NotALibraryError where `library` holds something else; caches may lie in it."""
    if not library.exists() or (library / COLLECTIONS).is_dir():
        return
    if not library.is_dir() or any(map(_is_foreign, library.iterdir())):
        raise NotALibraryError(library)


def _is_foreign(path: Path) -> bool:
    return ".sqlite" not in path.name and path.name not in _OF_THE_SYSTEM


def make_folder(library: Path) -> Path:
    """Make the folder, if it is new, and return it; raises LibraryError where it cannot."""
    check_folder(library)
    with disk_errors(library):
        (library / COLLECTIONS).mkdir(parents=True, exist_ok=True)
    return library
