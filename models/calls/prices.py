"""Prices of calls in US dollars: the table of `genai-prices`, or the user's own price."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from langchain_core.language_models import BaseChatModel

_MILLION = 1_000_000
_PROVIDERS = {"google_genai": "google"}
_LOCAL_PROVIDERS = {"ollama"}


@dataclass(frozen=True)
class Price:
    """US dollars for a million tokens read and written."""

    input_usd: float
    output_usd: float


FREE = Price(0, 0)
"""What runs on one's own machine."""


class PriceList:
    """The price of one model's calls; `own` stands in for the table."""

    def __init__(self, model: BaseChatModel, own: Price | None = None) -> None:
        named = model._get_ls_params()
        self._provider = named.get("ls_provider", "")
        self._model = named.get("ls_model_name", "")
        self._unlisted = False
        self._own = FREE if own is None and self._provider in _LOCAL_PROVIDERS else own
        if not self._own:
            # Loading the table takes longer than the first call; nobody shall wait for it.
            Thread(target=self.cost, args=(1, 1), daemon=True).start()

    def cost(
        self,
        input_tokens: int,
        output_tokens: int,
        cached: int = 0,
        stored: int = 0,
        *,
        batched: bool = False,
    ) -> float | None:
        """Return US dollars; None when nobody knows the price.

        `cached` of the input are read from the provider's prompt cache and `stored` written to
        it; `batched` calls cost what the table says of batches. The reader's own price is taken
        as it is.
        """
        if self._own:
            spent = input_tokens * self._own.input_usd + output_tokens * self._own.output_usd
            return spent / _MILLION
        if self._unlisted:
            return None  # the table looks through all its models for one that it lacks
        counts = {"input_tokens": input_tokens, "output_tokens": output_tokens}
        counts |= {"cache_read_tokens": cached, "cache_write_tokens": stored}
        context = {"processing": "batch"} if batched else None
        price = _list_price(self._provider, self._model, counts, context)
        self._unlisted = price is None
        return price


def _list_price(
    provider: str, model: str, counts: Mapping[str, int], context: Mapping[str, str] | None
) -> float | None:
    """Look a call up in the table that comes with `genai-prices`; it asks no network."""
    from genai_prices import Usage, calc_price

    usage = Usage(**{name: count or None for name, count in counts.items()})
    seller = _PROVIDERS.get(provider, provider)
    try:
        found = calc_price(usage, model, provider_id=seller, price_context=context)
    except LookupError:
        return None
    return float(found.total_price)
