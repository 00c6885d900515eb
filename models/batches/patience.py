"""How long to wait for a batch endpoint, how often to poll it, and when to give up."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from precis.models.calls.errors import CallError
from precis.models.calls.explanations import call_error
from precis.models.calls.failures import Failure, Fault, read_failure

_NOT_FOUND = {404, 410}
_UNKNOWN_TRIES = 4
"""How often the server is asked for what it does not know: it may have been made just now."""

_NO_ENDPOINT = {404, 405, 501}
_LONGEST_BACKOFF_SECONDS = 300.0
_MADE_TRIES = 8
_REMOVAL_SECONDS = 20.0
_CROWDED_TRIES = 12
_CROWDED_SECONDS = 600.0

Result = TypeVar("Result")


@dataclass(frozen=True)
class Patience:
    """Seconds: a batch is sent when none has come for `gather`, and asked after at intervals.

    The first interval is `first`; later ones are a tenth of the time waited, `longest` at most.
    Progress is reported every `told` seconds; `backoff` is the first wait after a fault.
    """

    gather: float = 1.0
    first: float = 1.0
    longest: float = 60.0
    told: float = 30.0
    backoff: float = 2.0

    def interval(self, waited: float) -> float:
        """Return how long to wait before polling a batch again."""
        return max(self.first, min(self.longest, waited / 10))


PATIENCE = Patience()
"""With users, who have hours."""


class Patient:
    """Polls a batch endpoint until it answers; `name` is the model, `place` its address."""

    def __init__(
        self,
        name: str,
        place: str,
        patience: Patience,
        tell: Callable[[str], None],
        paid: Callable[[], str],
    ) -> None:
        self.name = name
        self.paid = paid
        self.patience = patience
        self.tell = tell
        self._address = place.partition(" ")[2]

    async def make_batch(
        self, make: Callable[[], Awaitable[str]], find: Callable[[], Awaitable[str | None]]
    ) -> str:
        """Return the name of a batch from `make`, or from `find` where it was made in silence.

        Raises CallError where it cannot be made.
        """
        for tries in range(_MADE_TRIES):
            try:
                return await make()
            except Exception as error:
                failure = read_failure(error)
                last = tries == _MADE_TRIES - 1 or failure.status in _NO_ENDPOINT
                if last or not failure.transient:
                    raise self._error(failure) from error
            await self._back_off(tries, failure)
            if name := await self.until_answered(find):
                return name
        raise AssertionError("the last try ends or raises")

    async def until_answered(
        self, ask: Callable[[], Awaitable[Result]], unknown: Exception | None = None
    ) -> Result:
        """Return the result of `ask`, retrying for as long as its server is unavailable.

        Raises CallError, and `unknown` where the server does not know what is asked for.
        """
        tries = 0
        while True:
            try:
                return await ask()
            except Exception as error:
                failure = read_failure(error)
                missing = unknown is not None and failure.status in _NOT_FOUND
                if unknown and missing and tries >= _UNKNOWN_TRIES - 1:
                    raise unknown from error
                garbled = failure.fault is Fault.GARBLED and tries >= _MADE_TRIES
                if garbled or not (failure.transient or missing):
                    raise self._error(failure) from error
            tries += 1
            if tries == 1:
                said = failure.words or failure.cause
                self.tell(f"the state of the batch cannot be read for now ({said}): trying again")
            await self._back_off(tries, failure)

    async def once(self, work: Awaitable[None]) -> None:
        """Do optional work whose failure is harmless."""
        try:
            async with asyncio.timeout(_REMOVAL_SECONDS):
                await work
        except Exception as error:  # noqa: BLE001 - it is reported
            self.tell(f"a batch could not be removed from its server ({type(error).__name__})")

    async def wait_for_room(self, times: int) -> None:
        """Wait while too much is in the provider's queue; raises CallError after long waits."""
        if times > _CROWDED_TRIES:
            raise CallError(
                f"{self.name}: too many tokens wait in batches: try again later", self.paid
            )
        wait = min(_CROWDED_SECONDS, self.patience.backoff * 2.0**times)
        self.tell(f"too many tokens wait in batches of {self.name}: smaller ones follow")
        await asyncio.sleep(wait)

    async def _back_off(self, tries: int, failure: Failure) -> None:
        backoff = min(_LONGEST_BACKOFF_SECONDS, self.patience.backoff * 2.0 ** min(tries, 20))
        await asyncio.sleep(max(failure.retry_after, backoff))

    def _error(self, failure: Failure) -> CallError:
        if failure.status in _NO_ENDPOINT or failure.fault is Fault.NO_SERVER:
            said = f"HTTP {failure.status}: {failure.words}" if failure.status else failure.words
            has_none = f"has no batch endpoint ({said}): leave --batch out"
            return CallError(
                f"the server at {self._address} {has_none}",
                self.paid,
                f"the server of {self.name} {has_none}",
            )
        return call_error(failure, self.name, self._address, self.paid)
