"""Slots for the calls of a map-reduce tree, and their order of priority."""

import asyncio
from collections import deque
from enum import Enum

_REDUCES_WAITING = 16
"""Reduces that are kept for the end, where they fill the time in which the last chunks end."""


class Role(Enum):
    """What a call is in the tree, that with the longest way to the root first (Hu 1961)."""

    JOINED = "a chunk that is merged before the root"
    REDUCE = "a merge"
    DIRECT = "a chunk that the root waits for"


class Slots:
    """Slots for calls; those on the critical path to the root run first, then the oldest."""

    def __init__(self, count_of: int) -> None:
        self._free = count_of
        self._waiting: dict[Role, deque[asyncio.Future[None]]] = {role: deque() for role in Role}
        self._closed = False

    def ask(self, role: Role) -> asyncio.Future[None]:
        """Return what is done when there is room, and cancelled once the slots are closed."""
        admitted = asyncio.get_running_loop().create_future()
        if self._closed:
            admitted.cancel()
        elif self._free:
            self._free -= 1
            admitted.set_result(None)
        else:
            self._waiting[role].append(admitted)
        return admitted

    def change(self, admitted: asyncio.Future[None], before: Role, after: Role) -> None:
        """Change the role of a waiting call."""
        if admitted in self._waiting[before]:
            self._waiting[before].remove(admitted)
            self._waiting[after].append(admitted)

    async def admission(self, admitted: asyncio.Future[None]) -> None:
        """Wait to be admitted; room that nobody waits for any more is given back."""
        try:
            await admitted
        except asyncio.CancelledError:
            if admitted.done() and not admitted.cancelled():
                self.give()
            raise

    def give(self) -> None:
        """Give the free slot to the first waiting call."""
        for role in self._order():
            while self._waiting[role]:
                admitted = self._waiting[role].popleft()
                if not admitted.done():
                    admitted.set_result(None)
                    return
        self._free += 1

    def close(self) -> None:
        """Let nobody in any more."""
        self._closed = True
        for waiting in self._waiting.values():
            for admitted in waiting:
                admitted.cancel()
            waiting.clear()

    def _order(self) -> tuple[Role, ...]:
        many = len(self._waiting[Role.REDUCE]) > _REDUCES_WAITING
        return (Role.REDUCE, Role.JOINED, Role.DIRECT) if many else tuple(Role)
