"""Track spending, and decide whether another call is allowed."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from precis.errors import UsageError
from precis.languages.counts import count_of
from precis.models.calls.errors import BudgetError
from precis.models.calls.prices import PriceList


@dataclass(frozen=True)
class CallUsage:
    """Paid calls, calls answered without paying, tokens of the paid ones, US dollars.

    `cached_input_tokens` of the input were read from a provider's prompt cache. Of
    `estimated_calls` the server did not say what they took; `cut_replies` ended at a token limit
    and lost their last sentence. `cost_usd` is None when something was paid at an unknown price.
    """

    calls: int = 0
    cached_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = 0.0
    cached_input_tokens: int = 0
    estimated_calls: int = 0
    cut_replies: int = 0


class Tally:
    """Adds calls up; safe in many threads."""

    def __init__(self, spent: CallUsage = CallUsage()) -> None:
        self._lock = threading.Lock()
        self.usage = spent

    def count_cached(self) -> None:
        """Count a cache hit."""
        with self._lock:
            self.usage = replace(self.usage, cached_calls=self.usage.cached_calls + 1)

    def count_cut(self) -> None:
        """Count a reply that ended at a token limit."""
        with self._lock:
            self.usage = replace(self.usage, cut_replies=self.usage.cut_replies + 1)

    def pay(
        self, read: int, written: int, cost: float | None, *, cached: int, estimated: bool
    ) -> None:
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
                cached_input_tokens=before.cached_input_tokens + cached,
                estimated_calls=before.estimated_calls + estimated,
            )


class Allowance(Tally):
    """A tally with limits: paid calls, and US dollars; `names` says how the limits are named.

    `spent` counts towards them.
    """

    def __init__(
        self,
        max_calls: int | None,
        max_cost: float | None,
        spent: CallUsage = CallUsage(),
        names: tuple[str, str] = ("--max-calls {}", "--max-cost {}"),
    ) -> None:
        super().__init__(spent)
        self.max_cost = max_cost
        self._max_calls = max_calls
        self._names = names
        self._held_calls = 0
        self._held_cost = 0.0

    def paid(self) -> str:
        """Say what has been paid and how to resume."""
        calls, cost = self.usage.calls, self.usage.cost_usd
        if not calls:
            return "nothing was paid"
        kept = f"{count_of(calls, 'paid call is', 'paid calls are')} kept"
        dollars = f" (${cost:.4f})" if cost else ""
        return f"{kept}{dollars}: rerun the same command to resume"

    @contextmanager
    def reserve(self, cost: float, paid: Callable[[], str]) -> Iterator[None]:
        """Hold a call's likely cost while it is made; raises BudgetError beyond the limits."""
        with self._lock:
            self._allow(cost, paid)
            self._held_calls += 1
            self._held_cost += cost
        try:
            yield
        finally:
            with self._lock:
                self._held_calls -= 1
                self._held_cost -= cost

    def _allow(self, cost: float, paid: Callable[[], str]) -> None:
        calls = self.usage.calls + self._held_calls
        if self._max_calls is not None and calls >= self._max_calls:
            raise BudgetError(f"{self._names[0].format(self._max_calls)} is reached", paid)
        spent = (self.usage.cost_usd or 0) + self._held_cost
        if self.max_cost is not None and spent + cost > self.max_cost:
            limit = self._names[1].format(f"{self.max_cost:g}")
            raise BudgetError(
                f"{limit} is reached: {spent:.4f} USD are spent and "
                f"the next call takes about {cost:.4f}",
                paid,
            )


_tallies: ContextVar[tuple[Tally, ...]] = ContextVar("tallies", default=())


@contextmanager
def tallied(into: Tally | None = None) -> Iterator[Tally]:
    """Count the calls that are made inside, in this task and in those it starts.

    They are added to `into`, where given, and kept within its limits if it is an Allowance. A
    reply that another task pays for counts there as paid and here as cached.
    """
    tally = into or Tally()
    token = _tallies.set((*_tallies.get(), tally))
    try:
        yield tally
    finally:
        _tallies.reset(token)


class Ledger:
    """Counts what is spent; safe in many threads.

    Raises UsageError where there is a limit in US dollars and nobody knows the price.
    """

    def __init__(
        self, model: str, prices: PriceList, max_calls: int | None, max_cost: float | None
    ) -> None:
        self._model = model
        self._prices = prices
        self._lock = threading.Lock()
        self._total = Allowance(max_calls, max_cost)
        self._longest_reply = 0
        self._check_price(self._total)

    @property
    def usage(self) -> CallUsage:
        """What has been spent."""
        return self._total.usage

    @property
    def paid(self) -> Callable[[], str]:
        """Says, when it is called, what has been paid and how to resume.

        Where the work has an allowance of its own, nothing else that goes through here counts.
        """
        return self._allowances()[-1].paid

    @contextmanager
    def reserve(
        self, prompt_tokens: Callable[[], int], reply_tokens: int, *, batched: bool = False
    ) -> Iterator[None]:
        """Hold a call's likely cost while it is made; raises BudgetError beyond the limits."""
        limits = self._allowances()
        cost = 0.0
        if any(limit.max_cost is not None for limit in limits):
            written = max(reply_tokens, self._longest_reply)
            cost = self._prices.cost(prompt_tokens(), written, batched=batched) or 0.0
        with ExitStack() as reserved:
            for limit in limits:
                self._check_price(limit)
                reserved.enter_context(limit.reserve(cost, self.paid))
            yield

    def _allowances(self) -> list[Allowance]:
        return [it for it in (self._total, *_tallies.get()) if isinstance(it, Allowance)]

    def count_cached(self) -> None:
        """Count a cache hit."""
        for tally in (self._total, *_tallies.get()):
            tally.count_cached()

    def count_cut(self) -> None:
        """Count a reply that ended at a token limit."""
        for tally in (self._total, *_tallies.get()):
            tally.count_cut()

    def pay(
        self,
        read: int,
        written: int,
        *,
        cached: int = 0,
        stored: int = 0,
        estimated: bool = False,
        batched: bool = False,
    ) -> None:
        """Count a paid call by its tokens.

        Of those read, `cached` come from a provider's prompt cache and `stored` go into it.
        """
        cost = self._prices.cost(read, written, cached, stored, batched=batched)
        with self._lock:
            self._longest_reply = max(self._longest_reply, written)
        for tally in (self._total, *_tallies.get()):
            tally.pay(read, written, cost, cached=cached, estimated=estimated)

    def _check_price(self, allowance: Allowance) -> None:
        if allowance.max_cost is not None and self._prices.cost(1, 1) is None:
            raise UsageError(
                f"no price is known for '{self._model}', which a limit in dollars needs: "
                "give --price INPUT/OUTPUT"
            )
