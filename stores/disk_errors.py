"""Translate errors of SQLite and the disk to library errors."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from precis.stores.errors import (
    CorruptedLibraryError,
    DiskError,
    DiskFullError,
    FileTooLargeError,
    UnreadableLibraryError,
    UnwritableLibraryError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FULL = (errno.ENOSPC, errno.EDQUOT)
_UNWRITABLE = (
    errno.EROFS,
    errno.EACCES,
    errno.EPERM,
    errno.ENOTDIR,
    errno.EEXIST,
    errno.ENAMETOOLONG,
    errno.ELOOP,
)


@contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """Raise a LibraryError for what the disk under `folder` says, and SQLite about its files."""
    try:
        yield
    except sqlite3.Error as error:
        raise _of_sqlite(folder, error) from error
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(folder) from error
        if error.errno == errno.EFBIG:
            raise FileTooLargeError(folder) from error
        if error.errno in _UNWRITABLE:
            raise UnwritableLibraryError(folder, error.strerror) from error
        if error.errno == errno.EIO:
            raise DiskError(folder, error) from error
        raise


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Raise UnreadableLibraryError where the system does not let a folder be read."""
    try:
        yield
    except PermissionError as error:
        raise UnreadableLibraryError(folder, error.strerror) from error


def is_disk_full(error: BaseException) -> bool:
    """Return whether an error means that there is no space left."""
    if isinstance(error, sqlite3.Error):
        return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF == sqlite3.SQLITE_FULL
    if isinstance(error, OSError):
        return error.errno in _FULL
    return isinstance(error, DiskFullError)


def _of_sqlite(folder: Path, error: sqlite3.Error) -> Exception:
    code = getattr(error, "sqlite_errorcode", None) or 0
    match code & 0xFF:
        case sqlite3.SQLITE_FULL:
            return DiskFullError(folder)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return UnwritableLibraryError(folder, error)
        case sqlite3.SQLITE_IOERR if _at_size_limit():
            return FileTooLargeError(folder)
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DiskError(folder, error)
        case _:
            return CorruptedLibraryError(folder, error)


def _at_size_limit() -> bool:
    """Return whether this process may only write files of a limited size."""
    try:
        import resource
    except ImportError:  # Windows
        return False
    return resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY
