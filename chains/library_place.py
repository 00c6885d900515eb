"""Locate a library: a folder, or a database shared by several processes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from precis.database import Address, is_database

CALLS_FILE = "calls.sqlite"


class LibraryPlace(NamedTuple):
    """Where a library is: its folder, and the address of its `database` where it is shared.

    The folder of a shared one keeps what only this machine needs.
    """

    folder: Path
    database: str | None = None

    @property
    def calls(self) -> str:
        """Where finished model calls are kept: a file, or the address of the database."""
        return self.database or str(self.folder / CALLS_FILE)

    def __str__(self) -> str:
        """Name the place without a password."""
        return str(Address.of(self.database) if self.database else self.folder)


def library_place(chosen: Path | str | None) -> LibraryPlace:
    """Return where the library is: `chosen`, PRECIS_LIBRARY, or one in the user's data folder.

    Raises UsageError for a malformed address.
    """
    place = str(chosen or os.environ.get("PRECIS_LIBRARY") or "")
    if place and not is_database(place):
        return LibraryPlace(Path(place).expanduser().absolute())
    from platformdirs import user_data_path

    data = user_data_path("precis")
    if not place:
        return LibraryPlace(data / "library")
    name = hashlib.sha256(str(Address.of(place)).encode()).hexdigest()[:16]
    return LibraryPlace(data / "shared" / name, place)
