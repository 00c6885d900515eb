"""When a call has stalled: it is silent for longer than calls take."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

_RECENT_CALLS = 100
_ENOUGH_CALLS = 16
_SLACK = 1.5
_LEAST_SECONDS = 1.0
_JUDGED_EVERY_SECONDS = 0.5

Result = TypeVar("Result")


class Patience:
    """Learns from how long calls took.

    A hanging connection costs a second call and not the minutes of a timeout ("The Tail at
    Scale", Dean and Barroso 2013, hedged requests); a call that is slow by right stays.
    """

    def __init__(self) -> None:
        self._seconds: deque[float] = deque(maxlen=_RECENT_CALLS)

    def record(self, seconds: float) -> None:
        """Note how long a call took from being sent to its end."""
        self._seconds.append(seconds)

    def seconds(self) -> float | None:
        """Return how long to wait for a call; None while too few are known."""
        if len(self._seconds) < _ENOUGH_CALLS:
            return None
        return max(_LEAST_SECONDS, _SLACK * max(self._seconds))


async def hedged(
    first: Callable[[], Coroutine[Any, Any, Result]],
    second: Callable[[], Coroutine[Any, Any, Result]],
    patience: Patience,
) -> Result:
    """Return what `first` gives or, once patience with it has run out, the faster of both.

    An error counts when no other try is left.
    """
    started = time.monotonic()
    tries = {asyncio.create_task(first())}
    try:
        while not (await asyncio.wait(tries, timeout=_left(patience, started)))[0]:
            if (limit := patience.seconds()) and time.monotonic() - started >= limit:
                tries.add(asyncio.create_task(second()))
                break
        waiting = tries
        while True:
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            good = [task for task in done if not task.exception()]
            if good or not waiting:
                return (good or list(done))[0].result()
    finally:
        for task in tries:
            task.cancel()
        await asyncio.gather(*tries, return_exceptions=True)


def _left(patience: Patience, started: float) -> float:
    """Return how long to wait until patience is judged again."""
    limit = patience.seconds()
    if limit is None:
        return _JUDGED_EVERY_SECONDS
    left = started + limit - time.monotonic()
    return min(_JUDGED_EVERY_SECONDS, max(0.0, left))
