"""One process pays for a call; others that need it wait for the reply, or take over.

Within a process and event loop, `identical_calls.py` does this without a store.
"""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from uuid import uuid4

from precis.errors import PrecisError
from precis.models.calls.contract import Calls

_FIRST_LOOK = 0.02
_LOOKS_APART = 1.5
_LONGEST_WAIT = 1.0
"""Seconds between two looks for a reply: each time longer by a factor, up to the last."""

_RENEWALS_A_LEASE = 4


class Claims:
    """The claims of one caller on the calls in a store; a thread renews them while there are any.

    The thread does so also while the event loop is busy. `tell` gets a line, once, where a reply
    is waited for.
    """

    def __init__(self, calls: Calls, tell: Callable[[str], None]) -> None:
        self._calls = calls
        self._tell = tell
        self._holder = uuid4().hex
        self._held: set[bytes] = set()
        self._changing = threading.Lock()
        self._renewing = False
        self._told = False

    async def reply_or_claim(self, key: bytes) -> str | None:
        """Return the reply to a call as soon as another caller keeps it; None: the call is ours."""
        wait = _FIRST_LOOK
        while not await self.claim(key):
            kept = await asyncio.to_thread(self._calls.get, key)
            if kept is not None:
                return kept
            await asyncio.sleep(wait)
            wait = min(_LOOKS_APART * wait, _LONGEST_WAIT)
            self._tell_of_waiting(wait)
        return None

    async def claim(self, key: bytes) -> bool:
        """Claim a call; False where it is answered or claimed already."""
        attempt = asyncio.ensure_future(asyncio.to_thread(self._calls.claim, key, self._holder))
        try:
            claimed = await asyncio.shield(attempt)
        except asyncio.CancelledError:
            if await attempt:
                self._calls.release(key, self._holder)
            raise
        if claimed:
            self._hold(key)
        return claimed

    def end(self, key: bytes) -> None:
        """Note that the reply to a call is kept, and with it no claim any more."""
        with self._changing:
            self._held.discard(key)

    def release(self, key: bytes) -> None:
        """Let others have a call that has come to no end here."""
        if key in self._held:
            self.end(key)
            with suppress(PrecisError):  # it lapses by itself
                self._calls.release(key, self._holder)

    def _hold(self, key: bytes) -> None:
        with self._changing:
            self._held.add(key)
            if not self._renewing:
                self._renewing = True
                threading.Thread(target=self._renew, name="precis claims", daemon=True).start()

    def _renew(self) -> None:
        pause = threading.Event()
        while True:
            pause.wait(self._calls.lease / _RENEWALS_A_LEASE)
            with self._changing:
                held = list(self._held)
                if not held:
                    self._renewing = False
                    return
            with suppress(PrecisError):  # the next time may be in time
                self._calls.renew(held, self._holder)

    def _tell_of_waiting(self, wait: float) -> None:
        if wait >= _LONGEST_WAIT and not self._told:
            self._told = True
            self._tell("another precis process makes the same calls: waiting for its replies")
