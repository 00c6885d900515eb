"""How long a server may stay silent: the only place that sets timeouts."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from precis.models.calls.delays import note_answer, note_silence

_JUDGED_EVERY_SECONDS = 1.0
_NOTED_AFTER_SECONDS = 5.0
_TOLD_AFTER_SECONDS = 30.0
"""What loads a model or reads a long prompt first says nothing for as long, and more."""

Result = TypeVar("Result")


class Silence:
    """A server that has answered nothing for `limit` seconds is given up.

    Any answer counts, also one to another call: a server with one slot answers call after call,
    and those that wait behind are not lost. A long silence is reported once; who watches the work
    learns of it sooner.
    """

    def __init__(
        self, limit: float, tell: Callable[[str], None] = lambda _: None, model: str = "the model"
    ) -> None:
        self.limit = limit
        self._model = model
        self._heard = 0.0
        self._tell = tell
        self._told = False

    def note_answer(self) -> None:
        """Note that the server has answered something."""
        self._heard = time.monotonic()

    async def watch(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Return the result of `work`; raises TimeoutError if the server is silent for too long."""
        started = time.monotonic()
        task = asyncio.create_task(work)
        noted = False
        try:
            while True:
                left = max(started, self._heard) + self.limit - time.monotonic()
                if self.limit - left >= _TOLD_AFTER_SECONDS and left > 0 and not self._told:
                    self._told = True
                    waited = f"no answer for {self.limit - left:.0f} seconds"
                    self._tell(f"{waited}: waiting for up to {self.limit:g} (--timeout SECONDS)")
                if not noted and self.limit - left >= _NOTED_AFTER_SECONDS:
                    noted = True
                    note_silence(self._model)
                if left <= 0:
                    raise TimeoutError(f"nothing was received for {self.limit:g} seconds")
                if (await asyncio.wait({task}, timeout=min(left, _JUDGED_EVERY_SECONDS)))[0]:
                    self.note_answer()
                    if noted:
                        note_answer()
                    return task.result()
        finally:
            if not task.done():
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
