"""What calls have cost so far, and whether one more is allowed."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from errors import UsageError
from models.calls.errors import BudgetError
from models.calls.prices import PriceList


@dataclass(frozen=True)
class CallUsage:
    """Paid calls, calls answered without paying, tokens of the paid ones, US dollars.

    `cost_usd` is None when something was paid at an unknown price.
    """

    calls: int = 0
    cached_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = 0.0


class Tally:
    """Adds calls up; safe in many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.usage = CallUsage()

    def cached(self) -> None:
        """Count a call that was answered without paying."""
        with self._lock:
            self.usage = replace(self.usage, cached_calls=self.usage.cached_calls + 1)

    def pay(self, read: int, written: int, cost: float | None) -> None:
        """Count a paid call: tokens, and US dollars where they are known."""
        with self._lock:
            before = self.usage
            known = cost is not None and before.cost_usd is not None
            self.usage = replace(
                before,
                calls=before.calls + 1,
                input_tokens=before.input_tokens + read,
                output_tokens=before.output_tokens + written,
                cost_usd=(before.cost_usd or 0) + (cost or 0) if known else None,
            )


_tallies: ContextVar[tuple[Tally, ...]] = ContextVar("tallies", default=())


@contextmanager
def tallied() -> Iterator[Tally]:
    """Count the calls that are made inside, in this task and in those it starts.

    A reply that another task pays for counts there as paid and here as cached.
    """
    tally = Tally()
    token = _tallies.set((*_tallies.get(), tally))
    try:
        yield tally
    finally:
        _tallies.reset(token)


class Ledger:
    """Counts what is spent; safe in many threads.

    Raises UsageError when `max_cost` is set and nobody knows the price.
    """

    def __init__(
        self, model: str, prices: PriceList, max_calls: int | None, max_cost: float | None
    ) -> None:
        if max_cost is not None and prices.cost(1, 1) is None:
            raise UsageError(
                f"no price is known for '{model}': --max-cost needs --price INPUT/OUTPUT"
            )
        self._prices = prices
        self._max_calls = max_calls
        self._max_cost = max_cost
        self._lock = threading.Lock()
        self._total = Tally()
        self._reserved_calls = 0
        self._reserved_cost = 0.0
        self._longest_reply = 0

    @property
    def usage(self) -> CallUsage:
        """What has been spent."""
        return self._total.usage

    def paid(self) -> str:
        """Say what has been paid and how to go on."""
        calls, cost = self.usage.calls, self.usage.cost_usd
        if not calls:
            return "nothing was paid"
        kept = "1 paid call is kept" if calls == 1 else f"{calls} paid calls are kept"
        dollars = f" (${cost:.4f})" if cost else ""
        return f"{kept}{dollars}: run the same command to go on"

    @contextmanager
    def reserved(self, prompt_tokens: Callable[[], int], reply_tokens: int) -> Iterator[None]:
        """Hold a call's likely cost while it is made; raises BudgetError beyond the limits."""
        cost = 0.0
        if self._max_cost is not None:
            written = max(reply_tokens, self._longest_reply)
            cost = self._prices.cost(prompt_tokens(), written) or 0.0
        with self._lock:
            self._allow(cost)
            self._reserved_calls += 1
            self._reserved_cost += cost
        try:
            yield
        finally:
            with self._lock:
                self._reserved_calls -= 1
                self._reserved_cost -= cost

    def cached(self) -> None:
        """Count a call that was answered without paying."""
        for tally in (self._total, *_tallies.get()):
            tally.cached()

    def pay(self, read: int, written: int) -> None:
        """Count a paid call by its tokens."""
        cost = self._prices.cost(read, written)
        with self._lock:
            self._longest_reply = max(self._longest_reply, written)
        for tally in (self._total, *_tallies.get()):
            tally.pay(read, written, cost)

    def _allow(self, cost: float) -> None:
        calls = self.usage.calls + self._reserved_calls
        if self._max_calls is not None and calls >= self._max_calls:
            raise BudgetError(f"--max-calls {self._max_calls} is reached", self.paid)
        spent = (self.usage.cost_usd or 0) + self._reserved_cost
        if self._max_cost is not None and spent + cost > self._max_cost:
            raise BudgetError(
                f"--max-cost {self._max_cost:g} is reached: {spent:.4f} USD are spent and the "
                f"next call takes about {cost:.4f}",
                self.paid,
            )
