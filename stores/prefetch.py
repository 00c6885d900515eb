"""An iterator that is driven by a thread of its own, a bounded distance ahead."""

from __future__ import annotations

import queue
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Item = TypeVar("Item")

_POLL_SECONDS = 0.1


class _End:
    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


@contextmanager
def prefetched(items: Iterable[Item], ahead: int) -> Iterator[Iterator[Item]]:
    """Give an iterator over `items`, of which up to `ahead` are made in the background.

    What `items` raises is raised to who iterates; on leaving, the thread ends.
    """
    made: queue.Queue[Item | _End] = queue.Queue(maxsize=ahead)
    stop = threading.Event()
    thread = threading.Thread(
        target=_make, args=(items, made, stop.is_set), name="prefetch", daemon=True
    )
    thread.start()
    try:
        yield _taken(made)
    finally:
        stop.set()
        thread.join()


def _make(
    items: Iterable[Item], made: queue.Queue[Item | _End], stopped: Callable[[], bool]
) -> None:
    def give(item: Item | _End) -> None:
        while not stopped():
            try:
                return made.put(item, timeout=_POLL_SECONDS)
            except queue.Full:
                continue
        return None

    try:
        for item in items:
            give(item)
            if stopped():
                return
        give(_End())
    except BaseException as error:  # noqa: BLE001 - raised again where the items are taken
        give(_End(error))


def _taken(made: queue.Queue[Item | _End]) -> Iterator[Item]:
    while not isinstance(item := made.get(), _End):
        yield item
    if item.error is not None:
        raise item.error
