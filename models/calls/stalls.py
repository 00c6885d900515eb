"""Detect stalled calls: others are answered first, or the silence is too long."""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar

_RECENT_CALLS = 100
_ENOUGH_CALLS = 16
_SLACK = 1.5
_LEAST_SECONDS = 2.0
_OVERTAKEN = 4
_WITHOUT_OTHERS = 2
"""If no other call shows that the server works, a call gets this many times as long."""

_CALLS_A_SPARE = 20
"""One call in this many may be sent twice: a slow server is not asked twice for everything."""

_JUDGED_EVERY_SECONDS = 0.25

Result = TypeVar("Result")


@dataclass(frozen=True)
class Sent:
    """A call under way: its place among all, and about how long its reply will be."""

    number: int
    reply_tokens: int


class Stalls:
    """Learns from the duration of calls; allows more time for longer replies.

    A hanging connection costs a second call instead of the minutes of a timeout ("The Tail at
    Scale", Dean and Barroso 2013, hedged requests). Unlike a slow server, a hanging call is
    overtaken by later ones.
    """

    def __init__(self) -> None:
        self._calls: deque[tuple[float, int]] = deque(maxlen=_RECENT_CALLS)
        self._answered: deque[int] = deque(maxlen=_RECENT_CALLS)
        self._numbers = count()
        self._spares = 0
        self.answers = 0
        self.under_way = 0

    def send(self, reply_tokens: int) -> Sent:
        """Note that a call goes out."""
        self.under_way += 1
        return Sent(next(self._numbers), reply_tokens)

    def end(self, sent: Sent, seconds: float | None) -> None:
        """Note how long a call took; None for one that was not answered."""
        self.under_way -= 1
        if seconds is not None:
            self.answers += 1
            self._calls.append((seconds, sent.reply_tokens))
            self._answered.append(sent.number)

    def seconds(self, reply_tokens: int) -> float | None:
        """Return how long to wait for a reply of about this many tokens; None if unknown."""
        if len(self._calls) < _ENOUGH_CALLS:
            return None
        slowest = max(seconds for seconds, _ in self._calls)
        longest = max(tokens for _, tokens in self._calls)
        return max(_LEAST_SECONDS, _SLACK * slowest * max(1.0, reply_tokens / longest))

    def patience(self, reply_tokens: int) -> float | None:
        """Return how long a stream may be silent before the call is sent again."""
        limit = self.seconds(reply_tokens)
        if limit is None or self._spares > self.answers // _CALLS_A_SPARE:
            return None
        return _WITHOUT_OTHERS * limit

    def stalled(self, sent: Sent, silent: float) -> bool:
        """Return whether a call that has been `silent` for this many seconds should be sent again.

        Where the answer is yes, the caller does so.
        """
        limit = self.seconds(sent.reply_tokens)
        if limit is None or silent < limit or self._spares > self.answers // _CALLS_A_SPARE:
            return False
        overtaken = sum(number > sent.number for number in self._answered) >= _OVERTAKEN
        alone = self.under_way <= 1 and silent >= _WITHOUT_OTHERS * limit
        if overtaken or alone:
            self._spares += 1
        return overtaken or alone


async def hedge(
    first: Callable[[], Coroutine[Any, Any, Result]],
    second: Callable[[], Coroutine[Any, Any, Result]],
    stalled: Callable[[float], bool],
) -> Result:
    """Return what `first` gives or, once it is `stalled` for seconds, the faster of both.

    An error counts when no other try is left.
    """
    silent = 0.0
    tries = {asyncio.create_task(first())}
    try:
        while not (await asyncio.wait(tries, timeout=_JUDGED_EVERY_SECONDS))[0]:
            # Not what the clock says: a busy process hears no reply either.
            silent += _JUDGED_EVERY_SECONDS
            if stalled(silent):
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
