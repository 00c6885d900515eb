"""When a call has stalled: it is silent for longer than calls take."""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

_RECENT_CALLS = 100
_ENOUGH_CALLS = 16
_SLACK = 1.5
_LEAST_SECONDS = 2.0
_JUDGED_EVERY_SECONDS = 0.25

Result = TypeVar("Result")


class Patience:
    """Learns from how long calls took; longer replies are waited for longer.

    A hanging connection costs a second call and not the minutes of a timeout ("The Tail at
    Scale", Dean and Barroso 2013, hedged requests); a call that is slow by right stays.
    """

    def __init__(self) -> None:
        self._calls: deque[tuple[float, int]] = deque(maxlen=_RECENT_CALLS)

    def record(self, seconds: float, reply_tokens: int) -> None:
        """Note how long a call took whose reply was expected to be of so many tokens."""
        self._calls.append((seconds, reply_tokens))

    def seconds(self, reply_tokens: int) -> float | None:
        """Return how long to wait for a reply of about so many tokens; None: nobody knows yet."""
        if len(self._calls) < _ENOUGH_CALLS:
            return None
        slowest = max(seconds for seconds, _ in self._calls)
        longest = max(tokens for _, tokens in self._calls)
        return max(_LEAST_SECONDS, _SLACK * slowest * max(1.0, reply_tokens / longest))


async def hedged(
    first: Callable[[], Coroutine[Any, Any, Result]],
    second: Callable[[], Coroutine[Any, Any, Result]],
    patience: Callable[[], float | None],
) -> Result:
    """Return what `first` gives or, once `patience` (seconds) has run out, the faster of both.

    An error counts when no other try is left.
    """
    silent = 0.0
    tries = {asyncio.create_task(first())}
    try:
        while not (await asyncio.wait(tries, timeout=_JUDGED_EVERY_SECONDS))[0]:
            # Not what the clock says: a busy process hears no reply either.
            silent += _JUDGED_EVERY_SECONDS
            if (limit := patience()) and silent >= limit:
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
