"""Measure the cost of one piece of work while others call the same model."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from time import monotonic

from precis.chains.evidence import Usage
from precis.models.calls.spending import Tally, tallied


class Meter:
    """Counts from its making on."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._started = monotonic()

    @property
    def usage(self) -> Usage:
        """Calls, tokens, US dollars and seconds so far."""
        seconds = round(monotonic() - self._started, 3)
        return Usage(**asdict(self._tally.usage), seconds=seconds)


@contextmanager
def metered() -> Iterator[Meter]:
    """Count what is spent inside the `with` block, in its task and those that it starts."""
    with tallied() as tally:
        yield Meter(tally)
