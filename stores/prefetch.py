"""Run an iterator on a thread, a bounded distance ahead."""

from __future__ import annotations

import threading
from collections import deque
from contextlib import contextmanager
from contextvars import copy_context
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Item = TypeVar("Item")


@contextmanager
def prefetched(
    items: Iterable[Item], size: Callable[[Item], int], ahead: int
) -> Iterator[Iterator[Item]]:
    """Yield an iterator over `items`, produced in the background up to `ahead` in advance.

    `ahead` bounds the sum of the `size` of what waits; one item may be larger. What `items`
    raises is raised to the consumer; on leaving, the thread ends. The thread has the context of
    the caller: whose rights and whose money are used.
    """
    pipe = _Pipe(items, size, ahead)
    run = copy_context().run
    thread = threading.Thread(target=run, args=[pipe.fill], name="prefetch", daemon=True)
    thread.start()
    try:
        yield pipe.take_each()
    finally:
        pipe.stop()
        thread.join()


class _Pipe(Generic[Item]):
    def __init__(self, items: Iterable[Item], size: Callable[[Item], int], ahead: int) -> None:
        self._items = items
        self._size = size
        self._ahead = ahead
        self._made: deque[Item] = deque()
        self._waiting = 0
        self._ended = False
        self._stopped = False
        self._error: BaseException | None = None
        self._changed = threading.Condition()

    def fill(self) -> None:
        try:
            for item in self._items:
                with self._changed:
                    self._changed.wait_for(lambda: self._stopped or self._waiting < self._ahead)
                    if self._stopped:
                        return
                    self._made.append(item)
                    self._waiting += self._size(item)
                    self._changed.notify_all()
        except BaseException as error:  # noqa: BLE001 - raised again where the items are taken
            self._error = error
        finally:
            with self._changed:
                self._ended = True
                self._changed.notify_all()

    def take_each(self) -> Iterator[Item]:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._made or self._ended)
                if not self._made:
                    break
                item = self._made.popleft()
                self._waiting -= self._size(item)
                self._changed.notify_all()
            yield item
        if self._error is not None:
            raise self._error

    def stop(self) -> None:
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
