"""How often something may happen: so many times within a moving window."""

from __future__ import annotations

import time
from collections import deque
from typing import NamedTuple

_SWEEPS_APART = 60.0
"""Seconds."""


class Rate(NamedTuple):
    """At most `most` times in `seconds`; rates of different names do not share."""

    name: str
    most: int
    seconds: float


class Rates:
    """Counts in the memory of one event loop."""

    def __init__(self) -> None:
        self._times: dict[tuple[Rate, str], deque[float]] = {}
        self._swept = time.monotonic()

    def wait(self, rate: Rate, key: str) -> float:
        """Return 0 and count once more for `key`, or how many seconds there is no room for it."""
        now = time.monotonic()
        self._sweep(now)
        times = self._times.setdefault((rate, key), deque())
        while times and times[0] <= now - rate.seconds:
            times.popleft()
        if len(times) >= rate.most:
            return times[0] + rate.seconds - now
        times.append(now)
        return 0.0

    def _sweep(self, now: float) -> None:
        """Forget those who have not come for long."""
        if now - self._swept > _SWEEPS_APART:
            self._swept = now
            for (rate, key), times in list(self._times.items()):
                if not times or times[-1] <= now - rate.seconds:
                    del self._times[rate, key]
