"""The layer every model call goes through: cache, identical calls, limits, and what is sent.

It is a chat model itself. How a call is brought to an end is in `sending.py`; every other part
is a file of its own.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from functools import partial
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LangSmithParams
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from precis.errors import UsageError
from precis.event_loop import run
from precis.models.calls.claims import Claims
from precis.models.calls.context_window import WindowWatch
from precis.models.calls.contract import Calls
from precis.models.calls.dry_run import dry_reply
from precis.models.calls.errors import CallError
from precis.models.calls.gate import CUT
from precis.models.calls.identical_calls import SingleFlight
from precis.models.calls.key import Call, model_address, model_identity
from precis.models.calls.parameters import Parameters
from precis.models.calls.prices import Price, PriceList
from precis.models.calls.replies import chunk_of
from precis.models.calls.sending import Sender
from precis.models.calls.spending import CallUsage, Ledger
from precis.models.calls.transport import Live, Transport, is_batching
from precis.models.tokens import estimate_tokens

MAX_CONCURRENCY = 32
TIMEOUT_SECONDS = 600.0
WHOLE_TEXT = "whole_text"
"""In the metadata of a stream's last chunk: the reply, where the pieces before are not it."""


class CallLayer(BaseChatModel):
    """A chat model around another: every reply is judged and kept, every call paced and counted.

    Replies are kept in `cache` by what was asked, at any temperature; what is no reply, or cut, is
    not. A call that another process pays for is waited for.
    `max_concurrency` bounds the calls in flight, `timeout` how many seconds the server may be
    silent, `max_calls` and `max_cost` (US dollars) what is paid through this layer; `price` stands
    in for the price table. With `dry_run` nothing is sent, paid or kept: usage is what it would
    be. A call may be given `reply_tokens`, about how long its reply will be: what it is likely to
    cost and how long it may take depend on that. A call that was given up for a faster one counts
    as paid, since it may be. `tell` gets what a reader should know, in a line. `batches` makes,
    from the model's name and what says what is paid, the way of calls inside `batching`.

    Raises CallError (ContextLengthError, RefusedError, NoTextError, CutReplyError, BudgetError)
    when a call fails for good, CacheError when a reply cannot be kept.
    """

    _model: BaseChatModel = PrivateAttr()
    _dry_keys: set[bytes] | None = PrivateAttr()
    _cache: Calls | None = PrivateAttr()
    _claims: Claims | None = PrivateAttr()
    _name: str = PrivateAttr()
    _identity: str = PrivateAttr()
    _ledger: Ledger = PrivateAttr()
    _new_sender: Callable[..., Sender] = PrivateAttr()
    _live: Sender = PrivateAttr()
    _batches: Callable[[str, Callable[[], str]], Transport] | None = PrivateAttr()
    _batched: Sender | None = PrivateAttr(default=None)
    _flights: SingleFlight[AIMessage] = PrivateAttr()

    def __init__(
        self,
        model: BaseChatModel,
        cache: Calls | None = None,
        *,
        max_concurrency: int = MAX_CONCURRENCY,
        timeout: float = TIMEOUT_SECONDS,
        max_calls: int | None = None,
        max_cost: float | None = None,
        price: Price | None = None,
        dry_run: bool = False,
        batches: Callable[[str, Callable[[], str]], Transport] | None = None,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        super().__init__(profile=model.profile)
        self._model = model
        self._dry_keys = set() if dry_run else None
        self._cache = cache
        self._claims = Claims(cache, tell) if cache else None
        self._name = model._get_ls_params().get("ls_model_name", model._llm_type)
        self._identity = model_identity(model)
        self._ledger = Ledger(self._name, PriceList(model, price), max_calls, max_cost)
        address, profile = model_address(model), model.profile or {}
        self._new_sender = partial(
            Sender,
            name=self._name,
            address=address,
            parameters=Parameters(model, f"{address} {self._identity}"),
            ledger=self._ledger,
            window=WindowWatch(profile.get("max_input_tokens"), profile.get("max_output_tokens")),
            timeout=timeout,
            tell=tell,
        )
        self._live = self._new_sender(transport=Live(max_concurrency))
        self._batches = batches
        self._flights = SingleFlight()

    @property
    def usage(self) -> CallUsage:
        """What has been spent through this layer."""
        return self._ledger.usage

    @property
    def width(self) -> int:
        """How many calls may be under way at once."""
        return self._sender.width

    @property
    def is_dry_run(self) -> bool:
        """Whether nothing is sent."""
        return self._dry_keys is not None

    def schema_options(self, schema: Mapping[str, Any]) -> dict[str, Any]:
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
        kept = await self._find_cached(call)
        if kept or not self._streams or self._flights.has(call.key):
            yield chunk_of(kept or await self._reply(call))
            return
        if self._claims and not await self._claims.claim(call.key):
            yield chunk_of(await self._reply(call))
            return
        shown, message = "", None
        try:
            with self._ledger.reserve(call.tokens, call.reply_tokens):
                async for piece in self._live.stream(call):
                    if isinstance(piece, AIMessage):
                        message = piece
                        continue
                    shown += piece
                    yield ChatGenerationChunk(message=AIMessageChunk(content=piece))
            assert message
            message = await self._keep(call, message)
        finally:
            self._release(call)
        yield _last_chunk(message, shown)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return run(self._agenerate(messages, stop, None, **kwargs))

    @property
    def _streams(self) -> bool:
        able = self._model._should_stream(async_api=True, stream=True)
        return able and not is_batching() and not self.is_dry_run

    @property
    def _sender(self) -> Sender:
        """What sends the calls made here. Raises UsageError where the model takes no batches."""
        if not is_batching():
            return self._live
        if self._batched is None:
            if self._batches is None:
                raise UsageError(f"{self._name} has no batch endpoint: leave --batch out")
            self._batched = self._new_sender(transport=self._batches(self._name, self._ledger.paid))
        return self._batched

    async def _find_cached(self, call: Call) -> AIMessage | None:
        if self._cache is None:
            return None
        get = partial(self._cache.get, call.key)
        kept = await asyncio.to_thread(get) if self._cache.remote else get()
        return None if kept is None else self._read(kept)

    def _read(self, kept: str) -> AIMessage:
        self._ledger.count_cached()
        return AIMessage.model_validate_json(kept)

    async def _reply(self, call: Call) -> AIMessage:
        """Answer from the cache, from the same call in flight, or by paying."""
        kept = await self._find_cached(call)
        if kept:
            return kept
        if self._dry_keys is not None:
            return self._dry_run(call, self._dry_keys)
        shared = self._flights.has(call.key)
        message = await self._flights.run(call.key, partial(self._pay_once, call))
        if shared:
            self._ledger.count_cached()
        return message

    def _dry_run(self, call: Call, before: set[bytes]) -> AIMessage:
        message = dry_reply(call.messages, call.reply_tokens)
        if call.key in before:
            self._ledger.count_cached()
        else:
            before.add(call.key)
            written = estimate_tokens(message.text)
            self._ledger.pay(call.tokens(), written, batched=self._sender.batched)
        return message

    async def _pay_once(self, call: Call) -> AIMessage:
        """Pay for a call unless another process does so."""
        if self._claims and (kept := await self._claims.reply_or_claim(call.key)):
            return self._read(kept)
        try:
            return await self._pay(call)
        finally:
            self._release(call)

    def _release(self, call: Call) -> None:
        if self._claims:
            self._claims.release(call.key)

    async def _pay(self, call: Call) -> AIMessage:
        sender = self._sender
        with self._ledger.reserve(call.tokens, call.reply_tokens, batched=sender.batched):
            try:
                message = await sender.reply(call)
                kept = await self._keep(call, message)
            except CallError:
                await sender.settle(call)
                raise
        await sender.settle(call)
        return kept

    async def _keep(self, call: Call, message: AIMessage) -> AIMessage:
        """Write a reply down; where another process was faster, its reply counts for both."""
        if self._cache is None or not self._worth_keeping(message):
            return message
        text = message.model_dump_json(exclude={"id"}, exclude_defaults=True)
        kept = await asyncio.shield(asyncio.to_thread(self._cache.put, call.key, self._name, text))
        if self._claims:
            self._claims.end(call.key)
        return AIMessage.model_validate_json(kept)

    def _worth_keeping(self, message: AIMessage) -> bool:
        """Leave out cut replies, unless the model never writes longer ones."""
        if not message.response_metadata.get(CUT):
            return True
        longest = (self.profile or {}).get("max_output_tokens")
        usage = message.usage_metadata
        return bool(longest and usage and usage["output_tokens"] >= longest)

    @property
    def _llm_type(self) -> str:
        return self._model._llm_type

    @property
    def _identifying_params(self) -> Mapping[str, Any]:
        return self._model._identifying_params

    def _get_ls_params(self, stop: list[str] | None = None, **kwargs: Any) -> LangSmithParams:
        return self._model._get_ls_params(stop, **kwargs)


def _last_chunk(message: AIMessage, shown: str) -> ChatGenerationChunk:
    """End a stream with what is known of the reply; its text was `shown` before."""
    last = chunk_of(message)
    if message.text != shown.strip():
        last.message.response_metadata[WHOLE_TEXT] = message.text
    last.message.content = ""
    return ChatGenerationChunk(message=last.message)
