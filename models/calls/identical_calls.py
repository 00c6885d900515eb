"""Deduplicate identical calls in flight: later callers wait for the first."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")
_Place = tuple[int, bytes]


@dataclass
class _Flight(Generic[Result]):
    task: asyncio.Task[Result]
    waiting: int = 0


class SingleFlight(Generic[Result]):
    """Runs one task per key and event loop, cancelled only when no caller waits for it."""

    def __init__(self) -> None:
        self._flights: dict[_Place, _Flight[Result]] = {}

    def has(self, key: bytes) -> bool:
        """Return whether a call with this key is in flight in this event loop."""
        return _place(key) in self._flights

    async def run(self, key: bytes, make: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
        """Return the result of the task of `key`, made by `make` if there is none."""
        place = _place(key)
        flight = self._flights.get(place)
        if flight is None:
            flight = self._flights[place] = _Flight(asyncio.create_task(make()))
        flight.waiting += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.waiting -= 1
            if not flight.waiting:
                flight.task.cancel()
            if self._flights.get(place) is flight and not flight.waiting:
                del self._flights[place]


def _place(key: bytes) -> _Place:
    return id(asyncio.get_running_loop()), key
