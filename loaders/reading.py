"""Parse blobs in worker processes, in order or in parallel.

What comes back is in the order of the blobs, and no more is read ahead than is soon asked for.
"""

from __future__ import annotations

import os
from collections import deque
from contextlib import closing
from queue import Full, Queue
from threading import Event, Thread
from typing import TYPE_CHECKING

from precis.loaders.errors import LoadError
from precis.loaders.worker import borrowed

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from langchain_core.documents import Document
    from langchain_core.documents.base import Blob

    from precis.loaders.options import LoadOptions

    Item = Document | LoadError
    Reader = Callable[
        [Iterable[Blob | LoadError], LoadOptions],
        Generator[tuple[Blob | LoadError, Iterator[Item]]],
    ]

_MOST_AT_ONCE = 4
_AHEAD = 8
"""Documents of one blob that are waiting to be consumed."""

_PAUSE = 0.1
"""Seconds between two looks at whether anybody still wants what was read."""


def read(
    blobs: Iterable[Blob | LoadError], options: LoadOptions
) -> Generator[tuple[Blob | LoadError, Iterator[Item]]]:
    """Yield each blob with its items, reading one blob at a time."""
    for blob in blobs:
        if isinstance(blob, LoadError):
            yield blob, iter([blob])
        else:
            with borrowed(options.limits) as worker, closing(worker.parse(blob, options)) as items:
                yield blob, items


def read_at_once(
    blobs: Iterable[Blob | LoadError], options: LoadOptions
) -> Generator[tuple[Blob | LoadError, Iterator[Item]]]:
    """Yield what `read` does, reading up to 4 blobs at once, one per processor."""
    most = min(os.cpu_count() or 1, _MOST_AT_ONCE)
    source = iter(blobs)
    running: deque[tuple[Blob | LoadError, _Reading]] = deque()
    try:
        while True:
            while len(running) < most and (blob := next(source, None)) is not None:
                running.append((blob, _Reading(blob, options)))
            if not running:
                return
            blob, reading = running[0]
            yield blob, reading.items()
            running.popleft()[1].stop()
    finally:
        for _, reading in running:
            reading.stop()


class _Reading:
    """One blob that is read in a thread; `stop` ends it if nobody wants the rest."""

    def __init__(self, blob: Blob | LoadError, options: LoadOptions) -> None:
        self._items: Queue[Item | BaseException | None] = Queue(_AHEAD)
        self._unwanted = Event()
        self._thread = Thread(target=self._read, args=(blob, options), daemon=True)
        self._thread.start()

    def items(self) -> Iterator[Item]:
        while (item := self._items.get()) is not None:
            if not isinstance(item, LoadError) and isinstance(item, BaseException):
                raise item
            yield item

    def stop(self) -> None:
        self._unwanted.set()

    def _read(self, blob: Blob | LoadError, options: LoadOptions) -> None:
        end: BaseException | None = None
        try:
            for _, items in read([blob], options):
                for item in items:
                    if not self._put(item):
                        return
        except BaseException as error:  # noqa: BLE001 - raised where it is asked for
            end = error
        if end is not None:
            self._put(end)
        self._put(None)

    def _put(self, item: Item | BaseException | None) -> bool:
        while not self._unwanted.is_set():
            try:
                self._items.put(item, timeout=_PAUSE)
            except Full:
                continue
            return True
        return False
