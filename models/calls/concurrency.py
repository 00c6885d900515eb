"""Adapt the number of concurrent calls to what the server accepts.

Additive increase, as TCP has it. A rejection costs no more than the room it used, unless the
next call is rejected too: then the server counts calls a minute and everybody waits.
"""

import asyncio
import heapq
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import count

_FIRST_CALLS = 8
_RAMP_SECONDS = 0.005
"""Until a call is rejected, room for one more opens this often: a rejection comes at once."""

_PROBE_ROUNDS = 1
_MAX_PROBE_ROUNDS = 64
"""After a rejection, one more call is tried when the room was used so often without another;
each rejection doubles it."""


Ticket = tuple[int, int]
"""The piece of work that a call is for, and its place among all calls: less goes first."""

_piece: ContextVar[int] = ContextVar("piece", default=0)


@contextmanager
def piece_of_work(number: int) -> Iterator[None]:
    """Let the calls of this task, and of those it starts, go before those of later pieces.

    So the first results are ready early, and later steps run beside the rest.
    """
    token = _piece.set(number)
    try:
        yield
    finally:
        _piece.reset(token)


@dataclass(order=True)
class _Waiter:
    ticket: Ticket
    loop: asyncio.AbstractEventLoop = field(compare=False)
    admitted: asyncio.Future[None] = field(compare=False)


class Slot:
    """One call's room; its holder says whether the server was too busy to take it.

    A call that `timed_out` was one of too many, however many there were: it is not known which.
    """

    def __init__(self, cuts: int, rank: int) -> None:
        self.cuts = cuts
        self.rank = rank
        self.too_busy = False
        self.timed_out = False
        self.answered = False
        self.retry_after = 0.0


class Pace:
    """Admits at most `maximum` calls at once, in the order of their tickets.

    Works for callers in several event loops and threads. Room for all opens slowly unless it is
    there `at_once`.
    """

    def __init__(self, maximum: int, *, at_once: bool = False) -> None:
        self._maximum = maximum
        self._lock = threading.Lock()
        self._tickets = count()
        self._waiting: list[_Waiter] = []
        self._room = maximum if at_once else min(maximum, _FIRST_CALLS)
        self._ramping = True
        self._ceiling = maximum
        self._ramped_at = 0.0
        self._paused_until = 0.0
        self._alarm_at = 0.0
        self._cuts = 0
        self._answers_since_cut = 1
        self._probe_rounds = _PROBE_ROUNDS
        self.in_flight = 0

    @property
    def room(self) -> int:
        """How many calls may be in flight now."""
        return self._room

    def ticket(self) -> Ticket:
        """Return a place in the queue; tries of one call share theirs."""
        return _piece.get(), next(self._tickets)

    @asynccontextmanager
    async def slot(self, ticket: Ticket) -> AsyncIterator[Slot]:
        """Wait for room, and give it back with what the holder has noted in the slot."""
        await self._enter(ticket)
        slot = Slot(self._cuts, self.in_flight)
        try:
            yield slot
        finally:
            with self._lock:
                self.in_flight -= 1
                self._learn(slot)
            self._admit()

    async def _enter(self, ticket: Ticket) -> None:
        loop = asyncio.get_running_loop()
        waiter = _Waiter(ticket, loop, loop.create_future())
        with self._lock:
            heapq.heappush(self._waiting, waiter)
        self._admit()
        try:
            await waiter.admitted
        except asyncio.CancelledError:
            with self._lock:
                others = [other for other in self._waiting if other is not waiter]
                if len(others) == len(self._waiting):
                    self.in_flight -= 1
                self._waiting = others
                heapq.heapify(self._waiting)
            self._admit()
            raise

    def _admit(self) -> None:
        """Admit as many waiting calls as fit; check again when time alone makes room."""
        with self._lock:
            now = time.monotonic()
            self._ramp(now)
            while self._waiting and self.in_flight < self._room and now >= self._paused_until:
                waiter = heapq.heappop(self._waiting)
                self.in_flight += 1
                waiter.loop.call_soon_threadsafe(_set, waiter.admitted)
            delay = self._opens_in(now)
            if self._waiting and delay and now >= self._alarm_at:
                self._alarm_at = now + delay
                asyncio.get_running_loop().call_later(delay, self._admit)

    def _opens_in(self, now: float) -> float:
        if now < self._paused_until:
            return self._paused_until - now
        return _RAMP_SECONDS if self._ramping and self._room < self._maximum else 0.0

    def _ramp(self, now: float) -> None:
        full = self.in_flight >= self._room
        if self._ramping and full and now - self._ramped_at >= _RAMP_SECONDS:
            self._room = min(self._maximum, self._room + 1)
            self._ramped_at = now

    def _learn(self, slot: Slot) -> None:
        if slot.answered:
            self._answers_since_cut += 1
            if not self._ramping:
                self._grow()
        if slot.too_busy and slot.cuts == self._cuts:
            self._cut(slot)

    def _grow(self) -> None:
        probing = self._room >= self._ceiling
        if probing and self._answers_since_cut < self._probe_rounds * self._room:
            return
        self._room = min(self._maximum, self._room + 1)
        if probing:
            self._ceiling = self._room
            self._answers_since_cut = 1

    def _cut(self, slot: Slot) -> None:
        """Take back room; rejections of calls sent before the last cut say nothing new."""
        most = self._room // 2 if slot.timed_out else min(self._room, slot.rank) - 1
        self._ceiling = max(1, most)
        self._room = self._ceiling
        if not self._answers_since_cut:
            self._room = max(1, self._ceiling // 2)
            self._paused_until = time.monotonic() + slot.retry_after
        self._probe_rounds = min(_MAX_PROBE_ROUNDS, 2 * self._probe_rounds)
        self._ramping = False
        self._cuts += 1
        self._answers_since_cut = 0


def _set(admitted: asyncio.Future[None]) -> None:
    if not admitted.done():
        admitted.set_result(None)
