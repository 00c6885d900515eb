"""Immutable generations of a collection's folder: one writer, readers that never wait.

A writer changes a copy and publishes it by replacing one small file, so that a reader sees all
of an ingest or none of it, and a killed writer leaves nothing but a copy to sweep. What is in a
generation is not known here.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from precis.stores.errors import (
    CorruptedLibraryError,
    LibraryBusyError,
    NewerLibraryError,
    UnwritableLibraryError,
)

FORMAT = 1
"""The format of what is written; a library with a greater one is refused."""

_CURRENT = "current.json"
_STAGING = "staging"


class Generations:
    """The generations in `folder`, which need not exist."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> Path | None:
        """Return the published generation, None before the first.

        Raises NewerLibraryError and CorruptedLibraryError.
        """
        pointer = self.folder / _CURRENT
        try:
            content = json.loads(pointer.read_text("utf-8"))
            found, name = int(content["format"]), str(content["generation"])
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (ValueError, KeyError, TypeError) as error:
            raise CorruptedLibraryError(pointer, error) from error
        if found > FORMAT:
            raise NewerLibraryError(self.folder, found, FORMAT)
        return self.folder / name

    @contextmanager
    def writing(self, wait: float, on_wait: Callable[[], None] | None = None) -> Iterator[None]:
        """Hold the only right to write; wait up to `wait` seconds for another process.

        `on_wait` is called once if there is something to wait for. Raises LibraryBusyError.
        """
        from filelock import FileLock, Timeout

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UnwritableLibraryError(self.folder, error.strerror) from error
        lock = FileLock(self.folder / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if on_wait:
                on_wait()
            try:
                lock.acquire(timeout=wait, poll_interval=0.1)
            except Timeout:
                raise LibraryBusyError(self.folder.name, wait) from None
        try:
            yield
        finally:
            lock.release()

    def stage(self, *, empty: bool = False) -> Path:
        """Return a folder to change: a copy of the current generation, or an `empty` one."""
        self.sweep()
        staged = self.folder / _STAGING
        current = self.current()
        if current is None or empty:
            staged.mkdir()
        else:
            shutil.copytree(current, staged)
        return staged

    def publish(self, staged: Path) -> None:
        """Make `staged` the current generation, durably and at once for every reader."""
        current = self.current()
        generation = self.folder / f"{int(current.name) + 1 if current else 1:08d}"
        for path in (*staged.rglob("*"), staged):
            _sync(path)
        staged.rename(generation)
        pointer = self.folder / f"{_CURRENT}.new"
        pointer.write_text(json.dumps({"format": FORMAT, "generation": generation.name}), "utf-8")
        _sync(pointer)
        pointer.replace(self.folder / _CURRENT)
        _sync(self.folder)
        self.sweep()

    def sweep(self) -> None:
        """Delete every generation that is not current; readers that hold one keep it open."""
        current = self.current()
        for path in self.folder.iterdir():
            if path.is_dir() and path != current:
                shutil.rmtree(path, ignore_errors=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
