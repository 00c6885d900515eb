"""The layer every model call goes through: cache, pace, retries, budget and usage.

It puts the parts together; each of them is a file beside this one.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from functools import partial
from itertools import count
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LangSmithParams
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from precis.event_loop import run
from precis.models.calls.cache import CallCache
from precis.models.calls.concurrency import Pace, Slot, Ticket
from precis.models.calls.dry_run import dry_reply
from precis.models.calls.errors import (
    RefusedError,
    call_error,
    read_failure,
)
from precis.models.calls.identical_calls import SingleFlight
from precis.models.calls.key import Call, model_identity
from precis.models.calls.prices import Price, PriceList
from precis.models.calls.replies import chunk_of, gathered, reply_of, resumed
from precis.models.calls.retries import wait_seconds
from precis.models.calls.spending import CallUsage, Ledger
from precis.models.calls.stalls import Patience, hedged
from precis.models.tokens import estimate_tokens

MAX_CONCURRENCY = 32
TIMEOUT_SECONDS = 600.0


class CallLayer(BaseChatModel):
    """A chat model around another: every reply is kept, every call paced and counted.

    Replies are cached by what was asked, at any temperature. `max_concurrency` bounds the
    calls in flight, `timeout` (seconds) one try, `max_calls` and `max_cost` (US dollars) what
    is paid through this layer; `price` stands in for the price table. With `dry_run` nothing is
    sent, paid or kept: usage is what it would be. A call may be given `reply_tokens`, about how
    long its reply will be: what it is likely to cost and how long it may take depend on that.
    A call that was given up for a faster one counts as paid, since it may be.

    Raises CallError (ContextLengthError, RefusedError, BudgetError) when a call fails
    for good, CacheError when a reply cannot be kept.
    """

    _model: BaseChatModel = PrivateAttr()
    _dry_keys: set[bytes] | None = PrivateAttr()
    _cache: CallCache | None = PrivateAttr()
    _timeout: float = PrivateAttr()
    _name: str = PrivateAttr()
    _identity: str = PrivateAttr()
    _ledger: Ledger = PrivateAttr()
    _pace: Pace = PrivateAttr()
    _patience: Patience | None = PrivateAttr()
    _flights: SingleFlight[AIMessage] = PrivateAttr()

    def __init__(
        self,
        model: BaseChatModel,
        cache: CallCache | None = None,
        *,
        max_concurrency: int = MAX_CONCURRENCY,
        timeout: float = TIMEOUT_SECONDS,
        max_calls: int | None = None,
        max_cost: float | None = None,
        price: Price | None = None,
        dry_run: bool = False,
    ) -> None:
        super().__init__(profile=model.profile)
        self._model = model
        self._dry_keys = set() if dry_run else None
        self._cache = cache
        self._timeout = timeout
        self._name = model._get_ls_params().get("ls_model_name", model._llm_type)
        self._identity = model_identity(model)
        self._ledger = Ledger(self._name, PriceList(model, price), max_calls, max_cost)
        self._pace = Pace(max_concurrency)
        self._patience = Patience() if max_concurrency > 1 else None
        self._flights = SingleFlight()

    @property
    def usage(self) -> CallUsage:
        """What has been spent through this layer."""
        return self._ledger.usage

    @property
    def in_flight(self) -> int:
        """How many calls the server is working on."""
        return self._pace.in_flight

    @property
    def is_dry_run(self) -> bool:
        """Whether nothing is sent."""
        return self._dry_keys is not None

    def structured(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Return the options that hold the model to a JSON Schema; none where it has no such way.

        Only objects can be asked for so: that is what providers take.
        """
        known = (self.profile or {}).get("structured_output")
        if not known or schema.get("type") != "object":
            return {}
        titled = {"title": "output", **schema}
        made = self._model.with_structured_output(titled, method="json_schema", include_raw=True)
        match made:
            case object(first=object(steps__={"raw": object(kwargs=dict(options))})):
                return options
            case _:
                return {}

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        message = await self._reply(Call.of(self._identity, messages, stop, kwargs))
        return ChatResult(generations=[ChatGeneration(message=message)])

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncGenerator[ChatGenerationChunk, None]:
        call = Call.of(self._identity, messages, stop, kwargs)
        streams = self._dry_keys is None and self._model._should_stream(async_api=True, stream=True)
        kept = self._kept(call)
        if kept or not streams or self._flights.has(call.key):
            yield chunk_of(kept or await self._reply(call))
            return
        seen = []
        with self._ledger.reserved(call.tokens, call.reply_tokens):
            async with aclosing(self._streamed(call)) as chunks:
                async for chunk in chunks:
                    seen.append(chunk)
                    yield chunk
            message = gathered(seen)
            self._count(call, message)
        await self._keep(call, message)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return run(self._agenerate(messages, stop, None, **kwargs))

    def _kept(self, call: Call) -> AIMessage | None:
        kept = self._cache.get(call.key) if self._cache else None
        if kept is None:
            return None
        self._ledger.cached()
        return AIMessage.model_validate_json(kept)

    async def _reply(self, call: Call) -> AIMessage:
        """Answer from the cache, from the same call in flight, or by paying."""
        kept = self._kept(call)
        if kept:
            return kept
        if self._dry_keys is not None:
            return self._dry_run(call, self._dry_keys)
        shared = self._flights.has(call.key)
        message = await self._flights.run(call.key, partial(self._pay, call))
        if shared:
            self._ledger.cached()
        return message

    def _dry_run(self, call: Call, before: set[bytes]) -> AIMessage:
        message = dry_reply(call.messages, call.reply_tokens)
        if call.key in before:
            self._ledger.cached()
        else:
            before.add(call.key)
            self._ledger.pay(call.tokens(), estimate_tokens(message.text))
        return message

    async def _pay(self, call: Call) -> AIMessage:
        ticket = self._pace.ticket()
        with self._ledger.reserved(call.tokens, call.reply_tokens):
            for tries in count(1):
                async with self._pace.slot(ticket) as slot:
                    try:
                        message = await self._ask(call, ticket)
                        slot.answered = True
                        break
                    except Exception as error:
                        wait = self._next_try(error, slot, tries)
                await asyncio.sleep(wait)
            self._count(call, message)
        return await self._keep(call, message)

    async def _ask(self, call: Call, ticket: Ticket) -> AIMessage:
        """Send a call, and once more where it stalls; the first to be answered counts."""
        if self._patience is None:
            return await self._send(call)

        async def again() -> AIMessage:
            with self._ledger.reserved(call.tokens, call.reply_tokens):
                async with self._pace.slot(ticket):
                    return await self._send(call)

        patience = partial(self._patience.seconds, call.reply_tokens)
        return await hedged(partial(self._send, call), again, patience)

    async def _send(self, call: Call) -> AIMessage:
        started = time.monotonic()
        try:
            async with asyncio.timeout(self._timeout):
                result = await self._model._agenerate(call.messages, call.stop, **call.options)
        except (asyncio.CancelledError, TimeoutError):
            self._ledger.pay(call.tokens(), call.reply_tokens)
            raise
        if self._patience:
            self._patience.record(time.monotonic() - started, call.reply_tokens)
        return reply_of(result)

    async def _streamed(self, call: Call) -> AsyncGenerator[ChatGenerationChunk, None]:
        """Stream a call; after a break the new stream goes on where the old one ended.

        Raises the CallError of the break where the new reply begins otherwise.
        """
        ticket, shown = self._pace.ticket(), ""
        for tries in count(1):
            async with self._pace.slot(ticket) as slot:
                try:
                    async with aclosing(self._chunks(call, tries)) as chunks:
                        async for chunk in resumed(shown, chunks):
                            shown += chunk.text
                            yield chunk
                except Exception as error:
                    wait = self._next_try(error, slot, tries)
                else:
                    slot.answered = True
                    return
            await asyncio.sleep(wait)

    async def _chunks(self, call: Call, tries: int) -> AsyncGenerator[ChatGenerationChunk, None]:
        """Ask for a stream; silence for longer than calls take is a TimeoutError."""
        known = self._patience.seconds(call.reply_tokens) if self._patience else None
        silence = min(self._timeout, known * 2 ** (tries - 1) if known else self._timeout)
        source = self._model._astream(call.messages, call.stop, **call.options)
        while True:
            try:
                async with asyncio.timeout(silence):
                    chunk = await anext(source)
            except StopAsyncIteration:
                return
            yield chunk

    def _next_try(self, error: Exception, slot: Slot, tries: int) -> float:
        """Return the seconds to wait before the next try, or raise what ends the call."""
        failure = read_failure(error)
        if not failure.understood:
            raise error
        slot.too_busy, slot.retry_after = failure.too_busy, failure.retry_after
        reached = failure.answered or self.usage.calls > 0
        wait = wait_seconds(failure, tries, reached=reached)
        if wait is None:
            raise call_error(error, self._name, self._ledger.paid) from error
        return wait

    def _count(self, call: Call, message: AIMessage) -> None:
        told = message.usage_metadata
        written = told["output_tokens"] if told else estimate_tokens(message.text)
        self._ledger.pay(told["input_tokens"] if told else call.tokens(), written)

    async def _keep(self, call: Call, message: AIMessage) -> AIMessage:
        """Write a reply down; where another process was faster, its reply counts for both."""
        if message.response_metadata.get("finish_reason") == "content_filter":
            raise RefusedError(
                f"the provider of {self._name} cut its reply short", self._ledger.paid
            )
        if self._cache is None:
            return message
        text = message.model_dump_json(exclude={"id"}, exclude_defaults=True)
        kept = asyncio.to_thread(self._cache.put, call.key, self._name, text)
        return AIMessage.model_validate_json(await asyncio.shield(kept))

    @property
    def _llm_type(self) -> str:
        return self._model._llm_type

    @property
    def _identifying_params(self) -> Mapping[str, Any]:
        return self._model._identifying_params

    def _get_ls_params(self, stop: list[str] | None = None, **kwargs: Any) -> LangSmithParams:
        return self._model._get_ls_params(stop, **kwargs)
