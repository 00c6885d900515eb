"""The ingest lock of a collection: ingests of all processes take turns."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from precis.stores.errors import LibraryBusyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@contextmanager
def ingest_lock(
    path: Path, collection: str, wait: float, on_wait: Callable[[], None] | None = None
) -> Iterator[None]:
    """Hold the lock file `path`; wait up to `wait` seconds for another process or thread.

    `on_wait` is called once if there is something to wait for. The system frees the lock of a
    process that dies. Raises LibraryBusyError.
    """
    from filelock import FileLock, Timeout

    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if on_wait:
            on_wait()
        try:
            lock.acquire(timeout=wait, poll_interval=0.1)
        except Timeout:
            raise LibraryBusyError(collection, wait) from None
    try:
        yield
    finally:
        lock.release()
