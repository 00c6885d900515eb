"""Deliver a call to its model: live, or in a batch that is answered hours later."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.messages.ai import UsageMetadata

from precis.models.calls.replies import merge_chunks, reply_of


@dataclass(frozen=True)
class Request:
    """What is sent: `key` names the call, as in the cache; `model` carries the parameters.

    A reply that is `streamed` is put together before anybody sees it.
    """

    key: bytes
    model: BaseChatModel
    messages: list[BaseMessage]
    stop: list[str] | None = None
    options: dict[str, Any] = field(default_factory=dict)
    streamed: bool = False


class Transport(Protocol):
    """Sends requests to a model.

    `width` is how many it may have under way. With `live` a reply is waited for in seconds, so
    that silence means a fault, and it can be streamed.
    """

    width: int
    live: bool

    async def send(self, request: Request) -> AIMessage:
        """Return the reply as the model package reads it; raises whatever that raises."""

    async def settle(self, key: bytes) -> None:
        """Note that the reply to the call `key` is kept, or that it failed for good."""


class Live:
    """Asks the model package itself."""

    live = True

    def __init__(self, width: int) -> None:
        self.width = width

    async def send(self, request: Request) -> AIMessage:
        """Return the reply as the model package reads it; raises whatever that raises."""
        model, messages, options = request.model, request.messages, request.options
        if request.streamed:
            chunks = model._astream(messages, request.stop, **options)
            return merge_chunks([chunk async for chunk in chunks])
        try:
            return reply_of(await model._agenerate(messages, request.stop, **options))
        except Exception as error:
            if cut := _cut_reply(error):
                return cut
            raise

    async def settle(self, key: bytes) -> None:
        """Do nothing: a reply that is not kept is asked for again."""


def _cut_reply(error: Exception) -> AIMessage | None:
    """Return the reply that the package of OpenAI raises where a structured one was cut."""
    completion = getattr(error, "completion", None)
    if type(error).__name__ != "LengthFinishReasonError" or not completion:
        return None
    choice, usage = completion.choices[0], completion.usage
    counts = (usage.prompt_tokens, usage.completion_tokens) if usage else (0, 0)
    return AIMessage(
        choice.message.content or "",
        response_metadata={"finish_reason": choice.finish_reason},
        usage_metadata=UsageMetadata(
            input_tokens=counts[0], output_tokens=counts[1], total_tokens=sum(counts)
        )
        if usage
        else None,
    )


class _Way(Enum):
    LIVE = "every call at once"
    BATCHED = "every call in a batch"
    MAPS_BATCHED = "every call but reduces in a batch"


_way: ContextVar[_Way] = ContextVar("way", default=_Way.LIVE)


@contextmanager
def batching(*, live_reduces: bool) -> Iterator[None]:
    """Send the calls of this task, and of those that it starts, in batches."""
    with _going(_Way.MAPS_BATCHED if live_reduces else _Way.BATCHED):
        yield


@contextmanager
def reducing() -> Iterator[None]:
    """Count calls made inside as reduces."""
    with _going(_Way.LIVE if _way.get() is _Way.MAPS_BATCHED else _way.get()):
        yield


def is_batching() -> bool:
    """Return whether calls made here go in batches."""
    return _way.get() is not _Way.LIVE


@contextmanager
def _going(way: _Way) -> Iterator[None]:
    token = _way.set(way)
    try:
        yield
    finally:
        _way.reset(token)
